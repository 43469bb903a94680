import type { SearchQuery } from '../../domain/search-query.ts';
import type { YearCount } from '../search-index.ts';
import type { WordMatches } from './match-words.ts';
import { matching, type Matching } from './selection.ts';
import type { View } from './view.ts';

/** Years are written in four digits. */
const mostYears = 10_000;

/**
 * How many of the things that match all but the years began in each, earliest first; `selected` is what matches with them.
 * Things without a date are in none.
 */
export function yearCounts(
  view: View,
  selected: readonly Matching[],
  { query, words }: { query: SearchQuery; words: WordMatches },
): YearCount[] {
  const { yearMin, yearMax, ...others } = query;
  const isNarrowed = yearMin !== undefined || yearMax !== undefined;
  const counts = new Uint32Array(mostYears);
  for (const { part, docs } of isNarrowed ? matching(view, others, words) : selected) {
    const { years } = part.segment.columns;
    for (let index = 0; index < docs.length; index += 1) {
      const year = years[docs[index] ?? 0] ?? 0;
      counts[year] = (counts[year] ?? 0) + 1;
    }
  }
  const found: YearCount[] = [];
  for (let year = 1; year < mostYears; year += 1) {
    const count = counts[year] ?? 0;
    if (count > 0) found.push({ year, count });
  }
  return found;
}
