import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { AppError } from '../../domain/app-error.ts';
import { files, openDataFolder, type DataFolder } from './database.ts';
import { erase } from './erase.ts';
import { isErased } from './person-tables.ts';
import { recordName } from '../../domain/record-ref.ts';

const magic = 'carrefour-backup 1\n';

interface Part {
  readonly name: string;
  readonly bytes: number;
}

/**
 * Writes a consistent copy of each file into one: a line of magic, a line of JSON (names and compressed sizes), then the
 * files, zstd. The copies are taken one after another, persons last, so that no claim is in it whose persons are not.
 */
export function writeBackup({ folder, ledger, state, persons }: DataFolder, file: string): void {
  const temporary = path.join(folder, `backup-${randomUUID()}`);
  mkdirSync(temporary, { recursive: true });
  try {
    const parts: { part: Part; content: Uint8Array }[] = [];
    for (const [name, database] of [
      [files.ledger, ledger],
      [files.state, state],
      [files.persons, persons],
    ] as const) {
      const copy = path.join(temporary, name);
      database.run('VACUUM INTO ?', copy);
      const content = zstdCompressSync(readFileSync(copy));
      parts.push({ part: { name, bytes: content.length }, content });
    }
    const head = `${magic}${JSON.stringify(parts.map(({ part }) => part))}\n`;
    const unfinished = `${file}.${randomUUID()}`;
    writeFileSync(unfinished, Buffer.concat([Buffer.from(head), ...parts.map(({ content }) => content)]), {
      mode: 0o600,
    });
    renameSync(unfinished, file);
  } catch (cause) {
    throw new AppError(
      'unavailable',
      `The backup “${file}” cannot be written: check the folder and the space left.`,
      { cause },
    );
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/**
 * Puts a backup in the place of a folder's files. What was erased since the backup was made, as far as the folder's own
 * persons file knows, is erased from it again. Rejects with AppError `wrong-request` for a file that is no backup.
 */
export async function restoreBackup(file: string, folder: string): Promise<void> {
  const parts = readBackup(file);
  const suppressions = existsSync(path.join(folder, files.persons))
    ? suppressionsOf(path.join(folder, files.persons))
    : [];
  mkdirSync(folder, { recursive: true });
  for (const { name, content } of parts) {
    for (const leftover of ['-wal', '-shm']) rmSync(path.join(folder, name + leftover), { force: true });
    const unfinished = path.join(folder, `${name}.${randomUUID()}`);
    writeFileSync(unfinished, content, { mode: 0o600 });
    renameSync(unfinished, path.join(folder, name));
  }
  const data = openDataFolder(folder, () => new Date().toISOString());
  try {
    eraseAgain(data, suppressions);
  } finally {
    for (const database of [data.ledger, data.state, data.persons]) database.close();
  }
  await Promise.resolve();
}

function readBackup(file: string): { name: string; content: Uint8Array }[] {
  const bytes = readFileSync(file);
  const text = bytes.subarray(0, 4096).toString('latin1');
  const end = text.indexOf('\n', magic.length);
  if (!text.startsWith(magic) || end < 0) {
    throw new AppError('wrong-request', `“${file}” is not a backup of Carrefour.`);
  }
  const parts = JSON.parse(text.slice(magic.length, end)) as Part[];
  const known = new Set<string>(Object.values(files));
  let offset = end + 1;
  return parts.map(({ name, bytes: size }) => {
    if (!known.has(name)) throw new AppError('wrong-request', `“${file}” holds an unknown part “${name}”.`);
    const content = zstdDecompressSync(bytes.subarray(offset, offset + size));
    offset += size;
    return { name, content };
  });
}

interface Suppression {
  readonly hash: string;
  readonly at: string;
}

function suppressionsOf(file: string): Suppression[] {
  const persons = new DatabaseSync(file, { readOnly: true });
  try {
    return persons.prepare('SELECT hash, at FROM suppression').all() as unknown as Suppression[];
  } finally {
    persons.close();
  }
}

function eraseAgain(data: DataFolder, suppressions: readonly Suppression[]): void {
  if (suppressions.length === 0) return;
  data.persons.write(() => {
    for (const { hash, at } of suppressions)
      data.persons.run('INSERT OR IGNORE INTO suppression VALUES (?, ?)', hash, at);
  });
  const records = data.ledger.all<{ source: string; set_name: string; key: string }>(
    'SELECT source, set_name, key FROM record',
  );
  for (const { source, set_name: set, key } of records) {
    const record = { source, set, key };
    if (!isErased(data.persons, recordName(record))) continue;
    erase(data, { target: { record }, actor: 'restore', reason: 'erased before the backup was restored' });
  }
}
