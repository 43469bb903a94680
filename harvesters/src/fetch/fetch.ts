/** Bytes that a fetch brought, with where they came from. */
export interface Fetched {
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** The one door to the outside: every adapter of it checks addresses, sizes and times. Rejects with FetchError. */
export type Fetch = (
  url: string,
  options?: { readonly headers?: Readonly<Record<string, string>> },
) => Promise<Fetched>;
