/** Bytes that a fetch brought, with where they came from. */
export interface Fetched {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

export interface FetchOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends the fetch, wherever it is. */
  readonly signal?: AbortSignal;
}

/**
 * The one door to the outside: every adapter of it checks addresses, sizes and times. Rejects with FetchError, or with
 * the reason of the signal.
 */
export type Fetch = (url: string, options?: FetchOptions) => Promise<Fetched>;
