import { workerData } from 'node:worker_threads';
import { territoryNames } from '../document.ts';
import { loadIndex, saveIndex } from '../segments/segment-files.ts';
import { SegmentSet } from '../segments/segment-set.ts';
import { answerCalls } from './answer-calls.ts';
import type { ThreadSettings, WriterRequest, WriterState } from './segment-messages.ts';

/** The one thread that changes an index: it makes segments of docs, marks the dead, and stores. */
const { labels } = workerData as ThreadSettings;
const segments = new SegmentSet(territoryNames(labels));
let seq = 0;

function state(): WriterState {
  const plan = segments.mergePlan();
  return { seq, segments: segments.states(), ...(plan === undefined ? {} : { plan }) };
}

answerCalls((request: WriterRequest) => {
  switch (request.type) {
    case 'load': {
      const stored = loadIndex(request.folder);
      for (const segment of stored?.segments ?? []) segments.adopt(segment);
      seq = stored?.mark.seq ?? 0;
      return stored?.mark;
    }
    case 'apply':
      segments.apply(request);
      seq = request.seq ?? seq;
      return state();
    case 'replace':
      segments.replace(request.plan, request.merged);
      return state();
    case 'tracesOf':
      return segments.tracesOf(request.things);
    case 'wholePlan':
      return segments.wholePlan();
    case 'save':
      saveIndex(request.folder, { mark: { ...request.mark, seq }, segments: segments.states() });
      return state();
  }
});
