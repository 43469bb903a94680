import type { SearchQuery } from '../../domain/search-query.ts';
import { browsing, diversified, diversity, sourceOf } from './diversity.ts';
import { BoundedHeap, rank, type Ranked } from './rank.ts';
import { scratchIntegers, scratchNumbers } from './scratch.ts';
import type { Matching } from './selection.ts';
import type { View } from './view.ts';

interface OrderOptions {
  readonly query: SearchQuery;
  /** How many are wanted; there may be more. */
  readonly count: number;
}

/** How often more results are looked for, each time without one more of the sources that have most of them. */
const mostCrowding = 4;

/**
 * The first results in the order in which they are shown, the same however many are wanted. By relevance, the
 * {@link diversity} rule looks at the first hundred; where one source has most of those, also at the first fifty of the
 * others, and so on for the sources that crowd these: of many entries that are as good, the first hundred may well come
 * from one or two.
 */
export function ordered(view: View, selected: readonly Matching[], { query, count }: OrderOptions): Ranked[] {
  if (query.sort !== 'relevance') return rank(view, selected, { query, count });
  const ranked = rank(view, selected, { query, count: Math.max(count, diversity.depth) });
  const waiting = candidates(view, { selected, first: ranked.slice(0, diversity.depth), query });
  const rule = query.q.trim() === '' ? browsing : diversity;
  const head = diversified(waiting, { ...rule, depth: waiting.length });
  if (count <= head.length) return head;
  const isShown = holder(head);
  return [...head, ...ranked.filter((each) => !isShown(each))];
}

/** The first results, and the first of those that come from other sources than most of them. */
function candidates(
  view: View,
  { selected, first, query }: { selected: readonly Matching[]; first: Ranked[]; query: SearchQuery },
): Ranked[] {
  let [waiting, newest, left] = [first, first, selected];
  for (let round = 0; round < mostCrowding; round += 1) {
    const crowding = crowdingSource(newest, round === 0 ? diversity.depth : diversity.depth / 2);
    if (crowding === undefined) break;
    left = withoutSource(left, crowding);
    newest = rank(view, left, { query, count: diversity.depth / 2 });
    waiting = inOne(waiting, newest);
  }
  return waiting;
}

/** The source of most of some results; undefined where there are fewer than were asked for: all are known then. */
function crowdingSource(some: readonly Ranked[], asked: number): string | undefined {
  if (some.length < asked) return undefined;
  const sizes = Map.groupBy(some, sourceOf);
  return [...sizes].find(([, { length }]) => length > asked / 2)?.[0];
}

/** What is left of a selection without the docs of a source. */
function withoutSource(selected: readonly Matching[], source: string): Matching[] {
  return selected.map((each) => {
    const { segment } = each.part;
    const number = segment.valueNumber('source', source);
    if (number === undefined) return each;
    const { valueDocStarts, valueDocs } = segment.columns;
    const isOut = new Uint8Array(segment.docs);
    for (const doc of valueDocs.subarray(valueDocStarts[number], valueDocStarts[number + 1])) isOut[doc] = 1;
    return without(each, isOut);
  });
}

function without({ part, docs: all, scores: known }: Matching, isOut: Uint8Array): Matching {
  const docs = scratchIntegers(all.length);
  const scores = known === undefined ? undefined : scratchNumbers(all.length);
  let count = 0;
  for (let at = 0; at < all.length; at += 1) {
    const doc = all[at] ?? 0;
    if (isOut[doc] === 1) continue;
    docs[count] = doc;
    if (scores !== undefined) scores[count] = known?.[at] ?? 0;
    count += 1;
  }
  return { part, docs: docs.subarray(0, count), scores: scores?.subarray(0, count) };
}

/** Two rankings in one, each doc once. */
function inOne(a: readonly Ranked[], b: readonly Ranked[]): Ranked[] {
  const heap = new BoundedHeap(a.length + b.length);
  const isHeld = holder(a);
  for (const { part, doc, key } of [...a, ...b.filter((each) => !isHeld(each))]) heap.offer(part, doc, key);
  return heap.sorted();
}

/** Tells whether a doc is among some. */
function holder(some: readonly Ranked[]): (each: Ranked) => boolean {
  const docs = new Map(
    [...Map.groupBy(some, ({ part }) => part)].map(([part, those]) => [
      part,
      new Set(those.map(({ doc }) => doc)),
    ]),
  );
  return ({ part, doc }) => docs.get(part)?.has(doc) === true;
}
