import { fork, type ChildProcess } from 'node:child_process';
import { AppError } from '../../domain/app-error.ts';
import type { QueryAnswer } from '../triple-store.ts';
import type { EngineQuery, EngineStart, FromEngine, ToEngine } from './engine-messages.ts';

/** Time that an engine's own watchdog has before the pool kills the engine instead, in milliseconds. */
const watchdogGrace = 1500;

interface Running {
  readonly id: number;
  readonly resolve: (answer: QueryAnswer) => void;
  readonly reject: (error: AppError) => void;
  readonly deadline: number;
  readonly timeout: number;
  readonly backup: NodeJS.Timeout;
}

/** What a handle tells its pool; each is called after the handle's own state was updated. */
export interface EngineEvents {
  /** Ready, idle again, stale, further on in the change log, or ended. */
  readonly onChange: (engine: EngineHandle) => void;
  readonly onLoaded: (things: number) => void;
}

/** The pool's side of one engine process. */
export class EngineHandle {
  readonly #child: ChildProcess;
  readonly #events: EngineEvents;
  readonly #ended: Promise<void>;
  #running: Running | undefined;
  #lastId = 0;
  state: 'loading' | 'ready' | 'ended' = 'loading';
  /** The seq that its answers reflect. */
  seq = 0;
  /** True when it asks to be replaced. */
  isStale = false;
  /** True once the pool itself ended it. */
  isDismissed = false;

  constructor(entry: URL, start: EngineStart, events: EngineEvents) {
    this.#events = events;
    this.#child = fork(entry, [JSON.stringify(start)], {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    this.#child.on('message', (message: FromEngine) => {
      this.#hear(message);
    });
    this.#ended = new Promise((resolve) => {
      const end = (): void => {
        this.#end();
        resolve();
      };
      this.#child.once('exit', end);
      this.#child.once('error', end);
    });
  }

  get isIdle(): boolean {
    return this.state === 'ready' && this.#running === undefined;
  }

  /** Sends a query to an idle engine. Rejects with AppError `too-slow` at the deadline, `unavailable` when it ends. */
  run(query: EngineQuery, timeout: number): Promise<QueryAnswer> {
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      const backup = setTimeout(() => this.#child.kill('SIGKILL'), query.timeout + watchdogGrace);
      const deadline = performance.now() + query.timeout;
      this.#running = { id: this.#lastId, resolve, reject, deadline, timeout, backup };
      this.#send({ type: 'query', id: this.#lastId, query });
    });
  }

  /** Asks it to look for changes now. */
  hurry(): void {
    if (this.state !== 'ended') this.#send({ type: 'tail' });
  }

  /** Ends the process, whatever it does. It holds nothing that is not in the ledger. */
  kill(): Promise<void> {
    this.isDismissed = true;
    this.#child.kill('SIGKILL');
    return this.#ended;
  }

  #send(message: ToEngine): void {
    // A send to a process that has just died fails; its exit tells the rest.
    this.#child.send(message, () => undefined);
  }

  #hear(message: FromEngine): void {
    switch (message.type) {
      case 'loaded':
        this.#events.onLoaded(message.things);
        return;
      case 'ready':
        this.state = 'ready';
        this.seq = message.seq;
        break;
      case 'applied':
        this.seq = message.seq;
        break;
      case 'stale':
        this.isStale = true;
        break;
      case 'answer':
        this.#settle(message.id)?.resolve(message.answer);
        break;
      case 'refusal':
        this.#settle(message.id)?.reject(new AppError(message.code, message.message));
        break;
    }
    this.#events.onChange(this);
  }

  #settle(id: number): Running | undefined {
    const running = this.#running;
    if (running?.id !== id) return undefined;
    clearTimeout(running.backup);
    this.#running = undefined;
    return running;
  }

  #end(): void {
    if (this.state === 'ended') return;
    this.state = 'ended';
    const running = this.#running;
    if (running !== undefined) {
      this.#settle(running.id)?.reject(
        performance.now() >= running.deadline
          ? new AppError('too-slow', `The query took more than ${running.timeout / 1000} seconds.`, {
              details: { timeoutSeconds: running.timeout / 1000 },
            })
          : new AppError(
              'unavailable',
              'The engine stopped while it answered this query. Ask again, or for less.',
            ),
      );
    }
    this.#events.onChange(this);
  }
}
