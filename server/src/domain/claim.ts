import type { Kind } from './kinds.ts';
import type { RecordRef } from './record-ref.ts';
import type { Agreement } from './rights.ts';
import type { ThingId } from './thing-id.ts';

/** A thing that a record describes, with the name that the mapping gave it (`it`, `carrier`). */
export interface DescribedThing {
  readonly thing: ThingId;
  readonly local: string;
  readonly kind: Kind;
}

/** One result of checking a graph against the shapes, as people read it. */
export interface CheckResult {
  readonly severity: 'violation' | 'warning' | 'info';
  /** IRI of the node and of the property (absent for a constraint on the node itself). */
  readonly focusNode: string;
  readonly path?: string;
  readonly value?: string;
  /** What to write where, by language. */
  readonly message: Readonly<Record<string, string>>;
}

/** What one record says, as ingest hands it to the ledger. */
export interface ClaimWrite {
  readonly record: RecordRef;
  /** Where the record stands in its source: line, path or URL. */
  readonly locator: string;
  /** The record as sent (JSON text), persons apart. */
  readonly payload: string;
  /** Canonical N-Quads (default graph only, sorted lines, no blank node) under the placeholder base. */
  readonly graph: string;
  readonly things: readonly DescribedThing[];
  /** Things that this claim's things point to, whoever describes them. */
  readonly links: readonly { readonly from: ThingId; readonly to: ThingId }[];
  /** Hash of payload, mapping, crosswalk, function library, shapes and rights: equal means that nothing is to do. */
  readonly fingerprint: string;
  readonly outcome: 'publishable' | 'quarantined';
  readonly report: readonly CheckResult[];
  readonly agreement: Agreement;
  readonly licence: string;
  /** Lower ranks win elections. */
  readonly rank: number;
}

/**
 * Equal for two versions of a record of which a derivation reads the same. The graph is given by its hash, so that
 * versions can be compared without reading what they say.
 */
export function sayingOf(
  graphHash: string,
  { outcome, agreement, licence, rank }: Pick<ClaimWrite, 'outcome' | 'agreement' | 'licence' | 'rank'>,
): string {
  return [graphHash, outcome, agreement, String(rank), licence].join(' ');
}

/** A claim as the ledger gives it back: the newest publishable version of a record. */
export interface Claim extends ClaimWrite {
  readonly version: number;
  /** ISO 8601: when this graph was first claimed; a later payload with an equal graph leaves it. */
  readonly since: string;
  /** True when a newer version of the record was quarantined, so that this one is shown in its stead. */
  readonly isStale: boolean;
}
