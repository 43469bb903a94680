import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openSqliteLedger } from '../../src/ledger/adapters/sqlite.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { refreshDerived, type Foundation } from '../../src/pipeline/refresh-derived.ts';
import { derive, dirtyThings, itOf, published, recordOf } from '../ledger/samples.ts';

const records = ['a', 'b', 'c'].map((key) => recordOf(key));
const things = records.map(itOf).sort();
const cause = 'the territory reference changed';
const places = (version: string): Foundation => ({ setting: 'places-version', version, cause });

let folder: string;
let ledger: Ledger;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'carrefour-refresh-'));
  ledger = await openSqliteLedger({ folder });
  for (const record of records) await derive(ledger, published(itOf(record), `Garage ${record.key}`));
  await refreshDerived(ledger, { ...places('before'), kinds: [] });
});
afterEach(async () => {
  await ledger.close();
  await rm(folder, { recursive: true });
});

test('every published thing is marked once when the places have another version', async () => {
  expect(await refreshDerived(ledger, places('before'))).toBe(0);
  expect(await dirtyThings(ledger)).toEqual([]);
  expect(await refreshDerived(ledger, places('after'))).toBe(3);
  expect((await ledger.dirty(10)).map((each) => each.cause)).toEqual([cause, cause, cause]);
  expect(await dirtyThings(ledger)).toEqual(things);
  expect(await refreshDerived(ledger, places('after'))).toBe(0);
});

test('a refresh that was cut short starts over', async () => {
  const cut = refreshDerived(
    {
      setting: (name) => ledger.setting(name),
      publications: () => ledger.publications(),
      commit: (batch) => ledger.commit(batch),
      setSetting: () => Promise.reject(new Error('killed')),
    },
    places('after'),
  );
  await expect(cut).rejects.toThrow('killed');
  expect(await refreshDerived(ledger, places('after'))).toBe(3);
  expect(await dirtyThings(ledger)).toEqual(things);
});

test('kinds that do not rest on it are left', async () => {
  expect(await refreshDerived(ledger, { ...places('after'), kinds: ['solution'] })).toBe(0);
  expect(await dirtyThings(ledger)).toEqual([]);
});
