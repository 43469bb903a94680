import type { AppErrorCode } from '../../domain/app-error.ts';
import type { QueryAnswer, StoreQuery } from '../triple-store.ts';

/** What a query is to an engine; `timeout` is the time left when it is sent, in milliseconds. */
export interface EngineQuery extends Pick<StoreQuery, 'text' | 'form' | 'mediaType' | 'dataset'> {
  readonly timeout: number;
  readonly rows: number;
  readonly bytes: number;
}

/** From the pool to an engine. */
export type ToEngine =
  | { readonly type: 'query'; readonly id: number; readonly query: EngineQuery }
  /** Look for new changes now. */
  | { readonly type: 'tail' };

/** From an engine to the pool. */
export type FromEngine =
  | { readonly type: 'loaded'; readonly things: number }
  | { readonly type: 'ready' | 'applied'; readonly seq: number }
  /** It goes on answering, but should be replaced: its memory drifted, or something has to be forgotten wholly. */
  | { readonly type: 'stale' }
  | { readonly type: 'answer'; readonly id: number; readonly answer: QueryAnswer }
  | {
      readonly type: 'refusal';
      readonly id: number;
      readonly code: AppErrorCode;
      readonly message: string;
    };

/** Start parameters of an engine process, one JSON text in its arguments. */
export interface EngineStart {
  readonly folder: string;
  readonly base: string;
  readonly parentPid: number;
  readonly memoryCap: number;
}
