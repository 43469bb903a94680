import type { Quad } from 'n3';
import type { Claim } from '../domain/claim.ts';
import { fromNQuads } from '../domain/quads.ts';

const parsed = new WeakMap<Claim, readonly Quad[]>();

/**
 * A claim's graph, parsed once for as long as the claim is held: within a batch the same claim is asked for by its own
 * thing, for each audience, and by every thing that links to it.
 */
export function quadsOf(claim: Claim): readonly Quad[] {
  const known = parsed.get(claim);
  if (known !== undefined) return known;
  const quads = fromNQuads(claim.graph);
  parsed.set(claim, quads);
  return quads;
}
