import { parentPort } from 'node:worker_threads';
import type { ThreadAnswer } from './thread-calls.ts';

/**
 * Answers what the thread's owner calls, one call after another. Works in a worker thread only; the owner sends nothing
 * but what `handle` takes.
 */
export function answerCalls(handle: (request: never) => unknown): void {
  const port = parentPort;
  if (port === null) throw new Error('This file runs in a worker thread only.');
  port.on('message', ({ id, request }: { id: number; request: never }) => {
    let answer: ThreadAnswer;
    try {
      answer = { id, value: handle(request) };
    } catch (error) {
      answer = { id, error: error instanceof Error ? error.message : String(error) };
    }
    port.postMessage(answer);
  });
}
