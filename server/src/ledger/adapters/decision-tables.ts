import type { ClusterMember, Decision, DecisionWrite } from '../../domain/decision.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import type { Database } from './database.ts';
import { canonicalOf, clusterMates, markAround } from './dirty-table.ts';

/** Writes a decision and marks its things. */
export function writeDecision(
  ledger: Database,
  { kind, things, actor, reason }: DecisionWrite,
  at: string,
): void {
  const { lastId } = ledger.run(
    'INSERT INTO decision (kind, actor, reason, at) VALUES (?, ?, ?, ?)',
    kind,
    actor,
    reason,
    at,
  );
  for (const [position, thing] of things.entries()) {
    ledger.run('INSERT INTO decision_thing VALUES (?, ?, ?)', lastId, position, thing);
  }
  markAround(ledger, things, `decision ${String(lastId)}: ${kind}`);
}

/** Takes a decision back once; its things are marked. */
export function undoDecision(
  ledger: Database,
  { decision, actor, reason }: { decision: number; actor: string; reason: string },
  at: string,
): void {
  ledger.run(
    'UPDATE decision SET undone_at = ?, undone_by = ?, undone_reason = ? WHERE id = ? AND undone_at IS NULL',
    at,
    actor,
    reason,
    decision,
  );
  markAround(ledger, decisionThings(ledger, decision), `decision ${String(decision)} undone`);
}

function decisionThings(ledger: Database, decision: number): ThingId[] {
  return ledger
    .all<{ thing: string }>('SELECT thing FROM decision_thing WHERE decision = ? ORDER BY position', decision)
    .map(({ thing }) => thing);
}

export function decisions(ledger: Database, things: readonly ThingId[] | undefined): Decision[] {
  const wanted =
    things === undefined
      ? ''
      : 'WHERE id IN (SELECT decision FROM decision_thing WHERE thing IN (SELECT value FROM json_each(?)))';
  const values = things === undefined ? [] : [JSON.stringify(things)];
  return ledger
    .all<{
      id: number;
      kind: Decision['kind'];
      actor: string;
      reason: string;
      at: string;
      undone_at: string | null;
    }>(`SELECT * FROM decision ${wanted} ORDER BY id`, ...values)
    .map(({ id, kind, actor, reason, at, undone_at: undoneAt }) => ({
      id,
      kind,
      actor,
      reason,
      at,
      things: decisionThings(ledger, id),
      ...(undoneAt === null ? {} : { undoneAt }),
    }));
}

/** Replaces cluster rows; the clusters as they were and as they become are marked. */
export function writeClusters(ledger: Database, rows: readonly ClusterMember[]): void {
  for (const { member, canonical } of rows) {
    const before = clusterMates(ledger, member);
    if (member === canonical) ledger.run('DELETE FROM cluster WHERE member = ?', member);
    else ledger.run('INSERT OR REPLACE INTO cluster VALUES (?, ?)', member, canonical);
    markAround(ledger, [...before, member, canonical], `cluster of ${canonical}`);
  }
}

/** All members of the clusters of these things, the canonical ones included; things alone are absent. */
export function clusters(ledger: Database, things: readonly ThingId[]): ClusterMember[] {
  const found = new Map<ThingId, ThingId>();
  for (const thing of things) {
    const mates = clusterMates(ledger, thing);
    const canonical = canonicalOf(ledger, thing);
    for (const member of mates.length > 1 ? mates : []) found.set(member, canonical);
  }
  return [...found].map(([member, canonical]) => ({ member, canonical }));
}
