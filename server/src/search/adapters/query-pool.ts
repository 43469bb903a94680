import { AppError } from '../../domain/app-error.ts';
import type { QueryRequest, ThreadSettings, WriterState } from './segment-messages.ts';
import { CalledThread } from './thread-calls.ts';

type QueryThread = CalledThread<QueryRequest>;

/** Threads that answer from the same segments. One that dies is replaced; what it was asked rejects with `unavailable`. */
export class QueryPool {
  readonly #settings: ThreadSettings;
  readonly #threads: QueryThread[] = [];
  #view: Pick<WriterState, 'seq' | 'segments'> | undefined;
  #isClosed = false;

  constructor(settings: ThreadSettings, threads: number) {
    this.#settings = settings;
    for (let index = 0; index < threads; index += 1) this.#threads.push(this.#start(index));
  }

  /** Calls that are made from here on are answered from this state. */
  show({ seq, segments }: Pick<WriterState, 'seq' | 'segments'>): void {
    this.#view = { seq, segments };
    for (const thread of this.#threads) this.#tell(thread);
  }

  /** Asks the thread that has the least to do. */
  ask(request: Exclude<QueryRequest, { type: 'view' }>): Promise<unknown> {
    const [first, ...rest] = this.#threads;
    if (this.#view === undefined || this.#isClosed || first === undefined) {
      throw new AppError('unavailable', 'The search index is not ready yet; try in a moment.');
    }
    return rest.reduce((least, thread) => (thread.load < least.load ? thread : least), first).call(request);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#threads.map((thread) => thread.stop()));
  }

  #start(index: number): QueryThread {
    return new CalledThread(new URL('query-thread.ts', import.meta.url), {
      data: this.#settings,
      onDeath: () => {
        if (this.#isClosed) return;
        const thread = this.#start(index);
        this.#threads[index] = thread;
        this.#tell(thread);
      },
    });
  }

  /** A thread that cannot take a view has died: its successor is told. */
  #tell(thread: QueryThread): void {
    if (this.#view === undefined) return;
    thread.call({ type: 'view', ...this.#view }).catch(() => undefined);
  }
}
