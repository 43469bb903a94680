/** What a query may cost. */
export interface QueryLimits {
  /** Wall time in milliseconds, waiting in the queue included. */
  readonly timeout: number;
  /** Rows of a SELECT, or triples of a CONSTRUCT; one more is never returned in silence. */
  readonly rows: number;
  readonly bytes: number;
}

/** Whose query it is: our own pages have an engine of their own. */
export type QueryLane = 'reserved' | 'public';

/** A serialised answer in the media type asked for. */
export interface QueryAnswer {
  readonly body: string;
  readonly mediaType: string;
  /** Rows or triples in the body; 1 for ASK. */
  readonly rows: number;
  /** True when the answer was cut at the row or byte limit. */
  readonly isCut: boolean;
}

export type QueryForm = 'select' | 'ask' | 'construct' | 'describe';

/** The graphs that a query may see, as absolute IRIs under the public base; `…/graph/published` is the default one. */
export interface QueryDataset {
  readonly default: readonly string[];
  readonly named: readonly string[];
}

export interface StoreQuery {
  /** SPARQL 1.1, guarded and with its LIMIT already at most `limits.rows` + 1. */
  readonly text: string;
  readonly form: QueryForm;
  /** In place of the whole store; wins over the text's own FROM clauses. */
  readonly dataset?: QueryDataset;
  /** One of the media types of `answerTypes` for the form. */
  readonly mediaType: string;
  readonly lane: QueryLane;
  readonly limits: QueryLimits;
  readonly signal?: AbortSignal;
}

/** Media types that every store answers in. */
export const answerTypes = {
  rows: [
    'application/sparql-results+json',
    'application/sparql-results+xml',
    'text/csv',
    'text/tab-separated-values',
  ],
  graph: ['text/turtle', 'application/n-triples', 'application/rdf+xml'],
} as const;

/**
 * A view of the ledger that answers SPARQL. Default graph: the elected open statements; named graphs: who said what.
 * It tails the change log from its own checkpoint, at least once and idempotently, and never writes to the ledger.
 * A query that runs past its deadline or breaks the engine rejects with AppError `too-slow`, `too-large`, `busy` or
 * `unavailable`, and the next one is answered.
 */
export interface TripleStore {
  /** Resolves when the store has applied every change up to now, or rejects with `unavailable`. */
  start(): Promise<void>;
  query(query: StoreQuery): Promise<QueryAnswer>;
  /** Resolves once everything up to `seq` can be queried. */
  caughtUp(seq: number): Promise<void>;
  /** The seq that answers already reflect. */
  appliedSeq(): Promise<number>;
  /** Builds the view anew from the ledger beside the live one, then swaps; a failure leaves the live one as it was. */
  rebuild(onProgress: (done: number) => void): Promise<void>;
  isReady(): boolean;
  close(): Promise<void>;
}
