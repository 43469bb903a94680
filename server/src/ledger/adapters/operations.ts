import type { SearchCount } from '../../domain/asked-search.ts';
import type { Kind } from '../../domain/kinds.ts';
import type { RecordRef } from '../../domain/record-ref.ts';
import type { Agreement, Audience } from '../../domain/rights.ts';
import type { KeptValidation } from '../../domain/validation.ts';
import type { Lease, LedgerBatch, PersonEntry, RunEnd } from '../ledger.ts';
import { addressAnswers, writeAnswer } from './address-tables.ts';
import { writeBackup } from './backup.ts';
import {
  claimOf,
  claimsOf,
  knownRecords,
  markSeen,
  payloads,
  quarantined,
  withdrawRecord,
  writeClaim,
  type SetPage,
} from './claim-tables.ts';
import type { DataFolder } from './database.ts';
import { clusters, decisions, undoDecision, writeClusters, writeDecision } from './decision-tables.ts';
import { dirtyThings, markAround } from './dirty-table.ts';
import { erase } from './erase.ts';
import { acquireLease, assertHeld, releaseLease, renewLease } from './leases.ts';
import { isErased, keepPersons } from './person-tables.ts';
import {
  changes,
  docs,
  docsOfKind,
  publication,
  publications,
  resolve,
  seq,
  writeDerived,
} from './publication-tables.ts';
import { counts, endRun, lastFields, runReport, runs, startRun } from './run-tables.ts';
import { sourceQuality } from './source-quality-table.ts';
import { thingsUnder } from './things-under.ts';
import { askedSearches, countSearches } from './search-table.ts';
import { keepValidation, validation } from './validation-table.ts';

/** Every operation of the ledger on open files, synchronous: what the thread does for the port. */
export function operations(data: DataFolder) {
  return { ...reading(data), ...writing(data) };
}

function reading({ ledger, state, persons, now }: DataFolder) {
  return {
    runs: (source: string | undefined, limit: number) => runs(ledger, source, limit),
    runReport: (source: string, set: string) => runReport(ledger, source, set),
    lastFields: (source: string, set: string) => lastFields(ledger, source, set),
    knownRecords: (page: SetPage) => knownRecords(ledger, page),
    payloads: (page: SetPage) => payloads(ledger, page),
    quarantined: (source: string | undefined, limit: number) => quarantined(ledger, source, limit),
    claimsOf: (things: readonly string[]) => claimsOf(ledger, things),
    thingsUnder: (agreement: Agreement) => thingsUnder(ledger, agreement),
    claim: (record: RecordRef) => claimOf(ledger, record),
    clusters: (things: readonly string[]) => clusters(ledger, things),
    decisions: (things: readonly string[] | undefined) => decisions(ledger, things),
    addressAnswers: (addresses: readonly string[]) => addressAnswers(ledger, addresses),
    dirty: (limit: number) => dirtyThings(ledger, limit),
    resolve: (thing: string) => resolve(ledger, thing),
    publication: (thing: string, at: number | undefined) => publication(ledger, thing, at),
    docs: (things: readonly string[]) => docs(ledger, things),
    docsOfKind: (kind: Kind) => docsOfKind(ledger, kind),
    publications: (after: string) => publications(ledger, after),
    changes: (after: number, limit: number) => changes(ledger, after, limit),
    seq: () => seq(ledger),
    counts: () => counts(ledger),
    sourceQuality: (audience: Audience) => sourceQuality(ledger, audience),
    checkpoint: (view: string) =>
      state.get<{ seq: number }>('SELECT seq FROM checkpoint WHERE view = ?', view)?.seq ?? 0,
    checkpoints: () =>
      state
        .all<{ view: string; seq: number }>('SELECT view, seq FROM checkpoint ORDER BY view')
        .map((row) => ({ view: row.view, seq: row.seq })),
    setting: (name: string) =>
      ledger.get<{ value: string }>('SELECT value FROM setting WHERE name = ?', name)?.value,
    validation: (id: string) => validation(state, id, now()),
    askedSearches: (since: string) => askedSearches(state, since),
    areErased: (values: readonly string[]) => values.map((value) => isErased(persons, value)),
  };
}

function writing(data: DataFolder) {
  const { ledger, state, persons, now } = data;
  return {
    commit: (batch: LedgerBatch) => commit(data, batch),
    startRun: (source: string, set: string, lease: Lease) =>
      ledger.write(() => {
        assertHeld(state, lease);
        return startRun(ledger, { source, set, at: now() });
      }),
    endRun: (end: RunEnd, lease: Lease, isComplete: boolean) => {
      ledger.write(() => {
        assertHeld(state, lease);
        endRun(ledger, end, { at: now(), isComplete });
      });
    },
    setCheckpoint: (view: string, applied: number) => {
      state.run('INSERT OR REPLACE INTO checkpoint VALUES (?, ?)', view, applied);
    },
    setSetting: (name: string, value: string) => {
      ledger.run('INSERT OR REPLACE INTO setting VALUES (?, ?)', name, value);
    },
    acquireLease: (name: string, seconds: number) => acquireLease(state, name, seconds),
    renewLease: (lease: Lease, seconds: number) => renewLease(state, lease, seconds),
    releaseLease: (lease: Lease) => {
      releaseLease(state, lease);
    },
    keepValidation: (kept: KeptValidation) => {
      keepValidation(state, kept);
    },
    countSearches: (counts: readonly SearchCount[]) => {
      countSearches(state, counts, now());
    },
    keepPersons: (entries: readonly PersonEntry[]) => {
      keepPersons(persons, entries);
    },
    erase: (erasure: Parameters<typeof erase>[1]) => {
      erase(data, erasure);
    },
    backup: (file: string) => {
      writeBackup(data, file);
    },
  };
}

export type Operations = ReturnType<typeof operations>;

function commit({ ledger, state, now }: DataFolder, batch: LedgerBatch): number {
  return ledger.write(() => {
    if (batch.lease !== undefined) assertHeld(state, batch.lease);
    const at = now();
    for (const claim of batch.claims ?? []) writeClaim(ledger, claim, { at, run: batch.seen?.run });
    for (const record of batch.seen?.records ?? []) markSeen(ledger, record, batch.seen?.run ?? 0);
    for (const { record, reason } of batch.withdrawn ?? []) withdrawRecord(ledger, record, reason);
    for (const decision of batch.decisions ?? []) writeDecision(ledger, decision, at);
    for (const undone of batch.undone ?? []) undoDecision(ledger, undone, at);
    writeClusters(ledger, batch.clusters ?? []);
    for (const answer of batch.answers ?? []) writeAnswer(ledger, answer);
    for (const { thing, cause } of batch.dirty ?? []) markAround(ledger, [thing], cause);
    for (const derived of batch.derived ?? []) writeDerived(ledger, derived, at);
    return seq(ledger);
  });
}
