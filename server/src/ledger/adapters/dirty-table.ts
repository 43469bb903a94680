import type { ThingId } from '../../domain/thing-id.ts';
import type { DirtyThing } from '../ledger.ts';
import type { Database } from './database.ts';

/**
 * Marks things for derivation together with all that depends on them: the canonical things of their clusters, the
 * things that link to any member, and the canonical things of those.
 */
export function markAround(ledger: Database, things: Iterable<ThingId>, cause: string): void {
  const named = new Set(things);
  const members = new Set<ThingId>();
  for (const thing of named) for (const mate of clusterMates(ledger, thing)) members.add(mate);
  const marked = new Set(named);
  for (const thing of named) marked.add(canonicalOf(ledger, thing));
  for (const member of members) {
    for (const linker of linkersOf(ledger, member)) marked.add(linker).add(canonicalOf(ledger, linker));
  }
  markDirty(ledger, marked, cause);
}

/** Marks exactly these things. */
export function markDirty(ledger: Database, things: Iterable<ThingId>, cause: string): void {
  for (const thing of things) {
    ledger.run("UPDATE counter SET value = value + 1 WHERE name = 'generation'");
    ledger.run(
      `INSERT INTO dirty SELECT ?, value, ? FROM counter WHERE name = 'generation'
       ON CONFLICT (thing) DO UPDATE SET generation = excluded.generation, cause = excluded.cause`,
      thing,
      cause,
    );
  }
}

export function dirtyThings(ledger: Database, limit: number): DirtyThing[] {
  return ledger
    .all<DirtyThing & Record<string, never>>(
      'SELECT thing, generation, cause FROM dirty ORDER BY generation LIMIT ?',
      limit,
    )
    .map(({ thing, generation, cause }) => ({ thing, generation, cause }));
}

/** Takes a thing out of the queue unless it was marked again since. */
export function settle(ledger: Database, thing: ThingId, generation: number): void {
  ledger.run('DELETE FROM dirty WHERE thing = ? AND generation <= ?', thing, generation);
}

export function canonicalOf(ledger: Database, thing: ThingId): ThingId {
  const row = ledger.get<{ canonical: string }>('SELECT canonical FROM cluster WHERE member = ?', thing);
  return row?.canonical ?? thing;
}

/** All members of a thing's cluster and its canonical thing; the thing alone when it has none. */
export function clusterMates(ledger: Database, thing: ThingId): ThingId[] {
  const canonical = canonicalOf(ledger, thing);
  const rows = ledger.all<{ member: string }>('SELECT member FROM cluster WHERE canonical = ?', canonical);
  return [...new Set([thing, canonical, ...rows.map(({ member }) => member)])];
}

/** Things whose newest publishable claim points to this one. */
export function linkersOf(ledger: Database, thing: ThingId): ThingId[] {
  return ledger
    .all<{ source: string }>(
      `SELECT DISTINCT thing_link.source FROM thing_link JOIN record ON record.publishable = thing_link.claim
       WHERE thing_link.target = ? AND record.state <> 'withdrawn'`,
      thing,
    )
    .map(({ source }) => source);
}
