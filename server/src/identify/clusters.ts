import type { ClusterMember, Decision } from '../domain/decision.ts';
import type { ThingId } from '../domain/thing-id.ts';

/** What {@link clusterOf} needs to know: everything that decisions say about these things, and their clusters so far. */
export interface IdentityFacts {
  readonly decisions: readonly Decision[];
  readonly stored: readonly ClusterMember[];
  /** The best (lowest) source rank among a thing's claims; a thing without claims is absent. */
  readonly ranks: ReadonlyMap<ThingId, number>;
}

export interface Cluster {
  readonly canonical: ThingId;
  /** Sorted; contains the canonical id. */
  readonly members: readonly ThingId[];
}

/**
 * The things that are one with `thing`: those that standing merges connect, unless a later decision says of two of
 * them that they are not the same. The canonical id is the one already stored; where there is none, or two clusters
 * meet, the best source rank wins, then the lowest id.
 */
export function clusterOf(thing: ThingId, { decisions, stored, ranks }: IdentityFacts): Cluster {
  const members = [...connected(thing, decisions)].sort();
  const isMember = new Set(members);
  const chosen = stored
    .filter(({ member, canonical }) => isMember.has(member) && isMember.has(canonical))
    .map(({ canonical }) => canonical);
  const candidates = chosen.length > 0 ? [...new Set(chosen)] : members;
  const rank = (id: ThingId): number => ranks.get(id) ?? Number.POSITIVE_INFINITY;
  const [canonical = thing] = candidates.sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return { canonical, members };
}

function connected(thing: ThingId, decisions: readonly Decision[]): Set<ThingId> {
  const standing = decisions.filter(({ undoneAt }) => undoneAt === undefined);
  const apart = new Map(
    standing.filter(({ kind }) => kind === 'not-same').map(({ id, things }) => [pairKey(things), id]),
  );
  const reached = new Set([thing]);
  for (const member of reached) {
    for (const { kind, things, id } of standing) {
      if (kind !== 'merge' || !things.includes(member)) continue;
      for (const other of things) {
        if ((apart.get(pairKey([member, other])) ?? 0) < id) reached.add(other);
      }
    }
  }
  return reached;
}

function pairKey(things: readonly ThingId[]): string {
  return [...things].sort().join(' ');
}

/** The rows that make the stored clusters say what was found; empty when they say so already. */
export function clusterRows(found: Cluster, stored: readonly ClusterMember[]): ClusterMember[] {
  const wanted = new Map(found.members.map((member) => [member, found.canonical]));
  const current = new Map(stored.map(({ member, canonical }) => [member, canonical]));
  const rows: ClusterMember[] = [];
  for (const [member, canonical] of wanted) {
    if ((current.get(member) ?? member) !== canonical) rows.push({ member, canonical });
  }
  for (const { member, canonical } of stored) {
    if (wanted.has(canonical) && !wanted.has(member)) rows.push({ member, canonical: member });
  }
  return rows;
}
