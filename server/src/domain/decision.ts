import type { ThingId } from './thing-id.ts';

/** Something that a person decided; re-applied at every derivation, never undone by a harvest. */
export interface Decision {
  readonly id: number;
  /** `implements` and `not-implements` name an innovation, then a solution. */
  readonly kind: 'merge' | 'not-same' | 'hide' | 'implements' | 'not-implements';
  readonly things: readonly ThingId[];
  readonly actor: string;
  readonly reason: string;
  /** ISO 8601. */
  readonly at: string;
  /** ISO 8601, when a later decision took this one back. */
  readonly undoneAt?: string;
}

/** A decision to be written; the ledger gives it its id and date. */
export type DecisionWrite = Pick<Decision, 'kind' | 'things' | 'actor' | 'reason'>;

/** One member of a cluster and the thing that it is published as. */
export interface ClusterMember {
  readonly member: ThingId;
  readonly canonical: ThingId;
}
