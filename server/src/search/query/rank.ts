import type { SearchQuery } from '../../domain/search-query.ts';
import { distanceKm } from '../geo.ts';
import { idLength, type Segment } from '../segments/segment.ts';
import type { Matching } from './selection.ts';
import type { View, ViewPart } from './view.ts';

/** A doc in the order of its results: a higher `key` comes first. */
export interface Ranked {
  readonly part: ViewPart;
  readonly doc: number;
  readonly key: number;
}

/** How far signals that say nothing of the words may lift a score: a tenth at most each. */
export const signals = { completeness: 0.1, recency: 0.1 } as const;

const mostLift = 1 + signals.completeness + signals.recency;

/** Milliseconds in which the recency of a description halves: two years. */
const recencyHalf = 2 * 365.25 * 24 * 3600 * 1000;

/** The first `count` docs of what was selected. Equal keys: the newest first, then by id. */
export function rank(
  view: View,
  selected: readonly Matching[],
  { query, count }: { query: SearchQuery; count: number },
): Ranked[] {
  const heap = new BoundedHeap(count);
  for (const each of selected) {
    if (query.sort === 'relevance' && each.scores !== undefined) {
      offerByScore(heap, { ...each, scores: each.scores, lift: liftOf(view, each.part) });
      continue;
    }
    const keyOf = keys[query.sort](view, each, query);
    for (let at = 0; at < each.docs.length; at += 1) heap.offer(each.part, each.docs[at] ?? 0, keyOf(at));
  }
  return heap.sorted();
}

/** Most docs of a common word score too low for any lift to bring them up: theirs is not computed. */
function offerByScore(
  heap: BoundedHeap,
  { part, docs, scores, lift }: Matching & { scores: Float64Array; lift: (doc: number) => number },
): void {
  for (let at = 0; at < docs.length; at += 1) {
    const score = scores[at] ?? 0;
    if (score * mostLift < heap.least) continue;
    const doc = docs[at] ?? 0;
    heap.offer(part, doc, score * lift(doc));
  }
}

type KeyOf = (at: number) => number;

const keys: Readonly<Record<SearchQuery['sort'], (view: View, each: Matching, query: SearchQuery) => KeyOf>> =
  {
    relevance: (_, { part, docs }) => {
      const { completeness } = part.segment.columns;
      return (at) => completeness[docs[at] ?? 0] ?? 0;
    },
    recent: (_, { part, docs }) => {
      const { updated } = part.segment.columns;
      return (at) => updated[docs[at] ?? 0] ?? 0;
    },
    quality: (_, { part, docs }) => {
      const { completeness } = part.segment.columns;
      return (at) => completeness[docs[at] ?? 0] ?? 0;
    },
    'less-seen': (view, { part, docs }) => {
      const sizes = sourceSizes(view, part);
      const [from, to] = part.segment.facets.source;
      const { facetStarts, facetValues } = part.segment.columns;
      return (index) => {
        const doc = docs[index] ?? 0;
        let smallest = Infinity;
        for (let at = facetStarts[doc] ?? 0; at < (facetStarts[doc + 1] ?? 0); at += 1) {
          const value = facetValues[at] ?? 0;
          if (value >= from && value < to) smallest = Math.min(smallest, sizes[value - from] ?? 0);
        }
        return -smallest;
      };
    },
    distance: (_, { part, docs }, { near }) => {
      const { updated, pointStarts, pointLats, pointLons } = part.segment.columns;
      return (index) => {
        const doc = docs[index] ?? 0;
        if (near === undefined) return updated[doc] ?? 0;
        let nearest = Number.MAX_VALUE;
        for (let at = pointStarts[doc] ?? 0; at < (pointStarts[doc + 1] ?? 0); at += 1)
          nearest = Math.min(nearest, distanceKm(near, [pointLats[at] ?? 0, pointLons[at] ?? 0]));
        return -nearest;
      };
    },
  };

/** By how much completeness and recency lift a doc's score. The newest doc of all is the measure of recency, not the clock. */
export function liftOf(view: View, { segment }: ViewPart): (doc: number) => number {
  const { completeness } = segment.columns;
  const freshness = freshnessOf(segment);
  const factor = signals.recency / 2 ** (newestOf(view) / recencyHalf);
  return (doc) => 1 + signals.completeness * (completeness[doc] ?? 0) + factor * (freshness[doc] ?? 0);
}

const freshnessBySegment = new WeakMap<Segment, Float64Array>();

