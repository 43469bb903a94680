import { kinds } from '../../domain/kinds.ts';
import { agreements } from '../../domain/rights.ts';
import { closed, list, ref, type JsonSchema } from './json-schema.ts';

const text = { type: 'string' };
const number = { type: 'number' };
const count = { type: 'integer', minimum: 0 };
const flag = { type: 'boolean' };
const iri = { type: 'string', format: 'uri' };
const thingIdSchema = { type: 'string', pattern: '^[a-z2-7]{12}$' };
const kind = { enum: kinds };
const agreement = { enum: agreements };
const languageText = { type: 'object', additionalProperties: text };
const counts = { type: 'object', additionalProperties: count };
const words = { type: 'object', additionalProperties: text };

const place = closed({
  role: { enum: ['implemented', 'serves', 'seat'] },
  'name?': text,
  'street?': text,
  'postcode?': text,
  'city?': text,
  'country?': { type: 'string', description: 'ISO 3166-1 alpha-2' },
  'lat?': number,
  'lon?': number,
  'radius?': {
    type: 'number',
    description:
      'Metres: the coordinates are the middle of a territory, and the place lies within about this distance of them.',
  },
  precision: { enum: ['point', 'street', 'commune', 'departement', 'region', 'country', 'unknown'] },
  territories: list(text),
  'evidence?': list(
    closed({ from: text, value: text, how: text, 'territory?': text, 'source?': text, 'at?': text }),
  ),
  'candidates?': list(text),
  'conflict?': closed({ kept: text, against: text, value: text, 'territory?': text }),
  'isInherited?': flag,
});

/** How a conclusion was drawn. */
const conclusion = {
  confidence: { type: 'number', minimum: 0, maximum: 1 },
  method: text,
  words: list(text),
} as const;

const doc = closed({
  id: thingIdSchema,
  kind,
  slug: text,
  title: languageText,
  'otherNames?': { type: 'object', additionalProperties: list(text) },
  'summary?': languageText,
  'need?': languageText,
  'answer?': languageText,
  'results?': languageText,
  'conditions?': languageText,
  'seeks?': languageText,
  concepts: { type: 'object', additionalProperties: list(text) },
  keywords: list(text),
  links: list(closed({ id: thingIdSchema, kind, role: text, title: languageText })),
  'proposals?': {
    ...list(closed({ id: thingIdSchema, title: languageText, ...conclusion })),
    description: 'Solutions that it seems to implement: proposed by words in common, accepted by nobody yet.',
  },
  'inferred?': {
    ...list(closed({ scheme: text, code: text, ...conclusion })),
    description: 'Concepts that its words make nearly certain, where its sources say nothing.',
  },
  places: list(ref('Place')),
  'url?': text,
  'email?': text,
  'phone?': text,
  'image?': text,
  'startDate?': text,
  'endDate?': text,
  'dateModified?': text,
  languages: list(text),
  'quality?': ref('Quality'),
  sources: list(
    closed({
      source: text,
      sourceName: text,
      set: text,
      key: text,
      licence: text,
      agreement,
      'url?': text,
      harvestedAt: text,
      'modifiedAt?': text,
      'isStale?': flag,
    }),
  ),
  isOpen: flag,
  mergedIds: list(thingIdSchema),
});

const score: JsonSchema = { type: 'integer', minimum: 0, maximum: 100 };
const dimension: JsonSchema = { enum: ['find', 'complete', 'place', 'fresh', 'reuse'] };

const quality = closed({
  score,
  dimensions: closed({
    'find?': score,
    'complete?': score,
    'place?': score,
    'fresh?': score,
    'reuse?': score,
  }),
  missing: list(
    closed({
      constraint: text,
      dimension,
      points: { type: 'integer', minimum: 1 },
      message: closed({ fr: text, en: text }),
    }),
  ),
});

const label = closed({ value: text, label: text });

/** The schemas of every answer, by name. */
export const schemas: Readonly<Record<string, JsonSchema>> = {
  SuggestionInput: {
    type: 'object',
    properties: { label: text, title: text, description: text, source: text, lang: text },
    anyOf: [{ required: ['label'] }, { required: ['title'] }, { required: ['description'] }],
  },
  Suggestions: closed({
    concepts: list(
      closed({
        scheme: text,
        code: text,
        iri,
        label: closed({ fr: text, en: text }),
        score: { type: 'number', minimum: 0, maximum: 1 },
        evidence: list(
          closed({
            because: { enum: ['label', 'mapped', 'learned'] },
            'label?': text,
            'source?': text,
            'words?': list(text),
          }),
        ),
      }),
    ),
  }),
  Place: place,
  Quality: quality,
  Doc: doc,
  ThingPage: closed({
    outcome: { const: 'published' },
    iri,
    path: text,
    doc: ref('Doc'),
    labels: closed({
      concepts: { type: 'object', additionalProperties: list(label) },
      territories: words,
      inferred: words,
      countries: words,
    }),
    linkedFrom: list(ref('Hit')),
    linkedFromTotal: count,
    proposedFrom: list(ref('Hit')),
    proposedFromTotal: count,
    linkPaths: words,
  }),
  MergedThing: closed({ outcome: { const: 'merged' }, into: thingIdSchema, path: text }),
  SimilarThings: closed({
    outcome: { const: 'published' },
    similar: list(
      closed({
        hit: ref('Hit'),
        reasons: {
          ...list({
            oneOf: [
              closed({ because: { enum: ['theme', 'audience', 'territory'] }, value: text, label: text }),
              closed({ because: { const: 'words' }, words: list(text) }),
            ],
          }),
          minItems: 1,
        },
      }),
    ),
  }),
  SimilarAnswer: { oneOf: [ref('SimilarThings'), ref('MergedThing')] },
  ThingAnswer: { oneOf: [ref('ThingPage'), ref('MergedThing')] },
  Home: closed({
    total: count,
    kinds: counts,
    themes: list(ref('FacetValue')),
    territories: list(ref('FacetValue')),
    latest: list(ref('Hit')),
    sources: list(ref('SourceSummary')),
    'lastHarvest?': text,
  }),
  Problem: {
    type: 'object',
    properties: {
      type: text,
      code: text,
      title: text,
      status: { type: 'integer' },
      detail: text,
      instance: text,
    },
    required: ['type', 'code', 'title', 'status', 'detail', 'instance'],
    additionalProperties: true,
  },
};
