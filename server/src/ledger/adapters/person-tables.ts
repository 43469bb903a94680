import { createHmac, randomBytes } from 'node:crypto';
import type { PersonEntry } from '../ledger.ts';
import type { Database } from './database.ts';

export function keepPersons(persons: Database, entries: readonly PersonEntry[]): void {
  persons.write(() => {
    for (const { record, field, kind, value } of entries) {
      if (isErased(persons, value)) continue;
      persons.run(
        'INSERT OR REPLACE INTO person VALUES (?, ?, ?, ?, ?, ?)',
        record.source,
        record.set,
        record.key,
        field,
        kind,
        value,
      );
    }
  });
}

/** True for a value or record name whose return an erasure forbids. */
export function isErased(persons: Database, value: string): boolean {
  if (persons.get('SELECT 1 AS found FROM suppression LIMIT 1') === undefined) return false;
  return (
    persons.get('SELECT 1 AS found FROM suppression WHERE hash = ?', hashOf(persons, value)) !== undefined
  );
}

/** Keeps only the keyed hash of a value, enough to know it when it comes back. */
export function suppress(persons: Database, value: string, at: string): void {
  persons.run('INSERT OR IGNORE INTO suppression VALUES (?, ?)', hashOf(persons, value), at);
}

function hashOf(persons: Database, value: string): string {
  return createHmac('sha256', secret(persons)).update(value.trim().toLowerCase()).digest('base64url');
}

function secret(persons: Database): Uint8Array {
  const kept = persons.get<{ value: Uint8Array }>("SELECT value FROM secret WHERE name = 'suppression'");
  if (kept !== undefined) return kept.value;
  persons.run("INSERT OR IGNORE INTO secret VALUES ('suppression', ?)", randomBytes(32));
  return secret(persons);
}
