import { Worker } from 'node:worker_threads';
import { AppError } from '../../domain/app-error.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What a thread sends back for the call with the same number. */
export interface ThreadAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}

/** A thread that answers calls one after another, in order. Once it has died every call rejects with `unavailable`. */
export class CalledThread<Request> {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #isDead = false;

  constructor(file: URL, { data, onDeath }: { data: unknown; onDeath: () => void }) {
    this.#worker = new Worker(file, { workerData: data });
    this.#worker.unref();
    this.#worker.on('message', (answer: ThreadAnswer) => {
      this.#settle(answer);
    });
    this.#worker.on('error', () => undefined);
    this.#worker.on('exit', () => {
      this.#isDead = true;
      for (const { reject } of this.#waiting.values()) reject(gone());
      this.#waiting.clear();
      onDeath();
    });
  }

  /** How many calls have no answer yet. */
  get load(): number {
    return this.#waiting.size;
  }

  call(request: Request): Promise<unknown> {
    if (this.#isDead) return Promise.reject(gone());
    this.#lastId += 1;
    const id = this.#lastId;
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, request });
    });
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle({ id, value, error }: ThreadAnswer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new AppError('internal', `The search index failed: ${error}`));
  }
}

function gone(): AppError {
  return new AppError('unavailable', 'A thread of the search index ended; try again in a moment.');
}
