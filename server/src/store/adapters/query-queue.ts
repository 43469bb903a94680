import { AppError } from '../../domain/app-error.ts';
import type { QueryAnswer, QueryLane, StoreQuery } from '../triple-store.ts';

/** A query that waits for an engine. */
export interface WaitingQuery {
  readonly query: StoreQuery;
  /** In milliseconds of `performance.now()`. */
  readonly deadline: number;
  readonly resolve: (answer: QueryAnswer) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Queries in the order of their arrival, one line a lane. Whoever finds `length` others waiting is refused with
 * AppError `busy` at once; whoever waits past its deadline, too. An aborted one leaves the line with its signal's reason.
 */
export class QueryQueue {
  readonly #lanes: Readonly<Record<QueryLane, Set<WaitingQuery>>> = {
    reserved: new Set(),
    public: new Set(),
  };
  readonly #length: number;

  constructor({ length }: { length: number }) {
    this.#length = length;
  }

  add(query: StoreQuery): Promise<QueryAnswer> {
    const lane = this.#lanes[query.lane];
    return new Promise((resolve, reject) => {
      if (query.signal?.aborted === true) {
        reject(query.signal.reason as Error);
        return;
      }
      if (lane.size >= this.#length) {
        reject(busy('Too many queries are waiting.'));
        return;
      }
      const leave = (reason: Error): void => {
        if (lane.has(waiting))
          settle(() => {
            reject(reason);
          });
        else if (query.signal?.aborted === true) reject(reason);
      };
      const timer = setTimeout(() => {
        leave(busy('No engine was free in time.'));
      }, query.limits.timeout);
      const abort = (): void => {
        if (query.signal !== undefined) leave(reasonOf(query.signal));
      };
      const settle = (act: () => void): void => {
        lane.delete(waiting);
        clearTimeout(timer);
        query.signal?.removeEventListener('abort', abort);
        act();
      };
      const waiting: WaitingQuery = {
        query,
        deadline: performance.now() + query.limits.timeout,
        resolve: (answer) => {
          settle(() => {
            resolve(answer);
          });
        },
        reject: (error) => {
          settle(() => {
            reject(error);
          });
        },
      };
      query.signal?.addEventListener('abort', abort, { once: true });
      lane.add(waiting);
    });
  }

  /** Takes the first in line. */
  take(lane: QueryLane): WaitingQuery | undefined {
    const [first] = this.#lanes[lane];
    if (first !== undefined) this.#lanes[lane].delete(first);
    return first;
  }

  /** Refuses everybody who waits. */
  clear(error: AppError): void {
    for (const lane of Object.values(this.#lanes)) for (const waiting of [...lane]) waiting.reject(error);
  }
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error
    ? reason
    : new AppError('unavailable', 'The query was given up.', { cause: reason });
}

function busy(message: string): AppError {
  return new AppError('busy', message, { details: { retryAfter: 2 } });
}
