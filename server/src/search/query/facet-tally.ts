import type { FacetName } from '../../domain/search-query.ts';
import { isLive } from '../segments/live-docs.ts';
import type { Segment } from '../segments/segment.ts';
import { scratchIntegers } from './scratch.ts';
import type { ViewPart } from './view.ts';

/** Counts by facet value, as numbered in the part's segment, of some of its live docs; each doc is given once. */
export function tallyValues(part: ViewPart, docs: Uint32Array): Uint32Array {
  return docs.length > part.liveCount / 2 ? tallyOthers(part, docs) : tally(part, docs);
}

function tally({ segment }: ViewPart, docs: Uint32Array): Uint32Array {
  return isFasterByClass(segment, docs.length) ? tallyClasses(segment, docs) : tallyEach(segment, docs);
}

/** True where counting the classes of some docs, then their values, takes fewer steps than counting the values of each doc. */
function isFasterByClass(segment: Segment, docs: number): boolean {
  const { docClasses, classStarts, classValues, facetValues } = segment.columns;
  if (docClasses.length === 0) return false;
  const byClass = (docs * docClasses.length) / segment.docs + classStarts.length + classValues.length;
  return byClass < (docs * facetValues.length) / segment.docs;
}

function tallyClasses(segment: Segment, docs: Uint32Array): Uint32Array {
  const { docClasses, classStarts, valueParents } = segment.columns;
  const counts = new Uint32Array(valueParents.length);
  const classCounts = scratchIntegers(classStarts.length).fill(0);
  for (let offset = 0; offset < docClasses.length; offset += segment.docs)
    countClasses(docClasses.subarray(offset, offset + segment.docs), docs, classCounts);
  addValues(segment, classCounts, { from: 0, to: counts.length, counts });
  return counts;
}

/** Adds to the counts of one facet's values those of some docs. */
export function tallyFacet(
  segment: Segment,
  { name, docs }: { readonly name: FacetName; readonly docs: Uint32Array },
  counts: Uint32Array,
): void {
  const { docClasses, classStarts } = segment.columns;
  const [from, to] = segment.facets[name];
  if (segment.groups === undefined || docs.length < classStarts.length) {
    tallyRange(segment, docs, { from, to, counts });
    return;
  }
  const offset = segment.groups[name] * segment.docs;
  const classCounts = scratchIntegers(classStarts.length).fill(0);
  countClasses(docClasses.subarray(offset, offset + segment.docs), docs, classCounts);
  addValues(segment, classCounts, { from, to, counts });
}

function countClasses(classes: Uint32Array, docs: Uint32Array, counts: Uint32Array): void {
  for (let index = 0; index < docs.length; index += 1) {
    const of = classes[docs[index] ?? 0] ?? 0;
    counts[of] = (counts[of] ?? 0) + 1;
  }
}

/** Counts to add to, for values from one up to, not including, another. */
interface ValueCounts {
  readonly from: number;
  readonly to: number;
  readonly counts: Uint32Array;
}

function addValues(
  { columns: { classStarts, classValues } }: Segment,
  classCounts: Uint32Array,
  { from, to, counts }: ValueCounts,
): void {
  for (let of = 0; of < classStarts.length - 1; of += 1) {
    const count = classCounts[of] ?? 0;
    if (count === 0) continue;
    const end = classStarts[of + 1] ?? 0;
    for (let at = classStarts[of] ?? 0; at < end; at += 1) {
      const value = classValues[at] ?? 0;
      if (value >= from && value < to) counts[value] = (counts[value] ?? 0) + count;
    }
  }
}

/** Doc by doc; the values of each stand in their order. */
function tallyRange(
  { columns: { facetStarts, facetValues } }: Segment,
  docs: Uint32Array,
  { from, to, counts }: ValueCounts,
): void {
  for (let index = 0; index < docs.length; index += 1) {
    const doc = docs[index] ?? 0;
    const end = facetStarts[doc + 1] ?? 0;
    for (let at = facetStarts[doc] ?? 0; at < end; at += 1) {
      const value = facetValues[at] ?? 0;
      if (value >= to) break;
      if (value >= from) counts[value] = (counts[value] ?? 0) + 1;
    }
  }
}

function tallyEach(segment: Segment, docs: Uint32Array): Uint32Array {
  const counts = new Uint32Array(segment.columns.valueParents.length);
  tallyRange(segment, docs, { from: 0, to: counts.length, counts });
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
