import type { SearchQuery } from '../../domain/search-query.ts';
import type { SearchResult } from '../search-index.ts';
import { facetCounts } from './facet-counts.ts';
import { matchWords } from './match-words.ts';
import { pointTest } from './place-filter.ts';
import { ordered } from './ordered.ts';
import { withScratch } from './scratch.ts';
import { select, type Selected } from './selection.ts';
import type { Synonyms } from './synonyms.ts';
import type { View } from './view.ts';
import { yearCounts } from './years.ts';

/** One page of a query with its counts. */
export function search(view: View, query: SearchQuery, synonyms: Synonyms): SearchResult {
  return withScratch(() => answer(view, query, synonyms));
}

function answer(view: View, query: SearchQuery, synonyms: Synonyms): SearchResult {
  const words = matchWords(query.q, view, synonyms);
  const selected = select(view, query, words);
  const total = selected.reduce((sum, { docs }) => sum + docs.length, 0);
  const start = (query.page - 1) * query.per;
  return {
    total,
    ids: start >= total ? [] : page(view, selected, query),
    facets: facetCounts(selected, query),
    years: yearCounts(view, selected, { query, words }),
    ...countPlaces(selected, query),
    ...(words.corrected === undefined ? {} : { corrected: words.corrected }),
    ...(words.suggested === undefined ? {} : { suggested: words.suggested }),
    isRelaxed: words.isRelaxed,
    seq: view.seq,
  };
}

function page(view: View, selected: readonly Selected[], query: SearchQuery): string[] {
  const start = (query.page - 1) * query.per;
  const end = start + query.per;
  return ordered(view, selected, { query, count: end })
    .slice(start, end)
    .map(({ part, doc }) => part.segment.id(doc));
}

function countPlaces(
  selected: readonly Selected[],
  query: SearchQuery,
): Pick<SearchResult, 'places' | 'withoutPlace'> {
  let [places, withoutPlace] = [0, 0];
  for (const { part, docs } of selected) {
    const { pointStarts } = part.segment.columns;
    const passes = pointTest(part, query);
    for (let index = 0; index < docs.length; index += 1) {
      const doc = docs[index] ?? 0;
      const [from, to] = [pointStarts[doc] ?? 0, pointStarts[doc + 1] ?? 0];
      if (from === to) withoutPlace += 1;
      if (passes === undefined) places += to - from;
      else for (let point = from; point < to; point += 1) if (passes(point)) places += 1;
    }
  }
  return { places, withoutPlace };
}
