import path from 'node:path';
import type { Change } from '../../src/domain/publication.ts';
import { openSqliteLedger } from '../../src/ledger/adapters/sqlite.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import type { Environment } from './command-line.ts';

const shared = path.resolve(import.meta.dirname, '../../..', process.env['CARREFOUR_SHARED'] ?? '../shared');

/** Where a partner's real records lie, outside the project. */
export function realData(name: string): string {
  return path.join(shared, 'data', name);
}

/** A run as `harvest --json` prints it. */
export interface PrintedRun {
  readonly source: string;
  readonly set: string;
  readonly run?: number;
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly grouped: number;
  readonly missing: number;
  readonly quarantined: number;
  readonly withdrawn: number;
  readonly failed: number;
  readonly held: boolean;
  readonly cause?: string;
  readonly failures: readonly { readonly locator: string; readonly reason: string }[];
  readonly drift: readonly {
    readonly field: string;
    readonly before: number;
    readonly now: number;
    readonly isMapped: boolean;
  }[];
}

/** A source as `status --json` prints it. */
export interface PrintedStatus {
  readonly sources: readonly {
    readonly id: string;
    readonly read: number;
    readonly published: number;
    readonly open: number;
    readonly quarantined: number;
    readonly grouped: number;
    readonly failed: number;
    readonly withdrawn: number;
    readonly kinds: Readonly<Record<string, number>>;
  }[];
  readonly held: readonly { readonly run: number; readonly source: string; readonly cause: string }[];
  readonly seq: number;
}

/** Reads the ledger of a data folder that a command has written. */
export async function withLedgerOf<T>(
  environment: Environment,
  read: (ledger: Ledger) => Promise<T>,
): Promise<T> {
  const ledger = await openSqliteLedger({ folder: environment['CARREFOUR_DATA'] ?? '' });
  try {
    return await read(ledger);
  } finally {
    await ledger.close();
  }
}

/** Every change after one. */
export async function changesAfter(ledger: Ledger, seq: number): Promise<Change[]> {
  const found: Change[] = [];
  for (let after = seq; ;) {
    const page = await ledger.changes(after, 1000);
    const last = page.at(-1);
    if (last === undefined) return found;
    found.push(...page);
    after = last.seq;
  }
}
