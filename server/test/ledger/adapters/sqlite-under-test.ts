import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { restoreBackup } from '../../../src/ledger/adapters/backup.ts';
import { openSqliteLedger } from '../../../src/ledger/adapters/sqlite.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { noon, type ForeignHolder, type LedgerPart, type LedgerUnderTest } from '../ledger-under-test.ts';

/** SQLite files in a temporary folder. */
export interface SqliteUnderTest extends LedgerUnderTest {
  readonly folder: string;
}

export async function openSqliteUnderTest(): Promise<SqliteUnderTest> {
  const root = await mkdtemp(path.join(os.tmpdir(), 'carrefour-ledger-'));
  const folder = path.join(root, 'data');
  const connections: Ledger[] = [];
  const holders: ForeignHolder[] = [];
  const closeConnections = async (): Promise<void> => {
    for (const ledger of connections.splice(0)) await ledger.close();
  };
  return {
    folder,
    settle: closeConnections,
    backupFile: path.join(root, 'backup.carrefour'),
    async connect({ now = noon } = {}) {
      const ledger = await openSqliteLedger({ folder, fixedNow: now });
      connections.push(ledger);
      return ledger;
    },
    async holdElsewhere(name, seconds) {
      const holder = await hold(folder, name, seconds);
      holders.push(holder);
      return holder;
    },
    whereFound: (text) => whereFound(folder, text),
    async restore(file) {
      await closeConnections();
      await restoreBackup(file, folder);
    },
    async loseState() {
      await closeConnections();
      for (const name of await readdir(folder)) {
        if (name.startsWith('state.sqlite')) await rm(path.join(folder, name));
      }
    },
    async close() {
      await closeConnections();
      for (const holder of holders) await holder.kill();
      await rm(root, { recursive: true });
    },
  };
}

async function hold(folder: string, name: string, seconds: number): Promise<ForeignHolder> {
  const entry = fileURLToPath(new URL('lease-holder.ts', import.meta.url));
  const child = fork(entry, [folder, name, String(seconds)], { execArgv: [] });
  const exit = once(child, 'exit');
  const [word] = (await Promise.race([once(child, 'message'), exit])) as unknown[];
  if (word !== 'held') throw new Error(`The other process could not take the lease “${name}”.`);
  return {
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
  };
}

async function whereFound(folder: string, text: string): Promise<LedgerPart[]> {
  const found = new Set<LedgerPart>();
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries.filter((one) => one.isFile())) {
    const bytes = await readFile(path.join(entry.parentPath, entry.name));
    if (bytes.includes(text) || bytes.includes(zstdCompressSync(text))) found.add(partOf(entry.name));
  }
  const ledger = new DatabaseSync(path.join(folder, 'ledger.sqlite'), { timeout: 5000 });
  for (const { content } of ledger.prepare('SELECT content FROM blob').all()) {
    if (zstdDecompressSync(content as Uint8Array).includes(text)) found.add('ledger');
  }
  ledger.close();
  return [...found].sort();
}

function partOf(file: string): LedgerPart {
  for (const part of ['state', 'persons'] as const) if (file.startsWith(part)) return part;
  return 'ledger';
}
