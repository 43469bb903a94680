import { Worker } from 'node:worker_threads';
import { AppError } from '../../../domain/app-error.ts';
import type { Suggestion, Suggestions } from '../../suggestions.ts';
import type { Knowledge } from '../suggester.ts';
import type { SuggestionAnswer } from './thread-messages.ts';

interface ThreadOptions {
  /** Asked for again whenever the thread is started. */
  readonly knowledge: () => Promise<Knowledge>;
  /** Milliseconds after which what was learned is learned anew, at the next call. */
  readonly freshFor: number;
}

interface Waiting {
  readonly resolve: (suggestions: readonly Suggestion[]) => void;
  readonly reject: (error: Error) => void;
}

/** Suggestions from a worker thread that is started by the first call. */
export function createSuggestionThread({ knowledge, freshFor }: ThreadOptions): Suggestions {
  let learned: { readonly thread: Promise<Thread>; readonly at: number } | undefined;
  const current = async (): Promise<Thread> => {
    if (learned !== undefined && performance.now() - learned.at < freshFor) return learned.thread;
    const old = learned?.thread;
    const thread = knowledge().then((known) => new Thread(known, () => (learned = undefined)));
    learned = { thread, at: performance.now() };
    void old?.then((one) => one.retire()).catch(() => undefined);
    thread.catch(() => (learned = undefined));
    return thread;
  };
  return {
    suggest: async (input) => (await current()).ask(input),
    async close() {
      const thread = await learned?.thread.catch(() => undefined);
      await thread?.stop();
    },
  };
}

class Thread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #isRetired = false;

  constructor(knowledge: Knowledge, onDeath: () => void) {
    this.#worker = new Worker(new URL('suggestion-thread.ts', import.meta.url), { workerData: knowledge });
    this.#worker.unref();
    this.#worker.on('message', (answer: SuggestionAnswer) => {
      this.#settle(answer);
    });
    this.#worker.on('error', () => undefined);
    this.#worker.on('exit', () => {
      for (const { reject } of this.#waiting.values()) {
        reject(new AppError('unavailable', 'Suggestions are being prepared again; try in a moment.'));
      }
      this.#waiting.clear();
      if (!this.#isRetired) onDeath();
    });
  }

  ask(input: Parameters<Suggestions['suggest']>[0]): Promise<readonly Suggestion[]> {
    this.#lastId += 1;
    const id = this.#lastId;
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, input });
    });
  }

  /** Stops once what it was asked is answered. */
  async retire(): Promise<void> {
    this.#isRetired = true;
    if (this.#waiting.size === 0) await this.stop();
  }

  async stop(): Promise<void> {
    this.#isRetired = true;
    await this.#worker.terminate();
  }

  #settle(answer: SuggestionAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('error' in answer) waiting?.reject(new AppError('internal', `Suggesting failed: ${answer.error}`));
    else waiting?.resolve(answer.suggestions);
    if (this.#waiting.size > 0) return;
    this.#worker.unref();
    if (this.#isRetired) void this.stop();
  }
}
