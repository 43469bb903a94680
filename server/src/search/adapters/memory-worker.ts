import { Worker } from 'node:worker_threads';
import { AppError } from '../../domain/app-error.ts';
import type { MemoryAnswer, MemoryRequest, MemorySettings } from './memory-messages.ts';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** One index thread with the change that it has applied. */
export class MemoryWorker {
  /** The newest change that answers reflect. */
  applied = 0;
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #isDead = false;

  constructor(settings: MemorySettings, onDeath: () => void) {
    this.#worker = new Worker(new URL('memory-thread.ts', import.meta.url), { workerData: settings });
    this.#worker.unref();
    this.#worker.on('message', (answer: MemoryAnswer) => {
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

  ask(request: MemoryRequest): Promise<unknown> {
    if (this.#isDead) return Promise.reject(gone());
    this.#lastId += 1;
    const id = this.#lastId;
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, request });
    });
  }

  /** Stops it once it has answered what it was asked: it answers in order, so that one more answer is the last. */
  async retire(): Promise<void> {
    await this.ask({ type: 'apply', docs: [], gone: [] }).catch(() => undefined);
    await this.stop();
  }

  async stop(): Promise<void> {
    await this.#worker.terminate();
  }

  #settle({ id, value, error }: MemoryAnswer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new AppError('internal', `The search index failed: ${error}`));
  }
}

function gone(): AppError {
  return new AppError('unavailable', 'The search index is being built again; try in a moment.');
}
