import { kinds } from '../../domain/kinds.ts';
import { facetNames } from '../../domain/search-query.ts';
import { closed, list, ref, type JsonSchema } from './json-schema.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const count = { type: 'integer', minimum: 0 };
const flag = { type: 'boolean' };
const kind = { enum: kinds };
const thingIdSchema = { type: 'string', pattern: '^[a-z2-7]{12}$' };
const box = { type: 'array', items: number, minItems: 4, maxItems: 4 };
const unknownValues = list(closed({ parameter: text, value: text }));

const hit = closed({
  id: thingIdSchema,
  iri: { type: 'string', format: 'uri' },
  kind,
  path: text,
  title: text,
  lang: text,
  titleHighlight: ref('Highlight'),
  extract: ref('Highlight'),
  extractLang: text,
  concepts: { type: 'object', additionalProperties: list(text) },
  themes: list(text),
  places: list(ref('Place')),
  territories: {
    type: 'object',
    additionalProperties: text,
    description: 'The narrowest territory of each place that has no town, in words.',
  },
  'carrier?': closed({ id: thingIdSchema, title: text }),
  sources: list(closed({ id: text, name: text })),
  'year?': { type: 'integer' },
  isOpen: flag,
});

/** The schemas of what a search answers, by name. */
export const searchSchemas: Readonly<Record<string, JsonSchema>> = {
  Hit: hit,
  Highlight: list(closed({ text, isMatch: flag })),
  FacetValue: closed({ value: text, label: text, count, 'parent?': text, isSelected: flag }),
  FacetPage: closed({
    parameter: text,
    total: count,
    values: list(
      closed({ value: text, label: text, count, 'parent?': text, 'within?': text, isSelected: flag }),
    ),
    unknownValues,
  }),
  SearchPage: closed({
    total: count,
    hits: list(ref('Hit')),
    facets: closed(Object.fromEntries(facetNames.map((name) => [name, list(ref('FacetValue'))]))),
    years: list(closed({ year: { type: 'integer', minimum: 1, maximum: 9999 }, count })),
    'corrected?': text,
    'suggested?': text,
    isRelaxed: flag,
    leads: list(ref('Lead')),
    alternatives: list(ref('Alternative')),
    places: count,
    withoutPlace: count,
    page: { type: 'integer', minimum: 1 },
    per: { type: 'integer', minimum: 1 },
    unknownValues,
    relaxations: list(closed({ parameter: text, value: text, label: text, count })),
  }),
  SparqlText: closed({ query: text }),
  ClusterPage: closed({
    clusters: list(
      closed({
        lat: number,
        lon: number,
        count,
        bbox: box,
        'thing?': thingIdSchema,
        'kind?': kind,
        'title?': text,
        'path?': text,
        'radius?': number,
      }),
    ),
    things: count,
    places: count,
    withoutPlace: count,
  }),
  Completions: list(
    closed({
      group: { enum: ['thing', 'concept', 'territory', 'organization'] },
      text,
      value: text,
      'kind?': kind,
    }),
  ),
};
