import { parentPort, workerData } from 'node:worker_threads';
import { clusters } from '../clustering.ts';
import { complete, foldLabels } from '../completing.ts';
import { highlight } from '../highlighting.ts';
import { search } from '../searching.ts';
import { ThingIndex } from '../thing-index.ts';
import type { MemoryAnswer, MemoryRequest, MemorySettings } from './memory-messages.ts';

/** The thread that holds the index and answers from it, one request after another. */
const { labels } = workerData as MemorySettings;
const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread only.');

const territories = new Map(
  labels
    .filter(({ group }) => group === 'territory')
    .map(({ value, labels: names }) => [value, Object.values(names)]),
);
const index = new ThingIndex(territories);
const folded = foldLabels(labels);

function handle(request: MemoryRequest): unknown {
  switch (request.type) {
    case 'apply':
      for (const thing of request.gone) index.remove(thing);
      for (const doc of request.docs) index.put(doc);
      return undefined;
    case 'search':
      return search(index, request.query);
    case 'clusters':
      return clusters(index, request.query, request.zoom);
    case 'complete':
      return complete(index, folded, request);
    case 'highlight':
      return request.texts.map((text) => highlight(request.q, text));
  }
}

port.on('message', ({ id, request }: { id: number; request: MemoryRequest }) => {
  let answer: MemoryAnswer;
  try {
    answer = { id, value: handle(request) };
  } catch (error) {
    answer = { id, error: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(answer);
});
