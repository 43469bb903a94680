import { AppError } from '../../domain/app-error.ts';
import { emptyQuery, type SearchQuery } from '../../domain/search-query.ts';
import type { Publication } from '../../domain/publication.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import type { LedgerReader, SearchReader } from '../reading.ts';

/** The open things among a query's results. */
export interface OpenThings {
  /** How many there are. */
  readonly total: number;
  /** In the order of the results, at most as many as were asked for. */
  readonly ids: readonly ThingId[];
}

/** What a query finds that may leave the platform; `most` bounds the ids, never the total. */
export async function findOpen(
  query: SearchQuery,
  { search, most }: { readonly search: Pick<SearchReader, 'search'>; readonly most: number },
): Promise<OpenThings> {
  if (query.rights.length > 0 && !query.rights.includes('open')) return { total: 0, ids: [] };
  const { total, ids } = await search.search({ ...query, rights: ['open'], page: 1, per: most });
  return { total, ids };
}

/** Things that words may stand for in a SPARQL query. */
const mostMatches = 10_000;

/** The open things that hold words, as a page finds them. Throws AppError `too-costly` beyond ten thousand. */
export async function findMatches(
  words: string,
  search: Pick<SearchReader, 'search'>,
): Promise<readonly ThingId[]> {
  const { total, ids } = await findOpen({ ...emptyQuery, q: words }, { search, most: mostMatches });
  if (total <= mostMatches) return ids;
  throw new AppError('too-costly', `These words are in ${total} things, more than ${mostMatches}.`, {
    details: {
      limit: mostMatches,
      hint: {
        fr: 'Ajoutez un mot qui distingue, ou prenez la recherche en CSV ou en Turtle.',
        en: 'Add a word that tells things apart, or take the search as CSV or Turtle.',
      },
    },
  });
}

/** Publications held in memory at once. */
const batch = 50;

/** The publications of things, in their order; those that were withdrawn or closed meanwhile are left out. */
export async function* publicationsOf(
  ids: readonly ThingId[],
  ledger: Pick<LedgerReader, 'publication'>,
): AsyncIterable<Publication> {
  for (let from = 0; from < ids.length; from += batch) {
    const read = await Promise.all(ids.slice(from, from + batch).map((id) => ledger.publication(id)));
    for (const publication of read) if (publication?.doc.isOpen === true) yield publication;
  }
}
