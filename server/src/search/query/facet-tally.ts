import { isLive } from '../segments/live-docs.ts';
import { scratchIntegers } from './scratch.ts';
import type { ViewPart } from './view.ts';

/** Counts by facet value, as numbered in the part's segment, of some of its live docs; each doc is given once. */
export function tallyValues(part: ViewPart, docs: Uint32Array): Uint32Array {
  return docs.length > part.liveCount / 2 ? tallyOthers(part, docs) : tally(part, docs);
}

function tally({ segment }: ViewPart, docs: Uint32Array): Uint32Array {
  const { facetStarts, facetValues, valueParents } = segment.columns;
  const counts = new Uint32Array(valueParents.length);
  for (let index = 0; index < docs.length; index += 1) {
    const doc = docs[index] ?? 0;
    const end = facetStarts[doc + 1] ?? 0;
    for (let at = facetStarts[doc] ?? 0; at < end; at += 1) {
      const value = facetValues[at] ?? 0;
      counts[value] = (counts[value] ?? 0) + 1;
    }
  }
  return counts;
}

/** Where most docs are given, the rest are fewer: what they have is taken from what all have. */
function tallyOthers(part: ViewPart, docs: Uint32Array): Uint32Array {
  const counts = totalsOf(part).slice();
  if (docs.length === part.liveCount) return counts;
  const others = tally(part, withoutGiven(part, docs));
  for (let value = 0; value < counts.length; value += 1)
    counts[value] = (counts[value] ?? 0) - (others[value] ?? 0);
  return counts;
}

function withoutGiven(part: ViewPart, given: Uint32Array): Uint32Array {
  const all = liveDocs(part);
  if (marks.length < part.segment.docs) marks = new Uint8Array(part.segment.docs);
  const isGiven = marks;
  for (let index = 0; index < given.length; index += 1) isGiven[given[index] ?? 0] = 1;
  const others = scratchIntegers(all.length - given.length);
  let count = 0;
  for (let index = 0; index < all.length; index += 1) {
    const doc = all[index] ?? 0;
    if (isGiven[doc] === 0) {
      others[count] = doc;
      count += 1;
    }
    isGiven[doc] = 0;
  }
  return others;
}

/** Marks by doc, all zero between calls. */
let marks = new Uint8Array(1024);

const totals = new WeakMap<ViewPart, Uint32Array>();

/** Counts of everything that is alive in a part: made when first asked for. */
function totalsOf(part: ViewPart): Uint32Array {
  const known = totals.get(part);
  if (known !== undefined) return known;
  const made = tally(part, liveDocs(part));
  totals.set(part, made);
  return made;
}

const living = new WeakMap<ViewPart, Uint32Array>();

/** The docs of a part that are alive, in order: made when first asked for, and never changed. */
export function liveDocs(part: ViewPart): Uint32Array {
  const known = living.get(part);
  if (known !== undefined) return known;
  const { segment, live, liveCount } = part;
  const docs = new Uint32Array(liveCount);
  let count = 0;
  for (let doc = 0; doc < segment.docs; doc += 1) {
    if (!isLive(live, doc)) continue;
    docs[count] = doc;
    count += 1;
  }
  living.set(part, docs);
  return docs;
}
