import type { Lang } from '../../contract.ts';

/** What a file says of itself beside its things. */
export interface OutputFacts {
  /** The page of the same query, and the address of this file. */
  readonly page: string;
  readonly self: string;
  readonly base: string;
  readonly lang: Lang;
  /** Open things that the query finds, and those that are given. */
  readonly total: number;
  readonly given: number;
}
