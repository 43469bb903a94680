import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listRecords, type ListedRecord, type ListOptions } from '../src/harvest.ts';

const pages = [
  { nom: '2031-01-01-boussole', titre: 'Boussole' },
  { nom: '2032-01-01-phare', titre: 'Phare', anciens: ['/defis/2032/fanal.html', '/ailleurs/x'] },
];
const facts = [
  { lien: '/defis/2031/boussole.html', ville: 'Guéret' },
  { lien: '/defis/2031/boussole.html', ville: 'Tulle' },
  { lien: '/defis/2040/autre.html', ville: 'Pau' },
  { ville: 'Sans lien' },
];
const join = {
  protocol: 'json',
  options: { url: 'file:faits.json' },
  on: { path: 'nom', match: String.raw`^(\d{4})-\d\d-\d\d-(.+)$`, write: '/defis/$1/$2.html' },
  to: 'lien',
  many: false,
};
const set: ListOptions['set'] = {
  name: 'defis',
  protocol: 'json',
  options: { url: 'file:pages.json' },
  key: [{ path: 'nom', match: '-([a-z]+)$', write: '$1' }],
  formerKeys: [{ path: 'anciens', match: '^/defis/[0-9]{4}/(.+).html$', write: '$1' }],
  join: { fait: join },
  complete: true,
  persons: {},
};

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'join-'));
  await writeFile(path.join(folder, 'pages.json'), JSON.stringify(pages));
  await writeFile(path.join(folder, 'faits.json'), JSON.stringify(facts));
});
afterEach(() => rm(folder, { recursive: true }));

async function list(options: Partial<ListOptions> = {}): Promise<ListedRecord[]> {
  const listed: ListedRecord[] = [];
  const records = listRecords({
    source: { folder },
    set,
    fetch: () => Promise.reject(new Error('Nothing may be fetched here.')),
    signal: new AbortController().signal,
    maxPages: 5,
    ...options,
  });
  for await (const record of records) listed.push(record);
  return listed;
}

test('a record gets the entry that has its key, and keys are written as their rules say', async () => {
  const records = (await list()).filter(({ outcome }) => outcome === 'record');
  expect(records).toMatchObject([
    { key: 'boussole', formerKeys: [], payload: { ...pages[0], fait: facts[0] } },
    { key: 'phare', formerKeys: ['fanal'], payload: pages[1] },
  ]);
});

test('what no record takes, and what has no key or the key of another, is noticed and not lost', async () => {
  const noticed = (await list()).filter(({ outcome }) => outcome === 'noticed');
  expect(noticed.map(({ locator }) => locator)).toEqual([
    'faits.json $[1]',
    'faits.json $[3]',
    'faits.json $[2]',
  ]);
});

test('with “many” a record gets the list of all entries of its key', async () => {
  const [first] = await list({ set: { ...set, join: { faits: { ...join, many: true } } } });
  expect(first).toMatchObject({ payload: { faits: [facts[0], facts[1]] } });
});

test('a joined list has its own file in a local copy; one that cannot be read ends the pass', async () => {
  const url = 'https://example.org/faits.json';
  const away = { ...set, local: 'pages.json', join: { fait: { ...join, options: { url } } } };
  const local = { ...away, join: { fait: { ...away.join.fait, local: 'faits.json' } } };
  expect(await list({ set: local, from: folder })).toEqual(await list());
  expect(await list({ set: local, from: path.join(folder, 'pages.json') })).toEqual(await list());
  await expect(list({ set: away })).rejects.toThrow('Nothing may be fetched');
});
