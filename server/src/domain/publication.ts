import type { ThingDoc } from './thing-doc.ts';
import type { ThingId } from './thing-id.ts';

/** What derivation decided about one thing. */
export type Derived =
  | {
      readonly outcome: 'publish';
      readonly thing: ThingId;
      /**
       * The open statements, as sorted N-Quads under the placeholder base: default graph = elected description, named
       * graphs = claims, inferred, edited, provenance. Each quad's subject is the thing's IRI, one of its fragments,
       * or (provenance) a record's IRI. Empty when nothing about the thing is open.
       */
      readonly graph: string;
      readonly doc: ThingDoc;
      /** The addresses (`addressKey`) whose kept answers it may rest on: an erasure of the thing takes these along. */
      readonly addresses?: readonly string[];
    }
  | { readonly outcome: 'withdraw'; readonly thing: ThingId; readonly reason: string }
  | { readonly outcome: 'redirect'; readonly thing: ThingId; readonly to: ThingId };

/** One row of the change log: names a publication, which is the thing's full state at `seq`. */
export interface Change {
  readonly seq: number;
  /** ISO 8601. */
  readonly at: string;
  readonly thing: ThingId;
  readonly type: 'publish' | 'withdraw' | 'redirect' | 'erase';
  readonly cause: string;
}

/** A stored publication. */
export interface Publication {
  readonly thing: ThingId;
  readonly seq: number;
  readonly at: string;
  readonly graph: string;
  readonly doc: ThingDoc;
}

/** What an id leads to. A known id is never `unknown` again. */
export type Resolution =
  | { readonly state: 'published'; readonly thing: ThingId }
  | { readonly state: 'merged'; readonly thing: ThingId; readonly into: ThingId }
  | {
      readonly state: 'withdrawn' | 'erased';
      readonly thing: ThingId;
      readonly at: string;
      readonly reason: string;
    }
  | { readonly state: 'unknown'; readonly thing: ThingId };
