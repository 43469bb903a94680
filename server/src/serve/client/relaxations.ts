import type { SearchPage } from '../../contract.ts';
import { facetNames, type FacetName, type FilterName, type SearchQuery } from '../../domain/search-query.ts';
import type { SearchReader } from '../reading.ts';
import { facetParameters } from '../search-parameters.ts';

type Relaxation = SearchPage['relaxations'][number];

/** The parameter and the value in the address of each filter that is no facet. */
const plain: Readonly<
  Record<
    Exclude<FilterName, FacetName>,
    readonly [parameter: string, valueOf: (query: SearchQuery) => string]
  >
> = {
  q: ['q', ({ q }) => q],
  yearMin: ['year_min', ({ yearMin }) => String(yearMin)],
  yearMax: ['year_max', ({ yearMax }) => String(yearMax)],
  near: ['near', ({ near }) => String(near)],
  placeRole: ['place_role', ({ placeRole }) => String(placeRole)],
  bbox: ['bbox', ({ bbox }) => String(bbox)],
};

/**
 * How many there would be without each filter, most first; filters whose removal helps nothing are absent. Several
 * values of one facet are alternatives, so that only leaving all of them out can help: `value` is then empty.
 */
export async function relaxationsOf(
  query: SearchQuery,
  {
    search,
    labelOf,
  }: { search: Pick<SearchReader, 'removals'>; labelOf: (facet: FacetName, value: string) => string },
): Promise<Relaxation[]> {
  const described = (filter: FilterName): Omit<Relaxation, 'count'> => {
    if (!isFacet(filter)) {
      const [parameter, valueOf] = plain[filter];
      return { parameter, value: valueOf(query), label: valueOf(query) };
    }
    const values = query[filter];
    const label = values.map((value) => labelOf(filter, value)).join(', ');
    return { parameter: facetParameters[filter], value: values.length === 1 ? (values[0] ?? '') : '', label };
  };
  return (await search.removals(query))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ filter, count }) => ({ ...described(filter), count }));
}

function isFacet(filter: FilterName): filter is FacetName {
  return facetNames.some((name) => name === filter);
}
