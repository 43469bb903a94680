import { facetNames, type FacetName, type SearchQuery } from '../../domain/search-query.ts';
import type { FacetCount } from '../search-index.ts';
import { noParent } from '../segments/segment.ts';
import type { Selected } from './selection.ts';

/** Counts of each facet, most frequent first; values at zero only where they are chosen. */
export function facetCounts(
  selected: readonly Selected[],
  query: SearchQuery,
): Record<FacetName, readonly FacetCount[]> {
  return Object.fromEntries(
    facetNames.map((name) => [name, countsOf(name, selected, query[name])]),
  ) as unknown as Record<FacetName, readonly FacetCount[]>;
}

function countsOf(name: FacetName, selected: readonly Selected[], chosen: readonly string[]): FacetCount[] {
  const sums = new Map<string, { value: string; count: number; parent?: string }>();
  for (const { part, counts } of selected) {
    const { segment } = part;
    const [from, to] = segment.facets[name];
    for (let number = from; number < to; number += 1) {
      const count = counts[number] ?? 0;
      if (count === 0 && chosen.length === 0) continue;
      const value = segment.value(number);
      if (count === 0 && !chosen.includes(value)) continue;
      const above = segment.columns.valueParents[number] ?? noParent;
      const parent = above === noParent ? undefined : segment.value(above);
      const known = sums.get(value);
      const best = (known?.parent ?? '') > (parent ?? '') ? known?.parent : parent;
      sums.set(value, {
        value,
        count: (known?.count ?? 0) + count,
        ...(best === undefined ? {} : { parent: best }),
      });
    }
  }
  for (const value of chosen) if (!sums.has(value)) sums.set(value, { value, count: 0 });
  return [...sums.values()].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
