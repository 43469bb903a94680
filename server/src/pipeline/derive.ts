import type { Derived } from '../domain/publication.ts';
import type { SolutionDecisions } from '../elect/thing-facts.ts';
import type { ThingId } from '../domain/thing-id.ts';
import type { ClusterClaims, ThingFacts } from '../elect/thing-facts.ts';
import { publicationOf, type ElectionRules } from '../elect/publication.ts';
import { identify, type Identities } from '../identify/identify.ts';
import type { DirtyThing, Lease, Ledger } from '../ledger/ledger.ts';

/** Things taken from the queue at once: bounds memory and the length of a commit. */
const batchSize = 50;

export interface DeriveDeps {
  readonly ledger: Ledger;
  readonly rules: ElectionRules;
}

export interface DeriveOptions {
  readonly lease: Lease;
  readonly signal?: AbortSignal;
  readonly onProgress?: (derived: number) => void;
}

/**
 * Empties the queue of dirty things: identify → enrich → elect → validate → publication. A thing that is marked again
 * meanwhile stays in the queue and is taken again. Rejects with AppError `conflict` when the lease is lost.
 * @returns How many things were derived.
 */
export async function derive(
  { ledger, rules }: DeriveDeps,
  { lease, signal, onProgress }: DeriveOptions,
): Promise<number> {
  let derived = 0;
  for (;;) {
    signal?.throwIfAborted();
    const dirty = await ledger.dirty(batchSize);
    if (dirty.length === 0) return derived;
    const identities = await identify(
      dirty.map(({ thing }) => thing),
      ledger,
    );
    if (identities.staleRows.length > 0) {
      await ledger.commit({ lease, clusters: identities.staleRows });
      continue;
    }
    const results = await deriveAll(dirty, identities, { ledger, rules });
    await ledger.commit({ lease, derived: results });
    derived += dirty.length;
    onProgress?.(derived);
  }
}

async function deriveAll(
  dirty: readonly DirtyThing[],
  identities: Identities,
  { ledger, rules }: DeriveDeps,
): Promise<{ result: Derived; generation: number; cause: string }[]> {
  const linked = await linkedClusters(dirty, identities, ledger);
  return Promise.all(
    dirty.map(async ({ thing, generation, cause }) => {
      const { canonical, members } = identities.clusterOf(thing);
      if (canonical !== thing) {
        return { result: { outcome: 'redirect' as const, thing, to: canonical }, generation, cause };
      }
      const own = claimsOf({ canonical, members }, identities);
      const solutions = solutionDecisions(own, identities);
      const facts = { ...own, solutions, linked: linkedTo(own, { solutions, linked }) };
      return { result: await resultFor(facts, { identities, rules, cause }), generation, cause };
    }),
  );
}

async function resultFor(
  facts: ThingFacts,
  { identities, rules, cause }: { identities: Identities; rules: ElectionRules; cause: string },
): Promise<Derived> {
  const thing = facts.canonical;
  const hidden = identities
    .decisionsOn(facts.members.map((member) => member.thing))
    .find(({ kind }) => kind === 'hide');
  if (hidden !== undefined) return { outcome: 'withdraw', thing, reason: hidden.reason };
  const publication = await publicationOf(facts, rules);
  return publication ?? { outcome: 'withdraw', thing, reason: cause };
}

function claimsOf(
  { canonical, members }: { canonical: ThingId; members: readonly ThingId[] },
  identities: Identities,
): ClusterClaims {
  return { canonical, members: members.map((thing) => ({ thing, claims: identities.claimsOf(thing) })) };
}

/** The newest decision on a pair of innovation and solution is the one that holds. */
function solutionDecisions({ members }: ClusterClaims, identities: Identities): SolutionDecisions {
  const own = new Set(members.map(({ thing }) => thing));
  const held = new Map<ThingId, boolean>();
  for (const { kind, things } of identities.decisionsOn([...own]).toSorted((a, b) => a.id - b.id)) {
    const [thing = '', solution = ''] = things;
    if (!own.has(thing)) continue;
    if (kind === 'implements' || kind === 'not-implements') held.set(solution, kind === 'implements');
  }
  const those = (isAccepted: boolean): ReadonlySet<ThingId> =>
    new Set([...held].flatMap(([solution, accepted]) => (accepted === isAccepted ? [solution] : [])));
  return { accepted: those(true), refused: those(false) };
}

/** What one thing's claims, and people, link it to: nothing else may weigh on its publication, nor cost time. */
function linkedTo(
  { members }: ClusterClaims,
  { solutions, linked }: { solutions: SolutionDecisions; linked: ReadonlyMap<ThingId, ClusterClaims> },
): ReadonlyMap<ThingId, ClusterClaims> {
  const own = new Map<ThingId, ClusterClaims>();
  for (const target of [...linkTargets(members), ...solutions.accepted, ...solutions.refused]) {
    const cluster = linked.get(target);
    if (cluster !== undefined) own.set(target, cluster);
  }
  return own;
}

function linkTargets(members: ClusterClaims['members']): Set<ThingId> {
  const targets = new Set<ThingId>();
  for (const { thing, claims } of members) {
    for (const { links } of claims) {
      for (const { from, to } of links) if (from === thing) targets.add(to);
    }
  }
  return targets;
}

/** The clusters of everything that the dirty things' claims link to, with their claims. */
async function linkedClusters(
  dirty: readonly DirtyThing[],
  identities: Identities,
  ledger: Ledger,
): Promise<ReadonlyMap<ThingId, ClusterClaims>> {
  const targets = new Set(
    dirty.flatMap(({ thing }) => {
      const own = claimsOf(identities.clusterOf(thing), identities);
      const { accepted, refused } = solutionDecisions(own, identities);
      return [...linkTargets(own.members), ...accepted, ...refused];
    }),
  );
  if (targets.size === 0) return new Map();
  const found = await identify([...targets], ledger);
  return new Map([...targets].map((target) => [target, claimsOf(found.clusterOf(target), found)]));
}
