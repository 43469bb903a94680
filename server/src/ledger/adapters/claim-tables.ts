import { sayingOf, type Claim, type ClaimWrite } from '../../domain/claim.ts';
import { recordName, type RecordRef } from '../../domain/record-ref.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import type { KnownRecord, QuarantinedRecord } from '../ledger.ts';
import { getBlob, putBlob, type Database } from './database.ts';
import { markAround } from './dirty-table.ts';

export interface RecordRow {
  readonly id: number;
  readonly source: string;
  readonly set_name: string;
  readonly key: string;
  readonly state: KnownRecord['state'];
  readonly newest: number | null;
  readonly publishable: number | null;
}

interface ClaimRow {
  readonly id: number;
  readonly record: number;
  readonly version: number;
  readonly locator: string;
  readonly payload: string | null;
  readonly graph: string;
  readonly report: string;
  readonly fingerprint: string;
  readonly outcome: ClaimWrite['outcome'];
  readonly agreement: ClaimWrite['agreement'];
  readonly licence: string;
  readonly rank: number;
  readonly since: string;
}

interface Write {
  readonly at: string;
  /** The run that read the claim, so that its record counts as seen. */
  readonly run: number | undefined;
}

const pageSize = 500;

export function recordRow(ledger: Database, { source, set, key }: RecordRef): RecordRow | undefined {
  return ledger.get<RecordRow>(
    'SELECT * FROM record WHERE source = ? AND set_name = ? AND key = ?',
    source,
    set,
    key,
  );
}

function claimRow(ledger: Database, id: number | null | undefined): ClaimRow | undefined {
  return id == null ? undefined : ledger.get<ClaimRow>('SELECT * FROM claim WHERE id = ?', id);
}

/** Writes a claim as its record's newest, and marks dirty what may change by it. */
export function writeClaim(ledger: Database, claim: ClaimWrite, { at, run }: Write): void {
  const record = recordRow(ledger, claim.record) ?? insertRecord(ledger, claim.record);
  const newest = claimRow(ledger, record.newest);
  // What was withdrawn stays so when the record comes back in a form that cannot be published.
  const shown = record.state === 'withdrawn' ? undefined : claimRow(ledger, record.publishable);
  // Changed shapes leave the fingerprint equal, and can turn the outcome.
  const isSame =
    newest?.fingerprint === claim.fingerprint &&
    newest.outcome === claim.outcome &&
    record.state !== 'withdrawn';
  const id = isSame ? newest.id : insertClaim(ledger, { claim, record, newest, shown, at });
  const isPublishable = claim.outcome === 'publishable';
  ledger.run(
    'UPDATE record SET newest = ?, publishable = ?, state = ?, missed = 0, missing_since = NULL, last_run = coalesce(?, last_run) WHERE id = ?',
    id,
    isPublishable ? id : (shown?.id ?? null),
    claim.outcome,
    run ?? null,
    record.id,
  );
  if (isSame || (!isPublishable && shown === undefined)) return;
  if (record.state !== 'withdrawn' && saysTheSame(ledger, newest, id)) return;
  const things = [newest?.id, shown?.id, id].flatMap((one) =>
    one === undefined ? [] : thingsOf(ledger, one),
  );
  markAround(ledger, things, `claim of ${recordName(claim.record)}`);
}

function insertRecord(ledger: Database, { source, set, key }: RecordRef): RecordRow {
  ledger.run(
    "INSERT INTO record (source, set_name, key, state) VALUES (?, ?, ?, 'quarantined')",
    source,
    set,
    key,
  );
  const row = recordRow(ledger, { source, set, key });
  if (row === undefined) throw new Error('A record that was just written cannot be read back.');
  return row;
}