/** By doc, a number that doubles with every {@link recencyHalf} that it is newer: recency but for a factor. */
function freshnessOf(segment: Segment): Float64Array {
  const known = freshnessBySegment.get(segment);
  if (known !== undefined) return known;
  const made = Float64Array.from(segment.columns.updated, (time) => 2 ** (time / recencyHalf));
  freshnessBySegment.set(segment, made);
  return made;
}

const newestByView = new WeakMap<View, number>();

function newestOf(view: View): number {
  const known = newestByView.get(view);
  if (known !== undefined) return known;
  let newest = 0;
  for (const { segment, live } of view.parts) {
    const { updated } = segment.columns;
    for (let doc = 0; doc < segment.docs; doc += 1) {
      const time = updated[doc] ?? 0;
      if (time > newest && ((live[doc >>> 5] ?? 0) & (1 << (doc & 31))) !== 0) newest = time;
    }
  }
  newestByView.set(view, newest);
  return newest;
}

const sizesByView = new WeakMap<View, ReadonlyMap<string, number>>();

/** How many live things each source of a part has in the whole view, in the order of its values. */
function sourceSizes(view: View, { segment }: ViewPart): number[] {
  const sizes = sizesByView.get(view) ?? countSources(view);
  sizesByView.set(view, sizes);
  const [from, to] = segment.facets.source;
  return Array.from({ length: to - from }, (_, index) => sizes.get(segment.value(from + index)) ?? 0);
}

function countSources(view: View): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { segment, live } of view.parts) {
    const [from, to] = segment.facets.source;
    const { facetStarts, facetValues } = segment.columns;
    const counts = new Uint32Array(to - from);
    for (let doc = 0; doc < segment.docs; doc += 1) {
      if (((live[doc >>> 5] ?? 0) & (1 << (doc & 31))) === 0) continue;
      for (let at = facetStarts[doc] ?? 0; at < (facetStarts[doc + 1] ?? 0); at += 1) {
        const value = facetValues[at] ?? 0;
        if (value >= from && value < to) counts[value - from] = (counts[value - from] ?? 0) + 1;
      }
    }
    for (const [index, count] of counts.entries()) {
      const value = segment.value(from + index);
      sizes.set(value, (sizes.get(value) ?? 0) + count);
    }
  }
  return sizes;
}

/** True when `a` comes after `b`. */
function isAfter(a: Ranked, b: Ranked): boolean {
  if (a.key !== b.key) return a.key < b.key;
  const [updatedA, updatedB] = [
    a.part.segment.columns.updated[a.doc] ?? 0,
    b.part.segment.columns.updated[b.doc] ?? 0,
  ];
  if (updatedA !== updatedB) return updatedA < updatedB;
  return isIdAfter(a, b);
}

function isIdAfter(a: Ranked, b: Ranked): boolean {
  const [idsA, idsB] = [a.part.segment.columns.ids, b.part.segment.columns.ids];
  for (let at = 0; at < idLength; at += 1) {
    const difference = (idsA[a.doc * idLength + at] ?? 0) - (idsB[b.doc * idLength + at] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/** The best of many, the worst of them on top. */
export class BoundedHeap {
  readonly #held: Ranked[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** No key below it can enter. */
  get least(): number {
    return this.#held.length < this.#limit ? -Infinity : (this.#held[0]?.key ?? Infinity);
  }

  offer(part: ViewPart, doc: number, key: number): void {
    const [worst] = this.#held;
    if (this.#held.length < this.#limit) {
      this.#held.push({ part, doc, key });
      this.#rise(this.#held.length - 1);
      return;
    }
    if (worst === undefined || key < worst.key) return;
    const offered = { part, doc, key };
    if (!isAfter(worst, offered)) return;
    this.#held[0] = offered;
    this.#sink();
  }

  sorted(): Ranked[] {
    return this.#held.toSorted((a, b) => (isAfter(a, b) ? 1 : -1));
  }

  #rise(from: number): void {
    for (let at = from; at > 0;) {
      const above = (at - 1) >>> 1;
      if (!this.#swapIf(at, above)) return;
      at = above;
    }
  }

  #sink(): void {
    for (let at = 0; ;) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const [first, second] = [this.#held[left], this.#held[right]];
      if (first === undefined) return;
      const worse = second !== undefined && isAfter(second, first) ? right : left;
      if (!this.#swapIf(worse, at)) return;
      at = worse;
    }
  }

  /** Swaps a place with the one above it when it comes after that. */
  #swapIf(below: number, above: number): boolean {
    const [lower, upper] = [this.#held[below], this.#held[above]];
    if (lower === undefined || upper === undefined || !isAfter(lower, upper)) return false;
    this.#held[below] = upper;
    this.#held[above] = lower;
    return true;
  }
}
