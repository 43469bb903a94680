import { facetNames, type FilterName, type SearchQuery } from '../../src/domain/search-query.ts';
import type { Removal } from '../../src/search/search-index.ts';

/** What a query finds without each of its filters, by asking once for each; sorted by their names. */
export function removePlainly(
  query: SearchQuery,
  countOf: (relaxed: SearchQuery) => number,
): readonly Removal[] {
  const { yearMin, yearMax, near, placeRole, bbox } = query;
  const given: readonly [FilterName, unknown][] = [
    ...Object.entries({ yearMin, yearMax, near, placeRole, bbox }),
    ['q', query.q === '' ? undefined : query.q],
    ...facetNames.map((name) => [name, query[name][0]] as const),
  ] as [FilterName, unknown][];
  const removals = given
    .filter(([, value]) => value !== undefined)
    .map(([filter]) => ({ filter, count: countOf(without(query, filter)) }));
  return byFilter(removals);
}

/** The same in an order of their own. */
export function byFilter(removals: readonly Removal[]): readonly Removal[] {
  return removals.toSorted((a, b) => (a.filter < b.filter ? -1 : 1));
}

function without(query: SearchQuery, filter: FilterName): SearchQuery {
  if (filter === 'q') return { ...query, q: '' };
  const isFacet = Array.isArray(query[filter]) && filter !== 'near' && filter !== 'bbox';
  return { ...query, [filter]: isFacet ? [] : undefined };
}
