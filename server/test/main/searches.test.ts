import { afterAll, beforeAll, expect, test } from 'vitest';
import { rm } from 'node:fs/promises';
import { openSqliteLedger } from '../../src/ledger/adapters/sqlite.ts';
import { freshData, run, runJson, type Environment } from './command-line.ts';

let environment: Environment;

beforeAll(async () => {
  environment = await freshData();
  const ledger = await openSqliteLedger({ folder: environment['CARREFOUR_DATA'] ?? '' });
  await ledger.countSearches([
    { text: 'garage', day: '2026-11-23', asked: 9, poor: 0 },
    { text: 'bains publics', day: '2026-11-24', asked: 6, poor: 6 },
    { text: 'lavoir', day: '2026-09-01', asked: 20, poor: 20 },
  ]);
  await ledger.close();
});

afterAll(async () => {
  await rm(environment['CARREFOUR_DATA'] ?? '', { recursive: true });
});

test('what people search for is told by the last thirty days, or as many as asked', async () => {
  const bains = { text: 'bains publics', asked: 6, poor: 6, days: 1, last: '2026-11-24' };
  expect(await runJson(['searches'], environment)).toMatchObject({
    days: 30,
    poor: [bains],
    popular: [{ text: 'garage', asked: 9 }, bains],
  });
  const year = await runJson<Record<string, unknown>>(['searches', '--poor', '--days', '365'], environment);
  expect(year).toMatchObject({ poor: [{ text: 'lavoir' }, bains] });
  expect(year).not.toHaveProperty('popular');
  const { stdout } = await run(['searches', '--popular', '--days', '1'], environment);
  expect(stdout).toContain('bains publics      6');
  expect(stdout).not.toContain('garage');
});

test('a wrong number of days is told', async () => {
  const { code, stderr } = await run(['searches', '--days', 'few'], environment);
  expect([code, stderr]).toEqual([2, expect.stringContaining('--days takes a number of days')]);
});