function insertClaim(
  ledger: Database,
  {
    claim,
    record,
    newest,
    shown,
    at,
  }: {
    claim: ClaimWrite;
    record: RecordRow;
    newest: ClaimRow | undefined;
    shown: ClaimRow | undefined;
    at: string;
  },
): number {
  const graph = putBlob(ledger, claim.graph);
  const { lastId } = ledger.run(
    `INSERT INTO claim (record, version, locator, payload, graph, report, fingerprint, outcome, agreement, licence, rank, at, since)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    record.id,
    (newest?.version ?? 0) + 1,
    claim.locator,
    putBlob(ledger, claim.payload),
    graph,
    putBlob(ledger, JSON.stringify(claim.report)),
    claim.fingerprint,
    claim.outcome,
    claim.agreement,
    claim.licence,
    claim.rank,
    at,
    shown?.graph === graph ? shown.since : at,
  );
  for (const { thing, local, kind } of claim.things) {
    ledger.run('INSERT OR IGNORE INTO claim_thing VALUES (?, ?, ?, ?)', lastId, thing, local, kind);
  }
  for (const { from, to } of claim.links) {
    ledger.run('INSERT OR IGNORE INTO thing_link VALUES (?, ?, ?)', lastId, from, to);
  }
  return lastId;
}

/** True when two versions differ in nothing that a derivation reads. */
function saysTheSame(ledger: Database, before: ClaimRow | undefined, id: number): boolean {
  const after = claimRow(ledger, id);
  if (before === undefined || after === undefined) return false;
  const members = ['graph', 'outcome', 'agreement', 'licence', 'rank'] as const;
  return (
    members.every((member) => before[member] === after[member]) &&
    JSON.stringify(thingRows(ledger, before.id)) === JSON.stringify(thingRows(ledger, after.id))
  );
}

function thingRows(
  ledger: Database,
  claim: number,
): { thing: string; local: string; kind: Claim['things'][number]['kind'] }[] {
  return ledger.all('SELECT thing, local, kind FROM claim_thing WHERE claim = ? ORDER BY local', claim);
}

export function thingsOf(ledger: Database, claim: number): ThingId[] {
  return thingRows(ledger, claim).map(({ thing }) => thing);
}

/** Takes a record's claim out of every derivation; it comes back when its source sends it again. */
export function withdrawRecord(ledger: Database, ref: RecordRef, reason: string): void {
  const record = recordRow(ledger, ref);
  if (record === undefined || record.state === 'withdrawn') return;
  const things = record.publishable === null ? [] : thingsOf(ledger, record.publishable);
  markAround(ledger, things, reason);
  ledger.run("UPDATE record SET state = 'withdrawn' WHERE id = ?", record.id);
}

export function markSeen(ledger: Database, ref: RecordRef, run: number): void {
  ledger.run(
    'UPDATE record SET missed = 0, missing_since = NULL, last_run = ? WHERE source = ? AND set_name = ? AND key = ?',
    run,
    ref.source,
    ref.set,
    ref.key,
  );
}

function readClaim(ledger: Database, record: RecordRow, row: ClaimRow): Claim {
  return {
    record: { source: record.source, set: record.set_name, key: record.key },
    locator: row.locator,
    payload: row.payload === null ? '' : getBlob(ledger, row.payload),
    graph: getBlob(ledger, row.graph),
    report: JSON.parse(getBlob(ledger, row.report)) as Claim['report'],
    fingerprint: row.fingerprint,
    outcome: row.outcome,
    agreement: row.agreement,
    licence: row.licence,
    rank: row.rank,
    version: row.version,
    since: row.since,
    isStale: record.newest !== row.id,
    things: thingRows(ledger, row.id).map(({ thing, local, kind }) => ({ thing, local, kind })),
    links: ledger
      .all<{ source: string; target: string }>(
        'SELECT source, target FROM thing_link WHERE claim = ? ORDER BY source, target',
        row.id,
      )
      .map(({ source, target }) => ({ from: source, to: target })),
  };
}

/** The newest publishable claims of the records that describe these things, by record name. */
export function claimsOf(ledger: Database, things: readonly ThingId[]): Claim[] {
  const rows = ledger.all<RecordRow>(
    `SELECT DISTINCT record.* FROM claim_thing JOIN record ON record.publishable = claim_thing.claim
     WHERE record.state <> 'withdrawn' AND claim_thing.thing IN (SELECT value FROM json_each(?))
     ORDER BY record.source, record.set_name, record.key`,
    JSON.stringify(things),
  );
  return rows.flatMap((record) => {
    const row = claimRow(ledger, record.publishable);
    return row === undefined ? [] : [readClaim(ledger, record, row)];
  });
}

export function claimOf(ledger: Database, ref: RecordRef): Claim | undefined {
  const record = recordRow(ledger, ref);
  const row = record?.state === 'withdrawn' ? undefined : claimRow(ledger, record?.publishable);
  return record === undefined || row === undefined ? undefined : readClaim(ledger, record, row);
}

type KnownClaim = Pick<ClaimRow, 'fingerprint' | 'graph' | 'outcome' | 'agreement' | 'licence' | 'rank'>;

/** A page of a set: the records after a key. */
export interface SetPage {
  readonly source: string;
  readonly set: string;
  readonly after: string;
}

/** One page of a set's records after a key. */
export function knownRecords(ledger: Database, { source, set, after }: SetPage): KnownRecord[] {
  return ledger
    .all<RecordRow & KnownClaim & { missed: number; missing_since: string | null }>(
      `SELECT record.*, claim.fingerprint, claim.graph, claim.outcome, claim.agreement, claim.licence, claim.rank
       FROM record JOIN claim ON claim.id = record.newest
       WHERE source = ? AND set_name = ? AND key > ? ORDER BY key LIMIT ${String(pageSize)}`,
      source,
      set,
      after,
    )
    .map(({ key, fingerprint, state, publishable, graph, missed, missing_since: since, ...claim }) => ({
      key,
      fingerprint,
      state,
      isPublished: publishable !== null && state !== 'withdrawn',
      saying: sayingOf(graph, claim),
      missedPasses: missed,
      ...(since === null ? {} : { missingSince: since }),
    }));
}

/** One page of the newest payloads of a set after a key. */
export function payloads(
  ledger: Database,
  { source, set, after }: SetPage,
): { record: RecordRef; locator: string; payload: string }[] {
  return ledger
    .all<{ key: string; locator: string; payload: string }>(
      `SELECT record.key, claim.locator, claim.payload FROM record JOIN claim ON claim.id = record.newest
       WHERE source = ? AND set_name = ? AND key > ? AND state <> 'withdrawn' AND claim.payload IS NOT NULL
       ORDER BY key LIMIT ${String(pageSize / 5)}`,
      source,
      set,
      after,
    )
    .map(({ key, locator, payload }) => ({
      record: { source, set, key },
      locator,
      payload: getBlob(ledger, payload),
    }));
}

export function quarantined(
  ledger: Database,
  source: string | undefined,
  limit: number,
): QuarantinedRecord[] {
  return ledger
    .all<RecordRow & { locator: string; report: string }>(
      `SELECT record.*, claim.locator, claim.report FROM record JOIN claim ON claim.id = record.newest
       WHERE state = 'quarantined' AND source = coalesce(?, source) ORDER BY source, set_name, key LIMIT ?`,
      source ?? null,
      limit,
    )
    .map(({ source: id, set_name: set, key, locator, report }) => ({
      record: { source: id, set, key },
      locator,
      report: JSON.parse(getBlob(ledger, report)) as QuarantinedRecord['report'],
    }));
}
