import type { FacetMatch, FacetPage, FacetValue, Lang } from '../../contract.ts';
import { AppError } from '../../domain/app-error.ts';
import type { FacetName } from '../../domain/search-query.ts';
import { levelOf } from '../../domain/territory.ts';
import type { FacetCount } from '../../search/search-index.ts';
import { facetOfParameter, searchBounds } from '../search-parameters.ts';
import { facetValue, programmesOf, wordsOf, type Programmes } from './facet-values.ts';
import type { ClientDependencies } from './in-process.ts';
import { nameMatcher, type MatchRank } from './name-match.ts';
import { readSearch } from './read-search.ts';

/** Programmes of which the title is read to compare it: the most frequent ones. */
const mostProgrammes = 2000;

/**
 * The values of one facet that a text names (`text`), or that stand below one of its values (`parent`), under the other
 * filters of a search; undefined for a parameter that is no facet. Throws AppError `wrong-request` beyond a bound.
 */
export async function facetPage(
  parameter: string,
  { parameters, lang }: { parameters: URLSearchParams; lang: Lang },
  dependencies: ClientDependencies,
): Promise<FacetPage | undefined> {
  const facet = facetOfParameter(parameter);
  if (facet === undefined) return undefined;
  const text = textOf(parameters);
  const parent = parameters.get('parent') ?? '';
  const { query, unknownValues } = await readSearch(parameters, lang, dependencies);
  const { facets } = await dependencies.search.search({ ...query, page: 1, per: 1 });
  const below = parent === '' ? facets[facet] : facets[facet].filter((each) => each.parent === parent);
  const programmes = await programmesOf(facet === 'programme' ? below : [], {
    chosen: query.programme,
    most: mostProgrammes,
    ledger: dependencies.ledger,
  });
  const words = wordsOf(lang, { ...dependencies, programmes });
  const found = below.map((counted) => facetValue(counted, { facet, query, words }));
  const named =
    text === '' ? found : bestFirst(found, text, otherNames({ facet, lang, programmes }, dependencies));
  const values = named.slice(0, searchBounds.facetValues).map((value): FacetMatch => {
    const around = areaOf(value, facets[facet]);
    return around === undefined ? value : { ...value, within: words(facet, around) };
  });
  return { parameter, total: named.length, values, unknownValues };
}

/** What a value lies in: the value above it, for a commune its département. */
function areaOf({ parent }: FacetCount, all: readonly FacetCount[]): string | undefined {
  if (parent === undefined || levelOf(parent) !== 'epci') return parent;
  return all.find(({ value }) => value === parent)?.parent ?? parent;
}

function textOf(parameters: URLSearchParams): string {
  const text = (parameters.get('text') ?? '').trim();
  if (text.length <= searchBounds.words) return text;
  throw new AppError('wrong-request', `text holds at most ${searchBounds.words} characters: shorten it.`, {
    details: { parameter: 'text', limit: searchBounds.words },
  });
}

type OtherNames = (value: string) => readonly string[];

/** What a value is called beside its label. */
function otherNames(
  { facet, lang, programmes }: { facet: FacetName; lang: Lang; programmes: Programmes },
  { labels }: Pick<ClientDependencies, 'labels'>,
): OtherNames {
  if (facet !== 'programme') return (value) => labels.otherNames(facet, value, lang);
  return (value) => {
    const { title = {}, otherNames: others = {} } = programmes.get(value) ?? {};
    return [...Object.values(title), ...Object.values(others).flat()];
  };
}

/** Those that a text names: by how they do, then most frequent first, as they come. */
function bestFirst(values: readonly FacetValue[], text: string, others: OtherNames): FacetValue[] {
  const rankOf = nameMatcher(text);
  const byRank: Record<MatchRank, FacetValue[]> = { 0: [], 1: [], 2: [], 3: [] };
  for (const each of values) {
    const rank = rankOf(each.label, others(each.value));
    if (rank !== undefined) byRank[rank].push(each);
  }
  return Object.values(byRank).flat();
}
