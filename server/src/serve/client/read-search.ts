import type { Lang } from '../../contract.ts';
import { emptyQuery } from '../../domain/search-query.ts';
import type { Labels } from '../labels.ts';
import type { SearchReader } from '../reading.ts';
import { facetParameters, parseSearchParameters, type ParsedSearch } from '../search-parameters.ts';

interface ReadingContext {
  readonly search: Pick<SearchReader, 'search'>;
  readonly labels: Pick<Labels, 'isKnown'>;
  readonly sources: () => readonly { readonly id: string }[];
}

/** Lists that no vocabulary closes: the values that exist are those that some thing has. */
const openLists = ['licence', 'programme'] as const;
type OpenList = (typeof openLists)[number];

/**
 * The query that a search address asks, the same for page, API and every output. Throws AppError `wrong-request`
 * beyond the bounds of a request.
 */
export async function readSearch(
  parameters: URLSearchParams,
  lang: Lang,
  { labels, sources, search }: ReadingContext,
): Promise<ParsedSearch> {
  const sourceIds = new Set(sources().map(({ id }) => id));
  const asksLists = openLists.some((facet) => parameters.has(facetParameters[facet]));
  const listed = asksLists ? await knownValues(search) : undefined;
  return parseSearchParameters(parameters, {
    lang,
    isKnown(facet, value) {
      if (facet === 'source') return sourceIds.has(value);
      if (facet === 'licence' || facet === 'programme') return listed?.[facet].has(value) === true;
      return labels.isKnown(facet, value);
    },
  });
}

async function knownValues(
  search: ReadingContext['search'],
): Promise<Readonly<Record<OpenList, ReadonlySet<string>>>> {
  const { facets } = await search.search({ ...emptyQuery, per: 1 });
  const valuesOf = (facet: OpenList): Set<string> => new Set(facets[facet].map(({ value }) => value));
  return { licence: valuesOf('licence'), programme: valuesOf('programme') };
}
