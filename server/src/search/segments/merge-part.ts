import { isLive, type LiveDocs } from './live-docs.ts';
import type { Segment } from './segment.ts';

/** A segment as it is now: its columns never change, its live docs are replaced. */
export interface HeldSegment {
  readonly segment: Segment;
  readonly live: LiveDocs;
}

/** A part of a merge: which docs it gives, and the number that each has after the merge. */
export interface MergePart {
  readonly segment: Segment;
  /** New numbers by old ones; {@link gone} for docs that are dead. */
  readonly numbers: Uint32Array;
  readonly docs: Uint32Array;
}

export const gone = 0xffffffff;

/** The live docs of a segment, numbered from `first`. */
export function partOf(segment: Segment, live: LiveDocs, first: number): MergePart {
  const numbers = new Uint32Array(segment.docs).fill(gone);
  const docs = new Uint32Array(segment.docs);
  let count = 0;
  for (let doc = 0; doc < segment.docs; doc += 1) {
    if (!isLive(live, doc)) continue;
    numbers[doc] = first + count;
    docs[count] = doc;
    count += 1;
  }
  return { segment, numbers, docs: docs.subarray(0, count) };
}
