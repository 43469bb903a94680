import { parentPort, workerData } from 'node:worker_threads';
import { createSuggester, type Knowledge } from '../suggester.ts';
import type { SuggestionAnswer, SuggestionRequest } from './thread-messages.ts';

/** The thread that learns once and then answers, one request after another. */
const port = parentPort;
if (port === null) throw new Error('This file runs in a worker thread only.');
const suggester = createSuggester(workerData as Knowledge);
port.postMessage({ hasLearned: true } satisfies SuggestionAnswer);

port.on('message', ({ id, input }: SuggestionRequest) => {
  let answer: SuggestionAnswer;
  try {
    answer = { id, suggestions: suggester.suggest(input) };
  } catch (error) {
    answer = { id, error: error instanceof Error ? error.message : String(error) };
  }
  port.postMessage(answer);
});
