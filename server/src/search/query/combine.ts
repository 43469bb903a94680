import { isLive } from '../segments/live-docs.ts';
import type { Evaluated } from './match-words.ts';
import type { Found } from './scan.ts';
import { scratchIntegers, scratchNumbers } from './scratch.ts';
import type { View, ViewPart } from './view.ts';

/** Saturation of frequencies (BM25). */
const k1 = 1.2;

/** What a clause adds to the score of a doc in which it weighs so much. */
export function saturated(weight: number, rarity: number): number {
  return (rarity * weight * (k1 + 1)) / (weight + k1);
}

interface CombineOptions {
  /** What no doc may hold. */
  readonly without: readonly Evaluated[];
  readonly view: View;
  /** How many of the words a doc must hold at least; all of them unless told. Phrases must be there in any case. */
  readonly words?: number;
}

/** Docs of every part that hold the clauses, with their scores; those that may miss some score by the share they hold. */
export function combine(evaluated: readonly Evaluated[], { without, view, words }: CombineOptions): Found[] {
  const rarestFirst = evaluated.toSorted((a, b) => a.count - b.count);
  const most = evaluated.filter(({ clause }) => !clause.isPhrase).length;
  const least = words ?? most;
  return view.parts.map((part, index) => {
    const banned = without.map(({ found }) => found[index]?.docs ?? none);
    if (evaluated.length === 0) return everything(part, banned);
    const options = { part, index, banned, words: least };
    return least === most ? holdingAll(rarestFirst, options) : holdingSome(evaluated, options);
  });
}

const none = new Uint32Array(0);

interface PartOptions {
  readonly part: ViewPart;
  readonly index: number;
  readonly banned: readonly Uint32Array[];
}

/** Scratch by doc, all zero between calls: how many clauses a doc holds, and its score. */
let hits = new Uint16Array(1024);
let scores = new Float64Array(1024);
const bannedHit = 0xffff;

function makeRoom(docs: number): void {
  if (hits.length >= docs) return;
  hits = new Uint16Array(docs);
  scores = new Float64Array(docs);
}

function everything({ segment, live }: ViewPart, banned: readonly Uint32Array[]): Found {
  makeRoom(segment.docs);
  for (const docs of banned) for (const doc of docs) hits[doc] = bannedHit;
  const docs = scratchIntegers(segment.docs);
  let kept = 0;
  for (let doc = 0; doc < segment.docs; doc += 1) {
    if (!isLive(live, doc) || hits[doc] === bannedHit) continue;
    docs[kept] = doc;
    kept += 1;
  }
  for (const each of banned) for (const doc of each) hits[doc] = 0;
  return { docs: docs.subarray(0, kept), weights: scratchNumbers(kept).fill(0) };
}

/** Each clause keeps of what the rarer ones left; clauses come rarest first. */
function holdingAll(clauses: readonly Evaluated[], { part, index, banned }: PartOptions): Found {
  const first = clauses[0]?.found[index];
  if (first === undefined || first.docs.length === 0) return { docs: none, weights: new Float64Array(0) };
  if (clauses.length === 1 && banned.length === 0) return scored(first, clauses[0]?.rarity ?? 0);
  makeRoom(part.segment.docs);
  for (const [rank, { found, rarity }] of clauses.entries()) addTo(rank, found[index], rarity);
  for (const docs of banned) for (const doc of docs) hits[doc] = 0;
  return takeHolding(first.docs, (doc) => (hits[doc] === clauses.length ? 1 : 0));
}

/** Counts a clause in docs that hold all those before it. */
function addTo(before: number, found: Found | undefined, rarity: number): void {
  if (found === undefined) return;
  const { docs, weights } = found;
  const [held, sums] = [hits, scores];
  for (let at = 0; at < docs.length; at += 1) {
    const doc = docs[at] ?? 0;
    if (held[doc] !== before) continue;
    held[doc] = before + 1;
    sums[doc] = (sums[doc] ?? 0) + saturated(weights[at] ?? 0, rarity);
  }
}

function scored({ docs, weights }: Found, rarity: number): Found {
  const scoresOf = scratchNumbers(weights.length);
  for (let at = 0; at < weights.length; at += 1) scoresOf[at] = saturated(weights[at] ?? 0, rarity);
  return { docs, weights: scoresOf };
}

/** Phrases count apart from words: none may be missing. */
const phraseHit = 256;

function holdingSome(
  clauses: readonly Evaluated[],
  { part, index, banned, words }: PartOptions & { words: number },
): Found {
  makeRoom(part.segment.docs);
  const touched = scratchIntegers(part.segment.docs);
  let count = 0;
  for (const { clause, found, rarity } of clauses) {
    const { docs, weights } = found[index] ?? { docs: none, weights: scores };
    const hit = clause.isPhrase ? phraseHit : 1;
    for (let at = 0; at < docs.length; at += 1) {
      const doc = docs[at] ?? 0;
      const before = hits[doc] ?? 0;
      if (before === 0) {
        touched[count] = doc;
        count += 1;
      }
      hits[doc] = before + hit;
      scores[doc] = (scores[doc] ?? 0) + saturated(weights[at] ?? 0, rarity);
    }
  }
  for (const docs of banned) for (const doc of docs) hits[doc] = 0;
  const phrases = clauses.filter(({ clause }) => clause.isPhrase).length;
  return takeHolding(touched.subarray(0, count), (doc) => {
    const hit = hits[doc] ?? 0;
    const held = hit % phraseHit;
    return Math.floor(hit / phraseHit) === phrases && held >= words ? held / (clauses.length - phrases) : 0;
  });
}

/** Empties the scratch: docs whose score counts for a share above 0, in the order given. */
function takeHolding(touched: Uint32Array, shareOf: (doc: number) => number): Found {
  const docs = scratchIntegers(touched.length);
  const weights = scratchNumbers(touched.length);
  let kept = 0;
  for (let at = 0; at < touched.length; at += 1) {
    const doc = touched[at] ?? 0;
    const share = shareOf(doc);
    if (share > 0) {
      docs[kept] = doc;
      weights[kept] = (scores[doc] ?? 0) * share;
      kept += 1;
    }
    hits[doc] = 0;
    scores[doc] = 0;
  }
  return { docs: docs.subarray(0, kept), weights: weights.subarray(0, kept) };
}
