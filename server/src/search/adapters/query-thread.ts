import { workerData } from 'node:worker_threads';
import { clusters } from '../query/clusters.ts';
import { complete, foldLabels } from '../query/complete.ts';
import { explain } from '../query/explain.ts';
import { highlight } from '../query/highlight.ts';
import { removals } from '../query/removals.ts';
import { search } from '../query/search.ts';
import { similar } from '../query/similar.ts';
import { synonymsOf } from '../query/synonyms.ts';
import { openView } from '../query/view.ts';
import { answerCalls } from './answer-calls.ts';
import type { QueryRequest, ThreadSettings } from './segment-messages.ts';

/** One of the threads that answer, from segments that they share. */
const { labels, synonyms: groups } = workerData as ThreadSettings;
const folded = foldLabels(labels);
const synonyms = synonymsOf(groups);
let view = openView({ seq: 0, segments: [] });

answerCalls((request: QueryRequest) => {
  switch (request.type) {
    case 'view':
      view = openView(request, view);
      return undefined;
    case 'search':
      return search(view, request.query, synonyms);
    case 'removals':
      return removals(view, request.query, synonyms);
    case 'explain':
      return explain(view, { ...request, synonyms });
    case 'similar':
      return similar(view, request);
    case 'clusters':
      return clusters(view, { ...request, synonyms });
    case 'complete':
      return complete(view, folded, request);
    case 'highlight':
      return highlight(view, { ...request, synonyms });
  }
});
