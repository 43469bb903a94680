import { kinds } from '../../domain/kinds.ts';
import { qualityRanges } from '../../domain/search-query.ts';
import { soughtThings } from '../../domain/sought.ts';
import { searchBounds } from '../search-parameters.ts';
import type { JsonSchema } from './json-schema.ts';

/** An integer within bounds. */
export const integer = (minimum: number, maximum: number): JsonSchema => ({
  type: 'integer',
  minimum,
  maximum,
});
const year: JsonSchema = { type: 'string', pattern: '^\\d{4}$' };

/** A parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: 'query' | 'path';
  readonly description: string;
  readonly schema: JsonSchema;
  readonly required?: true;
}

/** A parameter that is given once. */
export const single = (
  name: string,
  description: string,
  schema: JsonSchema = { type: 'string' },
): Parameter => ({
  name,
  in: 'query',
  description,
  schema,
});

/** Several values by repeating the name; they are alternatives. */
const repeated = (name: string, description: string, items: JsonSchema = { type: 'string' }): Parameter =>
  single(name, `${description}; repeat for alternatives`, {
    type: 'array',
    items,
    maxItems: searchBounds.values,
  });

/** The language of an answer. */
export const lang = single('lang', 'Language of labels and preferred language of texts', {
  enum: ['fr', 'en'],
  default: 'fr',
});

/** What narrows a search. */
export const filters: readonly Parameter[] = [
  single('q', 'Words', { type: 'string', maxLength: searchBounds.words }),
  repeated('kind', 'Kind of thing', { enum: kinds }),
  repeated('theme', 'Theme code; narrower themes are included'),
  repeated('territory', 'Territory `{level}-{code}`: `country-FR`, `region-75`, `departement-23`'),
  repeated('audience', 'Audience code'),
  repeated('method', 'Method code'),
  repeated('stage', 'Stage code'),
  repeated('actor', 'Actor type code'),
  repeated('programme', 'Id of a programme'),
  repeated('sdg', 'Number of a sustainable development goal'),
  repeated('source', 'Source id'),
  repeated('content_lang', 'Language of the texts'),
  repeated('licence', 'Licence, as facets name it'),
  repeated('evidence', 'Code of a level of evidence'),
  repeated('seeks', 'What it looks for, by the words of its texts', { enum: soughtThings }),
  repeated('quality', 'Range of the score', { enum: qualityRanges }),
  repeated('rights', '`open`: something of it is open data; `shown`: pages only', {
    enum: ['open', 'shown'],
  }),
  single('year_min', 'First year of start', year),
  single('year_max', 'Last year of start', year),
  single('near', 'Latitude,longitude in WGS 84 degrees'),
  single('radius', 'Kilometres around `near`', { type: 'number', minimum: 0.1, maximum: 1000, default: 30 }),
  single('place_role', 'Which places count', { enum: ['implemented', 'serves', 'seat'] }),
  single('bbox', 'west,south,east,north in WGS 84 degrees'),
  lang,
];

/** How results are ordered and cut. */
export const paging: readonly Parameter[] = [
  single('sort', 'Order; `distance` needs `near`', {
    enum: ['relevance', 'recent', 'quality', 'less-seen', 'distance'],
    default: 'relevance',
  }),
  single('page', `From 1; page × per is at most ${searchBounds.depth}`, integer(1, searchBounds.depth)),
  single('per', 'Results a page', { ...integer(1, searchBounds.per), default: 20 }),
];
