import { agreements } from '../../domain/rights.ts';
import { scoreRanges } from '../../domain/source-quality.ts';
import { closed, list, ref, type JsonSchema } from './json-schema.ts';

const text = { type: 'string' };
const count = { type: 'integer', minimum: 0 };
const flag = { type: 'boolean' };
const score = { type: 'integer', minimum: 0, maximum: 100 };
const dimensions = ['find', 'complete', 'place', 'fresh', 'reuse'];

const sourceSummary = {
  id: text,
  name: { type: 'object', additionalProperties: text },
  homepage: text,
  licence: text,
  agreement: { enum: agreements },
  isExample: flag,
  read: count,
  published: count,
  open: count,
  quarantined: count,
  grouped: count,
  failed: count,
  kinds: { type: 'object', additionalProperties: count },
  'lastHarvest?': text,
};

const sourceQuality = closed({
  source: text,
  things: count,
  measures: closed(Object.fromEntries(['overall', ...dimensions].map((name) => [`${name}?`, score]))),
  distribution: {
    ...list(count),
    minItems: scoreRanges,
    maxItems: scoreRanges,
    description: 'Entries by overall score, in ranges of ten points from 0 on',
  },
  fixes: list(
    closed({
      constraint: text,
      dimension: { enum: dimensions },
      things: count,
      points: {
        type: 'number',
        minimum: 0,
        description: 'What mending it everywhere adds to the mean score of the source',
      },
      message: closed({ fr: text, en: text }),
    }),
  ),
});

/** The schemas of what is told of sources, by name. */
export const sourceSchemas: Readonly<Record<string, JsonSchema>> = {
  SourceSummary: closed(sourceSummary),
  Sources: list(ref('SourceSummary')),
  SourcePage: closed({
    ...sourceSummary,
    iri: { type: 'string', format: 'uri' },
    path: text,
    'quality?': sourceQuality,
  }),
};
