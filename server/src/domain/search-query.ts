import type { Kind } from './kinds.ts';
import type { Audience } from './rights.ts';
import type { PlaceRole } from './thing-doc.ts';
import type { ThingId } from './thing-id.ts';

/** West, south, east, north in WGS 84 degrees. */
export type BoundingBox = readonly [west: number, south: number, east: number, north: number];

export type SearchSort = 'relevance' | 'recent' | 'quality' | 'less-seen' | 'distance';

/**
 * One query model for page, API, export, feed, map and widget. Values of one facet are alternatives (OR); facets
 * narrow one another (AND). An absent or empty list means no filter.
 */
export interface SearchQuery {
  /** Words as typed. */
  readonly q: string;
  readonly kind: readonly Kind[];
  /** Concept codes; a code matches its narrower concepts too. */
  readonly theme: readonly string[];
  /** `{level}-{code}`. */
  readonly territory: readonly string[];
  readonly audience: readonly string[];
  readonly method: readonly string[];
  readonly stage: readonly string[];
  readonly actor: readonly string[];
  /** Ids of programmes. */
  readonly programme: readonly ThingId[];
  readonly sdg: readonly string[];
  readonly source: readonly string[];
  readonly contentLang: readonly string[];
  readonly licence: readonly string[];
  readonly evidence: readonly string[];
  /** What things look for, see `soughtThings`. */
  readonly seeks: readonly string[];
  /** Ranges of the score, see {@link qualityRanges}. */
  readonly quality: readonly string[];
  /** `open`: things of which something is open; `shown`: those that pages alone may show. */
  readonly rights: readonly Audience[];
  readonly yearMin?: number;
  readonly yearMax?: number;
  /** `[lat, lon]` with `radius` in kilometres. */
  readonly near?: readonly [lat: number, lon: number];
  readonly radius?: number;
  readonly placeRole?: PlaceRole;
  readonly bbox?: BoundingBox;
  /** Only things whose links name this one; not a parameter of the address: pages ask it for what an actor carries. */
  readonly linkedTo?: ThingId;
  /** Only things for which this solution is proposed; asked by pages too. */
  readonly proposedFor?: ThingId;
  readonly sort: SearchSort;
  /** From 1. */
  readonly page: number;
  readonly per: number;
  /** The reader's language: orders titles and chooses the text to highlight. */
  readonly lang: 'fr' | 'en';
}

/** The facets of a query, in the order in which pages show them; each is a multi-valued field of the query model. */
export const facetNames = [
  'kind',
  'theme',
  'territory',
  'audience',
  'method',
  'stage',
  'actor',
  'programme',
  'sdg',
  'source',
  'contentLang',
  'licence',
  'evidence',
  'seeks',
  'quality',
  'rights',
] as const;

export type FacetName = (typeof facetNames)[number];

/** The filters of a query that are neither words nor facets; `radius` is part of `near`. */
export const plainFilters = ['yearMin', 'yearMax', 'near', 'placeRole', 'bbox'] as const;

/** What may be taken away from a query: its words, all that is chosen in one facet, or one other filter. */
export type FilterName = 'q' | FacetName | (typeof plainFilters)[number];

/** The values of the facet `quality`: scores from and up to, both included, worst first. */
export const qualityRanges = ['0-24', '25-49', '50-74', '75-100'] as const;

/** The query that asks for everything. */
export const emptyQuery: SearchQuery = {
  q: '',
  kind: [],
  theme: [],
  territory: [],
  audience: [],
  method: [],
  stage: [],
  actor: [],
  programme: [],
  sdg: [],
  source: [],
  contentLang: [],
  licence: [],
  evidence: [],
  seeks: [],
  quality: [],
  rights: [],
  sort: 'relevance',
  page: 1,
  per: 20,
  lang: 'fr',
};
