/** Bytes that a fetch brought, with where they came from. */
export interface Fetched {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** What a request carries. */
export interface RequestBody {
  /** Its media type, with its parameters. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

export interface FetchOptions {
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent by POST, and again where the host was too busy to take it: for questions, which change nothing there. */
  readonly post?: RequestBody;
  /** Ends the fetch, wherever it is. */
  readonly signal?: AbortSignal;
}

/**
 * The one door to the outside: every adapter of it checks addresses, sizes and times. Rejects with FetchError, or with
 * the reason of the signal.
 */
export type Fetch = (url: string, options?: FetchOptions) => Promise<Fetched>;
