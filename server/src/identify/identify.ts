import type { Claim } from '../domain/claim.ts';
import type { ClusterMember, Decision } from '../domain/decision.ts';
import type { ThingId } from '../domain/thing-id.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { clusterOf, clusterRows, type Cluster } from './clusters.ts';

/** Everything that is known of the identity of some things. */
export interface Identities {
  readonly clusterOf: (thing: ThingId) => Cluster;
  /** The newest publishable claims that describe a thing itself (not its cluster). */
  readonly claimsOf: (thing: ThingId) => readonly Claim[];
  /** Standing decisions that name one of the things. */
  readonly decisionsOn: (things: readonly ThingId[]) => readonly Decision[];
  /** Cluster rows that do not say yet what the decisions say. */
  readonly staleRows: readonly ClusterMember[];
}

/** Chains of merges longer than this are cut: nobody decides that many one after another. */
const maxHops = 50;

/** Which things are one with each of `things`, with the claims of all of them. Reads the ledger in a few calls. */
export async function identify(things: readonly ThingId[], ledger: Ledger): Promise<Identities> {
  const known = new Set(things);
  let stored: ClusterMember[] = [];
  let decisions: Decision[] = [];
  for (let hop = 0, before = -1; known.size > before && hop < maxHops; hop += 1) {
    before = known.size;
    const all = [...known];
    [stored, decisions] = await Promise.all([ledger.clusters(all), ledger.decisions({ things: all })]);
    for (const { member, canonical } of stored) known.add(member).add(canonical);
    for (const { kind, things: named } of decisions)
      if (kind === 'merge') named.forEach((id) => known.add(id));
  }
  const claims = claimsByThing(await ledger.claimsOf([...known]));
  const ranks = new Map([...claims].map(([id, said]) => [id, Math.min(...said.map(({ rank }) => rank))]));
  const clusters = new Map(things.map((id) => [id, clusterOf(id, { decisions, stored, ranks })]));
  const standing = decisions.filter(({ undoneAt }) => undoneAt === undefined);
  return {
    clusterOf: (id) => clusters.get(id) ?? { canonical: id, members: [id] },
    claimsOf: (id) => claims.get(id) ?? [],
    decisionsOn: (named) => standing.filter((decision) => decision.things.some((id) => named.includes(id))),
    staleRows: uniqueRows([...clusters.values()].flatMap((found) => clusterRows(found, stored))),
  };
}

function claimsByThing(claims: readonly Claim[]): Map<ThingId, Claim[]> {
  const byThing = new Map<ThingId, Claim[]>();
  for (const claim of claims) {
    for (const { thing } of claim.things) byThing.set(thing, [...(byThing.get(thing) ?? []), claim]);
  }
  return byThing;
}

function uniqueRows(rows: readonly ClusterMember[]): ClusterMember[] {
  return [...new Map(rows.map((row) => [row.member, row])).values()];
}
