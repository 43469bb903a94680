import { fieldBoosts, fields, codedLengths } from '../segments/fields.ts';
import type { LiveDocs } from '../segments/live-docs.ts';
import { Segment } from '../segments/segment.ts';
import type { SegmentState } from '../segments/segment-set.ts';

/** BM25 (Robertson and Zaragoza, 2009): how much the length of a field counts. */
const b = 0.6;

/** A segment with what is alive in it. */
export interface ViewPart {
  readonly segment: Segment;
  readonly live: LiveDocs;
  readonly liveCount: number;
}

/** The index at one change: what one answer is made from. Everything in it depends on the live docs alone. */
export interface View {
  readonly seq: number;
  readonly parts: readonly ViewPart[];
  /** Live docs. */
  readonly docs: number;
  /** What an occurrence weighs in a field of a coded length: `field * 256 + code`. */
  readonly weights: Float64Array;
}

/** Opens a state; segments that an earlier view has open are used again. */
export function openView(
  { seq, segments }: { seq: number; segments: readonly SegmentState[] },
  before?: View,
): View {
  const open = new Map(before?.parts.map(({ segment }) => [segment.buffer, segment]));
  const parts = segments.map(({ buffer, live, liveCount }) => ({
    segment: open.get(buffer) ?? new Segment(buffer),
    live,
    liveCount,
  }));
  const docs = segments.reduce((sum, { liveCount }) => sum + liveCount, 0);
  return { seq, parts, docs, weights: weightsOf(segments, docs) };
}

function weightsOf(segments: readonly SegmentState[], docs: number): Float64Array {
  const weights = new Float64Array(fields.length * 256);
  for (const [index, field] of fields.entries()) {
    const words = segments.reduce((sum, segment) => sum + (segment.words[index] ?? 0), 0);
    const average = Math.max(words / Math.max(docs, 1), 1);
    for (const [code, length] of codedLengths.entries()) {
      weights[index * 256 + code] = fieldBoosts[field] / (1 - b + (b * length) / average);
    }
  }
  return weights;
}
