import { Worker } from 'node:worker_threads';
import { AppError } from '../../../domain/app-error.ts';
import type { Suggestion, SuggestionInput, Suggestions } from '../../suggestions.ts';
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
export function createSuggestionThread(options: ThreadOptions): Suggestions {
  const threads = new Threads(options);
  return {
    prepare: async () => {
      await threads.current();
    },
    suggest: async (input) => (await threads.current()).ask(input),
    close: () => threads.close(),
  };
}

/** One thread answers; while what it knows is too old, another learns to take its place. */
class Threads {
  readonly #options: ThreadOptions;
  #learned: { readonly thread: Thread; readonly at: number } | undefined;
  #learning: Promise<Thread> | undefined;
  #learner: Thread | undefined;
  #isClosed = false;

  constructor(options: ThreadOptions) {
    this.#options = options;
  }

  async current(): Promise<Thread> {
    if (this.#learned === undefined) return this.#learn();
    if (performance.now() - this.#learned.at >= this.#options.freshFor) this.#learn().catch(() => undefined);
    return this.#learned.thread;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([this.#learner?.stop(), this.#learned?.thread.stop()]);
    await this.#learning?.catch(() => undefined);
  }

  #learn(): Promise<Thread> {
    this.#learning ??= this.#start().finally(() => {
      this.#learning = undefined;
      this.#learner = undefined;
    });
    return this.#learning;
  }

  async #start(): Promise<Thread> {
    const knowledge = await this.#options.knowledge();
    if (this.#isClosed) throw new AppError('unavailable', 'Suggestions were closed.');
    const thread = new Thread(knowledge, () => {
      if (this.#learned?.thread === thread) this.#learned = undefined;
    });
    this.#learner = thread;
    await thread.hasLearned;
    const old = this.#learned?.thread;
    this.#learned = { thread, at: performance.now() };
    await old?.retire();
    return thread;
  }
}

class Thread {
  /** Rejects when the thread dies before. */
  readonly hasLearned: Promise<void>;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #isRetired = false;

  constructor(knowledge: Knowledge, onDeath: () => void) {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    this.hasLearned = promise;
    this.#worker = new Worker(new URL('suggestion-thread.ts', import.meta.url), { workerData: knowledge });
    this.#worker.on('message', (answer: SuggestionAnswer) => {
      if (!('hasLearned' in answer)) {
        this.#settle(answer);
        return;
      }
      if (this.#waiting.size === 0) this.#worker.unref();
      resolve(undefined);
    });
    this.#worker.on('error', () => undefined);
    this.#worker.on('exit', () => {
      const lost = new AppError('unavailable', 'Suggestions are being prepared again; try in a moment.');
      reject(lost);
      for (const waiting of this.#waiting.values()) waiting.reject(lost);
      this.#waiting.clear();
      if (!this.#isRetired) onDeath();
    });
  }

  ask(input: SuggestionInput): Promise<readonly Suggestion[]> {
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

  #settle(answer: Exclude<SuggestionAnswer, { hasLearned: true }>): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('error' in answer) waiting?.reject(new AppError('internal', `Suggesting failed: ${answer.error}`));
    else waiting?.resolve(answer.suggestions);
    if (this.#waiting.size > 0) return;
    this.#worker.unref();
    if (this.#isRetired) void this.stop();
  }
}
