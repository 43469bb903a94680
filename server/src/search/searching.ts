import { facetNames, type FacetName, type SearchQuery } from '../domain/search-query.ts';
import { Bitset } from './bitset.ts';
import { distanceKm } from './geo.ts';
import type { FacetCount, SearchResult } from './search-index.ts';
import { pointsWithin, type Entry, type ThingIndex } from './thing-index.ts';
import { correct } from './typo.ts';
import { parseWords, type WantedText, type WantedWord } from './word-index.ts';

/** Slots that match a query's words, with how well; no words: everything, equally. */
interface WordMatches {
  readonly slots: Bitset;
  readonly scores: ReadonlyMap<number, number>;
  readonly corrected?: string;
}

/** Everything that a query matches, in no order. */
export interface Matches extends WordMatches {
  /** Words, places, years and every facet. */
  readonly matching: Bitset;
  /** What each facet counts among: everything but its own selection. */
  readonly among: Readonly<Record<FacetName, Bitset>>;
}

/** Finds what matches a query, facet by facet. */
export function match(index: ThingIndex, query: SearchQuery): Matches {
  const words = matchWords(index, query.q);
  const base = words.slots.and(index.within(query));
  const chosen = facetNames.map((name) => index.chosen(name, query[name]));
  const among = Object.fromEntries(
    facetNames.map((name, own) => [
      name,
      intersect(
        base,
        chosen.filter((_, other) => other !== own),
      ),
    ]),
  ) as Record<FacetName, Bitset>;
  return { ...words, among, matching: intersect(base, chosen) };
}

function intersect(base: Bitset, filters: readonly (Bitset | undefined)[]): Bitset {
  let result = base;
  for (const filter of filters) if (filter !== undefined) result = result.and(filter);
  return result;
}

/** All words, else any of them; where nothing is found, the nearest known words instead. */
function matchWords(index: ThingIndex, q: string): WordMatches {
  const wanted = parseWords(q);
  if (wanted.words.length + wanted.phrases.length + wanted.without.length === 0) {
    return { slots: index.all, scores: new Map() };
  }
  const found = matchAll(index, wanted);
  if (found.scores.size > 0 || wanted.words.length === 0) return found;
  const corrections = wanted.words.map((word) =>
    index.words.isKnown(word) ? word : correctedWord(index, word),
  );
  if (corrections.some((word, position) => word !== wanted.words[position])) {
    const again = matchAll(index, { ...wanted, words: corrections });
    if (again.scores.size > 0) return { ...again, corrected: corrections.map(({ form }) => form).join(' ') };
  }
  return wanted.words.length > 1 ? matchAny(index, wanted) : found;
}

function correctedWord(index: ThingIndex, word: WantedWord): WantedWord {
  const form = correct(word.form, index.words);
  return form === undefined
    ? word
    : { form, stem: parseWords(`${form} `).words[0]?.stem ?? form, isPrefix: false };
}

function matchAll(index: ThingIndex, { words, phrases, without }: WantedText): WordMatches {
  const required = [
    ...words.map((word) => index.words.match(word)),
    ...phrases.flatMap((stems) =>
      stems.map((stem) => index.words.match({ form: stem, stem, isPrefix: false })),
    ),
  ];
  const scores = new Map<number, number>();
  const [first, ...rest] = required.sort((a, b) => a.size - b.size);
  const candidates = first ?? new Map([...index.all].map((slot) => [slot, 0]));
  for (const [slot, score] of candidates) {
    let total = score;
    const isEverywhere = rest.every((other) => {
      const more = other.get(slot);
      total += more ?? 0;
      return more !== undefined;
    });
    if (isEverywhere && phrases.every((stems) => index.words.hasPhrase(slot, stems))) scores.set(slot, total);
  }
  return exclude(index, scores, without);
}

/** Any of the words; a phrase stays a must. */
function matchAny(index: ThingIndex, { words, phrases, without }: WantedText): WordMatches {
  const scores = new Map<number, number>();
  for (const word of words) {
    for (const [slot, score] of index.words.match(word)) {
      if (phrases.every((stems) => index.words.hasPhrase(slot, stems)))
        scores.set(slot, (scores.get(slot) ?? 0) + score);
    }
  }
  return exclude(index, scores, without);
}

function exclude(index: ThingIndex, scores: Map<number, number>, without: readonly string[]): WordMatches {
  for (const stem of without) {
    for (const slot of index.words.match({ form: stem, stem, isPrefix: false }).keys()) scores.delete(slot);
  }
  const slots = new Bitset();
  for (const slot of scores.keys()) slots.add(slot);
  return { slots, scores };
}

/** One page of a query with its counts. */
export function search(index: ThingIndex, query: SearchQuery): Omit<SearchResult, 'seq'> {
  const matches = match(index, query);
  const entries: { entry: Entry; slot: number }[] = [];
  let places = 0;
  let withoutPlace = 0;
  for (const slot of matches.matching) {
    const entry = index.entries[slot];
    if (entry === undefined) continue;
    entries.push({ entry, slot });
    const { length } = pointsWithin(entry, query);
    places += length;
    if (entry.points.length === 0) withoutPlace += 1;
  }
  entries.sort(comparison(index, query, matches.scores));
  const start = (query.page - 1) * query.per;
  return {
    total: entries.length,
    ids: entries.slice(start, start + query.per).map(({ entry }) => entry.id),
    facets: Object.fromEntries(
      facetNames.map((name) => [name, index.counts(name, matches.among[name], query[name])]),
    ) as Record<FacetName, FacetCount[]>,
    places,
    withoutPlace,
    ...(matches.corrected === undefined ? {} : { corrected: matches.corrected }),
  };
}

type Compared = (a: { entry: Entry; slot: number }, b: { entry: Entry; slot: number }) => number;

/** Every order ends with recency and id, so that equal queries give equal pages. */
function comparison(index: ThingIndex, query: SearchQuery, scores: ReadonlyMap<number, number>): Compared {
  const first = comparisons[query.sort](index, query, scores);
  return (a, b) => first(a, b) || byRecency(a, b) || (a.entry.id < b.entry.id ? -1 : 1);
}

const byRecency: Compared = (a, b) =>
  a.entry.updated === b.entry.updated ? 0 : a.entry.updated < b.entry.updated ? 1 : -1;

const comparisons: Readonly<
  Record<
    SearchQuery['sort'],
    (index: ThingIndex, query: SearchQuery, scores: ReadonlyMap<number, number>) => Compared
  >
> = {
  relevance: (_, __, scores) => (a, b) =>
    (scores.get(b.slot) ?? 0) - (scores.get(a.slot) ?? 0) ||
    (scores.size === 0 ? b.entry.completeness - a.entry.completeness : 0),
  recent: () => byRecency,
  quality: () => (a, b) => b.entry.completeness - a.entry.completeness,
  'less-seen': (index) => {
    const bySource = new Map(index.counts('source', index.all, []).map(({ value, count }) => [value, count]));
    const rarest = ({ sources }: Entry): number =>
      Math.min(...sources.map((source) => bySource.get(source) ?? 0));
    return (a, b) => rarest(a.entry) - rarest(b.entry);
  },
  distance: (_, { near }) => {
    if (near === undefined) return byRecency;
    const nearest = ({ points }: Entry): number =>
      Math.min(...points.map(({ lat, lon }) => distanceKm(near, [lat, lon])), Number.MAX_VALUE);
    return (a, b) => nearest(a.entry) - nearest(b.entry);
  },
};
