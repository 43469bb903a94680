import type { Claim } from '../domain/claim.ts';
import type { ThingId } from '../domain/thing-id.ts';

/** A cluster with what its members' claims say. */
export interface ClusterClaims {
  readonly canonical: ThingId;
  readonly members: readonly { readonly thing: ThingId; readonly claims: readonly Claim[] }[];
}

/** The claims about one thing and all that its publication depends on beside them. */
export interface ThingFacts extends ClusterClaims {
  /** The clusters of the things that the claims link to. */
  readonly linked: ReadonlyMap<ThingId, ClusterClaims>;
  /** What people decided about the solutions that it implements; their clusters are among `linked`. */
  readonly solutions: SolutionDecisions;
}

/** What people decided about the solutions that a thing implements. */
export interface SolutionDecisions {
  readonly accepted: ReadonlySet<ThingId>;
  readonly refused: ReadonlySet<ThingId>;
}

/** Nobody decided anything. */
export const noDecisions: SolutionDecisions = { accepted: new Set(), refused: new Set() };
