import { rmSync } from 'node:fs';
import path from 'node:path';
import { recordName, type RecordRef } from '../../domain/record-ref.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import type { RecordRow } from './claim-tables.ts';
import { recordRow } from './claim-tables.ts';
import { forgetAddresses } from './address-tables.ts';
import { backupsFolder, dropOrphanBlobs, type Database, type DataFolder } from './database.ts';
import { canonicalOf, clusterMates, linkersOf, markDirty } from './dirty-table.ts';
import { suppress } from './person-tables.ts';
import { currentRow, replaceCurrent, writeChange } from './publication-tables.ts';

interface Erasure {
  readonly target: { readonly thing: ThingId } | { readonly record: RecordRef };
  readonly actor: string;
  readonly reason: string;
}

/**
 * Removes what records said from all three files, and rewrites them so that no byte remains. Persons go first, and
 * every step can be repeated: an erasure that was cut short is finished by asking for it again. Automatic backups of
 * the folder are deleted, for they cannot be rewritten.
 */
export function erase(
  { folder, now, ledger, state, persons }: DataFolder,
  { target, actor, reason }: Erasure,
): void {
  const at = now();
  const records = 'record' in target ? rowsOf(ledger, target.record) : describing(ledger, target.thing);
  erasePersons(persons, { target, records, at });
  ledger.write(() => {
    eraseRecords(ledger, { records, target, at, cause: `erased by ${actor}: ${reason}`, reason });
  });
  rmSync(path.join(folder, backupsFolder), { recursive: true, force: true });
  for (const database of [persons, ledger, state]) {
    database.exec('VACUUM');
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }
}

function rowsOf(ledger: Database, ref: RecordRef): RecordRow[] {
  const row = recordRow(ledger, ref);
  return row === undefined ? [] : [row];
}

/** Records that ever described a thing or a member of its cluster. */
function describing(ledger: Database, thing: ThingId): RecordRow[] {
  return ledger.all<RecordRow>(
    `SELECT DISTINCT record.* FROM claim_thing JOIN claim ON claim.id = claim_thing.claim JOIN record ON record.id = claim.record
     WHERE claim_thing.thing IN (SELECT value FROM json_each(?))`,
    JSON.stringify(clusterMates(ledger, thing)),
  );
}

function erasePersons(
  persons: Database,
  { target, records, at }: { target: Erasure['target']; records: readonly RecordRow[]; at: string },
): void {
  persons.write(() => {
    if ('record' in target) suppress(persons, recordName(target.record), at);
    for (const { source, set_name: set, key } of records) {
      suppress(persons, recordName({ source, set, key }), at);
      const values = persons.all<{ value: string }>(
        'SELECT value FROM person WHERE source = ? AND set_name = ? AND key = ?',
        source,
        set,
        key,
      );
      for (const { value } of values) suppress(persons, value, at);
      persons.run('DELETE FROM person WHERE source = ? AND set_name = ? AND key = ?', source, set, key);
    }
  });
}

interface LedgerErasure {
  readonly records: readonly RecordRow[];
  readonly target: Erasure['target'];
  readonly at: string;
  readonly cause: string;
  readonly reason: string;
}

function eraseRecords(ledger: Database, { records, target, at, cause, reason }: LedgerErasure): void {
  const described = new Set<ThingId>('thing' in target ? clusterMates(ledger, target.thing) : []);
  for (const { id } of records) {
    const rows = ledger.all<{ thing: string }>(
      'SELECT DISTINCT thing FROM claim_thing JOIN claim ON claim.id = claim_thing.claim WHERE claim.record = ?',
      id,
    );
    for (const { thing } of rows) described.add(thing);
  }
  const mates = new Set([...described].flatMap((thing) => clusterMates(ledger, thing)));
  const around = new Set<ThingId>(mates);
  for (const mate of mates) {
    for (const linker of linkersOf(ledger, mate)) around.add(linker).add(canonicalOf(ledger, linker));
  }
  const sharing = forgetAddresses(ledger, mates);
  for (const record of records) deleteRecord(ledger, record);
  for (const thing of described) eraseThing(ledger, { thing, at, cause, reason });
  for (const thing of around) if (!described.has(thing)) hideUntilDerived(ledger, { thing, at, cause });
  markDirty(ledger, [...around, ...described, ...sharing], cause);
  dropOrphanBlobs(ledger);
}

function deleteRecord(ledger: Database, { id, source, set_name: set }: RecordRow): void {
  const locators = ledger.all<{ locator: string }>('SELECT DISTINCT locator FROM claim WHERE record = ?', id);
  for (const { locator } of locators) {
    ledger.run(
      'DELETE FROM run_failure WHERE locator = ? AND run IN (SELECT id FROM run WHERE source = ? AND set_name = ?)',
      locator,
      source,
      set,
    );
  }
  for (const table of ['claim_thing', 'thing_link']) {
    ledger.run(`DELETE FROM ${table} WHERE claim IN (SELECT id FROM claim WHERE record = ?)`, id);
  }
  ledger.run('UPDATE record SET newest = NULL, publishable = NULL WHERE id = ?', id);
  ledger.run('DELETE FROM claim WHERE record = ?', id);
  ledger.run('DELETE FROM record WHERE id = ?', id);
}

function eraseThing(
  ledger: Database,
  { thing, at, cause, reason }: { thing: ThingId; at: string; cause: string; reason: string },
): void {
  ledger.run('DELETE FROM publication WHERE thing = ?', thing);
  if (currentRow(ledger, thing)?.state === 'erased') return;
  const seq = writeChange(ledger, { at, thing, type: 'erase', cause });
  replaceCurrent(ledger, { thing, state: 'erased', seq, at, reason });
}

/** What was published of a thing that links to an erased one holds its name: it goes too, until it is derived again. */
function hideUntilDerived(
  ledger: Database,
  { thing, at, cause }: { thing: ThingId; at: string; cause: string },
): void {
  ledger.run('DELETE FROM publication WHERE thing = ?', thing);
  if (currentRow(ledger, thing)?.state !== 'published') return;
  const seq = writeChange(ledger, { at, thing, type: 'erase', cause });
  replaceCurrent(ledger, {
    thing,
    state: 'withdrawn',
    seq,
    at,
    reason: 'being derived again after an erasure',
  });
}
