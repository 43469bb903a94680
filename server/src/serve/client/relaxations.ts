import type { SearchPage } from '../../contract.ts';
import { facetNames, type SearchQuery } from '../../domain/search-query.ts';
import { facetParameters } from '../search-parameters.ts';
import type { SearchReader } from '../reading.ts';

type Relaxation = SearchPage['relaxations'][number];

interface Candidate {
  readonly parameter: string;
  readonly value: string;
  readonly label: string;
  readonly query: SearchQuery;
}

/**
 * How many there would be without each filter, most first; filters whose removal helps nothing are absent. Several
 * values of one facet are alternatives, so that only leaving all of them out can help: `value` is then empty.
 */
export async function relaxationsOf(
  query: SearchQuery,
  {
    search,
    labelOf,
  }: { search: SearchReader; labelOf: (facet: (typeof facetNames)[number], value: string) => string },
): Promise<Relaxation[]> {
  const candidates: Candidate[] = [
    ...facetNames.flatMap((facet) => {
      const values = query[facet];
      if (values.length === 0) return [];
      const label = values.map((value) => labelOf(facet, value)).join(', ');
      const value = values.length === 1 ? (values[0] ?? '') : '';
      return [{ parameter: facetParameters[facet], value, label, query: { ...query, [facet]: [] } }];
    }),
    ...singleCandidates(query),
  ];
  const counted = await Promise.all(
    candidates.map(async ({ query: relaxed, ...relaxation }) => {
      const { total } = await search.search({ ...relaxed, page: 1, per: 1 });
      return { ...relaxation, count: total };
    }),
  );
  return counted.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}

function singleCandidates(query: SearchQuery): Candidate[] {
  const { q, yearMin, yearMax, near, radius, placeRole, bbox, ...rest } = query;
  const given: readonly (readonly [parameter: string, members: object, value: string | undefined])[] = [
    ['q', { q }, q === '' ? undefined : q],
    ['year_min', { yearMin }, yearMin?.toString()],
    ['year_max', { yearMax }, yearMax?.toString()],
    ['near', { near, radius }, near?.join(',')],
    ['place_role', { placeRole }, placeRole],
    ['bbox', { bbox }, bbox?.join(',')],
  ];
  const filters = given.filter(([, , value]) => value !== undefined);
  return filters.map(([parameter, , value = '']) => {
    const others = filters.filter(([other]) => other !== parameter).map(([, members]) => members);
    return {
      parameter,
      value,
      label: value,
      query: { ...rest, q: '', ...(Object.assign({}, ...others) as Partial<SearchQuery>) },
    };
  });
}
