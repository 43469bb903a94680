import { emptyQuery, type FacetName } from '../../domain/search-query.ts';
import type { SearchReader } from '../reading.ts';
import type { EntryCounts } from '../vocabulary/concept-pages.ts';

/** Schemes whose concepts the search filters by, under the scheme's name. */
const facetOfScheme: ReadonlyMap<string, FacetName> = new Map(
  (['theme', 'audience', 'stage', 'method', 'actor', 'sdg', 'evidence'] as const).map((name) => [name, name]),
);

/** How many entries each concept of a scheme has; undefined where the search does not filter by the scheme. */
export async function entryCounts(scheme: string, search: SearchReader): Promise<EntryCounts> {
  const facet = facetOfScheme.get(scheme);
  if (facet === undefined) return undefined;
  const { facets } = await search.search({ ...emptyQuery, per: 1 });
  return new Map(facets[facet].map(({ value, count }) => [value, count]));
}
