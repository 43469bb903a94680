/** Why a fetch failed; stable, so that callers and reports can tell one from another. */
export type FetchErrorCode =
  'scheme' | 'address-refused' | 'robots' | 'redirects' | 'status' | 'timeout' | 'too-large' | 'network';

/** A fetch that failed, in words that say what, where and how to mend it. */
export class FetchError extends Error {
  readonly code: FetchErrorCode;
  readonly url: string;
  /** Of an answer that was an error. */
  readonly status: number | undefined;
  /** Seconds that the host asks to wait. */
  readonly retryAfter: number | undefined;

  constructor(
    code: FetchErrorCode,
    message: string,
    options: ErrorOptions & { url: string; status?: number; retryAfter?: number },
  ) {
    super(message, options);
    this.name = 'FetchError';
    this.code = code;
    this.url = options.url;
    this.status = options.status;
    this.retryAfter = options.retryAfter;
  }
}
