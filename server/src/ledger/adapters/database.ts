import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { AppError } from '../../domain/app-error.ts';
import { contentHash } from '../../domain/content-hash.ts';
import { ledgerMigrations, personsMigrations, stateMigrations } from './schema.ts';

/** Names of the files of a data folder. */
export const files = { ledger: 'ledger.sqlite', state: 'state.sqlite', persons: 'persons.sqlite' } as const;

/** Where automatic backups before a migration go. */
export const backupsFolder = 'backups';

type Row = Record<string, SQLInputValue>;

/** One SQLite file with its prepared statements. */
export class Database {
  readonly #sqlite: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string, migrations: readonly string[]) {
    this.#sqlite = openFile(file);
    this.#sqlite.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    migrate(this, { file, migrations });
  }

  exec(sql: string): void {
    this.#sqlite.exec(sql);
  }

  run(sql: string, ...values: SQLInputValue[]): { changes: number; lastId: number } {
    const { changes, lastInsertRowid } = this.#prepare(sql).run(...values);
    return { changes: Number(changes), lastId: Number(lastInsertRowid) };
  }

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the caller states the row's shape: SQL has no types
  get<T = Row>(sql: string, ...values: SQLInputValue[]): T | undefined {
    return this.#prepare(sql).get(...values) as T | undefined;
  }

  all<T = Row>(sql: string, ...values: SQLInputValue[]): T[] {
    return this.#prepare(sql).all(...values) as T[];
  }

  /** Runs work in one transaction that takes the write lock at its beginning: whole or nothing. */
  write<T>(work: () => T): T {
    this.#sqlite.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#sqlite.exec('COMMIT');
      return result;
    } catch (error) {
      this.#sqlite.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#sqlite.close();
  }

  #prepare(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#sqlite.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}

function openFile(file: string): DatabaseSync {
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    const sqlite = new DatabaseSync(file, { timeout: 5000 });
    sqlite.exec('PRAGMA user_version');
    return sqlite;
  } catch (cause) {
    throw new AppError(
      'unavailable',
      `“${file}” cannot be opened: check that the folder exists and is writable, and that the file is a SQLite database.`,
      { cause },
    );
  }
}

function migrate(
  database: Database,
  { file, migrations }: { file: string; migrations: readonly string[] },
): void {
  const versionOf = (): number =>
    database.get<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0;
  const found = versionOf();
  if (found > migrations.length) {
    throw new AppError(
      'unavailable',
      `“${file}” was written by a newer release (its version is ${String(found)}, this one knows ${String(migrations.length)}): upgrade Carrefour, or restore a backup.`,
    );
  }
  if (found > 0 && found < migrations.length) backUpBeforeMigration(database, { file, version: found });
  for (let version = found; version < migrations.length; version += 1) {
    database.write(() => {
      if (versionOf() > version) return;
      database.exec(migrations[version] ?? '');
      database.exec(`PRAGMA user_version = ${String(version + 1)}`);
    });
  }
}

function backUpBeforeMigration(
  database: Database,
  { file, version }: { file: string; version: number },
): void {
  const folder = path.join(path.dirname(file), backupsFolder);
  mkdirSync(folder, { recursive: true });
  const copy = path.join(folder, `${path.basename(file, '.sqlite')}-v${String(version)}.sqlite`);
  if (!existsSync(copy)) database.run('VACUUM INTO ?', copy);
}

/** The three files of a data folder, open, and the clock of what is written into them. */
export interface DataFolder {
  readonly folder: string;
  readonly now: () => string;
  readonly ledger: Database;
  readonly state: Database;
  readonly persons: Database;
}

/** Opens (and makes, where missing) the files of a folder. Throws AppError `unavailable`. */
export function openDataFolder(folder: string, now: () => string): DataFolder {
  const file = (name: string): string => path.join(folder, name);
  const ledger = new Database(file(files.ledger), ledgerMigrations);
  const state = new Database(file(files.state), stateMigrations);
  const persons = new Database(file(files.persons), personsMigrations);
  persons.exec('PRAGMA secure_delete = ON');
  ledger.exec('PRAGMA secure_delete = ON');
  return { folder, now, ledger, state, persons };
}

/** Keeps a text by its hash, compressed; gives the hash. */
export function putBlob(ledger: Database, text: string): string {
  const hash = contentHash(text);
  if (ledger.get('SELECT 1 AS found FROM blob WHERE hash = ?', hash) === undefined) {
    ledger.run('INSERT INTO blob VALUES (?, ?)', hash, zstdCompressSync(text));
  }
  return hash;
}

/** The text of a hash. Throws AppError `internal` when it is not there: the file would be damaged. */
export function getBlob(ledger: Database, hash: string): string {
  const row = ledger.get<{ content: Uint8Array }>('SELECT content FROM blob WHERE hash = ?', hash);
  if (row === undefined) throw new AppError('internal', `The ledger lacks the content ${hash}.`);
  return zstdDecompressSync(row.content).toString('utf8');
}

/** Removes every text that nothing names any more. */
export function dropOrphanBlobs(ledger: Database): void {
  ledger.run(`
    DELETE FROM blob WHERE hash NOT IN (
      SELECT payload FROM claim WHERE payload IS NOT NULL UNION SELECT graph FROM claim UNION SELECT report FROM claim
      UNION SELECT graph FROM publication UNION SELECT doc FROM publication
      UNION SELECT graph FROM current WHERE graph IS NOT NULL UNION SELECT doc FROM current WHERE doc IS NOT NULL)`);
}
