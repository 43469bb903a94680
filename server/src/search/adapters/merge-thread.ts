import { mergeSegments } from '../segments/merge-segments.ts';
import { Segment } from '../segments/segment.ts';
import { answerCalls } from './answer-calls.ts';
import type { MergeRequest } from './segment-messages.ts';

/** Merges beside the writing thread, which goes on meanwhile. */
answerCalls((plan: MergeRequest) =>
  mergeSegments(plan.map(({ buffer, live }) => ({ segment: new Segment(buffer), live }))),
);
