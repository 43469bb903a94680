import type { ZodType } from 'zod';
import type { Fetch } from './fetch/fetch.ts';

/** JSON as it was parsed. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

/** A record as its source sends it. */
export type RawRecord =
  | {
      readonly outcome: 'record';
      /** Where it stands: `projects.csv line 12`, `data.json $.features[3]`, or a URL. */
      readonly locator: string;
      readonly payload: { readonly [name: string]: Json };
    }
  | {
      /** The source says that it deleted a record, and still says enough of it for its key to be read. */
      readonly outcome: 'deleted';
      readonly locator: string;
      readonly payload: { readonly [name: string]: Json };
    }
  | {
      /** Something odd that is no record, or ends none: it is told in the run's report, and not counted as read. */
      readonly outcome: 'noticed';
      readonly locator: string;
      readonly reason: string;
    }
  | {
      readonly outcome: 'failed';
      readonly locator: string;
      /** What is wrong and how to mend it, in words for the sender. */
      readonly reason: string;
    };

export interface ProtocolContext {
  readonly fetch: Fetch;
  /** The local copy to read instead of the URL (`--from`), already resolved to one file or folder. */
  readonly file?: string;
  /** Folder of the source declaration: `file:` URLs are read inside it only. */
  readonly folder: string;
  /** JSON-LD contexts that are known without fetching, by address; undefined for all others. */
  readonly contextOf?: (url: string) => unknown;
  /** How to take a file out of its wrapping. */
  readonly unwrap?: 'js-assignment';
  readonly signal: AbortSignal;
  /** Requests and pages that one pass may take. */
  readonly maxPages: number;
  /** An IRI as its vocabulary writes it: the same for every base and slip under which a term is met. */
  readonly writtenIri: (iri: string) => string;
}

/**
 * How to ask a source for its records. Options are checked by `options` when the declaration is read, so `list` can
 * trust them. One bad record is one `failed` outcome and never ends the pass; the iterable throws only when the source
 * as a whole cannot be read (HarvestError), in which case the pass is not complete and nothing may be withdrawn.
 */
export interface Protocol<Options> {
  /** A Zod schema whose messages name the field and the mend. */
  readonly options: ZodType<Options>;
  /** Paths of the fields that the protocol itself adds to payloads, and that no mapping has to read; none by default. */
  readonly made?: readonly string[];
  readonly list: (options: Options, context: ProtocolContext) => AsyncIterable<RawRecord>;
}
