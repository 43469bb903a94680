import { afterEach, beforeEach } from 'vitest';
import type { Ledger } from '../../src/ledger/ledger.ts';

/** The parts of a ledger that are kept apart. */
export type LedgerPart = 'ledger' | 'state' | 'persons';

/** A lease that another process holds. */
export interface ForeignHolder {
  /** Ends that process at once, as a crash would; resolves when it is gone. */
  readonly kill: () => Promise<void>;
}

/** Data of its own that the suite may fill, break and look into. */
export interface LedgerUnderTest {
  /** Another connection to the same data, at a fixed time (ISO 8601). Closed with the rest. */
  readonly connect: (options?: { now?: string }) => Promise<Ledger>;
  /** Another process that holds a lease for `seconds`. */
  readonly holdElsewhere: (name: string, seconds: number) => Promise<ForeignHolder>;
  /**
   * The parts that hold a text anywhere in their bytes: plain, within compressed content, or as compressed content
   * that is no longer named.
   */
  readonly whereFound: (text: string) => Promise<LedgerPart[]>;
  /** A place for a backup, outside the data. */
  readonly backupFile: string;
  /** Closes every connection and puts a backup in the place of the data. */
  readonly restore: (file: string) => Promise<void>;
  /** Closes every connection, so that nothing is left in a log of writes. */
  readonly settle: () => Promise<void>;
  /** Closes every connection and loses the part that may be lost. */
  readonly loseState: () => Promise<void>;
  /** Closes every connection and removes the data. */
  readonly close: () => Promise<void>;
}

export type OpenLedgerUnderTest = () => Promise<LedgerUnderTest>;

/** The time at which the suite writes unless it says otherwise. */
export const noon = '2026-11-24T12:00:00.000Z';

/** Gives each test of the surrounding chapter data of its own, with one connection open. */
export function withLedger(open: OpenLedgerUnderTest): {
  readonly ledger: Ledger;
  readonly under: LedgerUnderTest;
} {
  let under: LedgerUnderTest;
  let ledger: Ledger;
  beforeEach(async () => {
    under = await open();
    ledger = await under.connect();
  });
  afterEach(() => under.close());
  return {
    get ledger() {
      return ledger;
    },
    get under() {
      return under;
    },
  };
}

/** All that an iterable gives. */
export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
