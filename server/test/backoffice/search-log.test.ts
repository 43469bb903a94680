import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSearchLog, keepingRule, type SearchLog } from '../../src/backoffice/search-log.ts';
import { openSqliteLedger } from '../../src/ledger/adapters/sqlite.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';

let folder: string;
let ledger: Ledger;
let log: SearchLog;
let clock: number;

const minute = 60_000;
const day = 24 * 60 * minute;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'carrefour-searches-'));
  ledger = await openSqliteLedger({ folder });
  clock = Date.parse('2026-11-02T09:00:00Z');
  log = open();
});

afterEach(async () => {
  await ledger.close();
  await rm(folder, { recursive: true });
});

function open(): SearchLog {
  return createSearchLog({ ledger, now: () => new Date(clock).toISOString() });
}

/** Asks so many times, each in another span, then goes on to the next day. */
function askOnADay(q: string, times: number, isPoor = true): void {
  for (let time = 0; time < times; time += 1) {
    log.note({ q, isPoor });
    clock += keepingRule.spanMinutes * minute;
  }
  clock += day - times * keepingRule.spanMinutes * minute;
}

async function kept(): Promise<readonly string[]> {
  await log.flush();
  return (await ledger.askedSearches('')).map(({ text }) => text);
}

/** Everything that the data folder holds, write-ahead logs included. */
async function bytes(): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const contents = files
    .filter((file) => file.isFile())
    .map(({ parentPath, name }) => readFile(path.join(parentPath, name), 'latin1'));
  return (await Promise.all(contents)).join('');
}

describe('a log of searches', () => {
  test('keeps a text once it was asked five times on two days, with all its days', async () => {
    askOnADay('Bains Publics', 3);
    expect(await kept()).toEqual([]);
    askOnADay('bains publics', 2, false);
    expect(await kept()).toEqual(['bains publics']);
    expect(await ledger.askedSearches('')).toEqual([
      { text: 'bains publics', asked: 5, poor: 3, days: 2, last: '2026-11-03' },
    ]);
  });

  test('keeps nothing that was asked on one day alone, however often', async () => {
    askOnADay('bains publics', 40);
    expect(await kept()).toEqual([]);
  });

  test('counts what is asked again within ten minutes once', async () => {
    for (let time = 0; time < 20; time += 1) log.note({ q: 'bains publics', isPoor: true });
    clock += day;
    for (let time = 0; time < 20; time += 1) log.note({ q: 'bains publics', isPoor: true });
    expect(await kept()).toEqual([]);
  });

  test('goes on counting what an earlier process kept', async () => {
    askOnADay('bains publics', 3);
    askOnADay('bains publics', 3);
    await log.flush();
    log = open();
    askOnADay('bains publics', 1);
    await log.flush();
    expect(await ledger.askedSearches('')).toMatchObject([{ asked: 7, days: 3 }]);
  });

  test('forgets what was asked more than thirty days ago and not often enough', async () => {
    askOnADay('bains publics', 4);
    await log.flush();
    clock += 31 * day;
    askOnADay('bains publics', 1);
    expect(await kept()).toEqual([]);
  });

  test('lets no byte of a rare or personal text reach a file', async () => {
    askOnADay('madame zyxwvut à guéret', 4);
    for (const q of ['zyxwvut@exemple.fr', 'zyxwvut 06 12 34 56 78'])
      for (let asked = 0; asked < 4; asked += 1) askOnADay(q, 4);
    askOnADay('garage', 3);
    askOnADay('garage', 3);
    expect(await kept()).toEqual(['garage']);
    const content = await bytes();
    expect(content).toContain('garage');
    expect(content).not.toContain('zyxwvut');
    expect(content).not.toContain('12 34 56');
  });
});
