import type { FacetName } from './search-query.ts';

/** The facets of which a sentence may mean a value, in the order in which they matter. */
export const leadFacets = ['theme', 'audience', 'sdg'] as const satisfies readonly FacetName[];

export type LeadFacet = (typeof leadFacets)[number];

export function isLeadFacet(name: string): name is LeadFacet {
  return leadFacets.some((facet) => facet === name);
}

/** One value that a search may be narrowed to, in the reader's language. */
export interface LeadFilter {
  readonly parameter: LeadFacet;
  readonly value: string;
  readonly label: string;
}

/**
 * What a sentence may mean: offered beside the results, never applied to them. A filter leaves `count` of the results; a
 * page is that of a solution. `score` estimates the probability that a person would agree.
 */
export type Lead =
  | (LeadFilter & { readonly to: 'filter'; readonly score: number; readonly count: number })
  | {
      readonly to: 'page';
      readonly id: string;
      /** Without language prefix. */
      readonly path: string;
      readonly label: string;
      readonly score: number;
    };

/** The same search with what its words may mean in their place, and how many that finds; at least one. */
export interface Alternative {
  readonly filters: readonly LeadFilter[];
  readonly count: number;
}
