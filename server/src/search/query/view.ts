import type { LiveDocs } from '../segments/live-docs.ts';
import { Segment } from '../segments/segment.ts';
import type { SegmentState } from '../segments/segment-set.ts';

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
  return { seq, parts, docs };
}
