import { car } from '@carrefour/ontology';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { listRecords, type ListedRecord, type ListOptions } from '../src/harvest.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'harvest-'));
  await writeFile(path.join(folder, 'a.json'), JSON.stringify(rows));
});
afterEach(() => rm(folder, { recursive: true }));

const rows = [
  { id: 1, projet: 'X', lieu: 'Guéret' },
  { id: 1, projet: 'Y', lieu: 'Tulle' },
  { projet: 'Z' },
  { id: 2, projet: 'X', lieu: 'Pau' },
];
const set: ListOptions['set'] = {
  name: 'projets',
  protocol: 'json',
  options: { url: 'file:a.json' },
  key: ['id'],
  formerKeys: [],
  complete: true,
  persons: {},
};

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

test('a record without a key, and one whose key came before, fail with a reason and end nothing', async () => {
  const listed = await list();
  expect(listed.map(({ outcome }) => outcome)).toEqual(['record', 'failed', 'failed', 'record']);
  expect(listed[1]).toMatchObject({ reason: expect.stringContaining('already used at') as string });
  expect(listed[2]).toMatchObject({ reason: expect.stringContaining('has no key') as string });
});

test('a record whose key is empty is named by the fields that the set declares for it', async () => {
  const listed = await list({ set: { ...set, keyOtherwise: ['projet', 'lieu'] } });
  expect(listed[2]).toMatchObject({ outcome: 'failed' });
  const named = await list({ set: { ...set, keyOtherwise: ['projet'] } });
  expect(named[2]).toMatchObject({ outcome: 'record', key: 'Z' });
});

test('rows of a group become one record that holds them all', async () => {
  const listed = await list({ set: { ...set, key: ['projet'], group: 'projet' } });
  expect(listed.map(({ outcome }) => outcome)).toEqual(['record', 'grouped', 'record', 'record']);
  expect(listed[0]).toMatchObject({ key: 'X', payload: { _rows: [rows[0], rows[3]] } });
});

test('a local copy is found in a folder by the name that the set gives it', async () => {
  const local = { ...set, options: { url: 'https://example.org/' }, local: '{variant}.json' };
  expect(await list({ set: local, from: folder, variant: 'a' })).toHaveLength(4);
  await expect(list({ set: local, from: folder })).rejects.toMatchObject({ name: 'HarvestError' });
  await expect(list({ set, from: path.join(folder, 'none') })).rejects.toMatchObject({
    name: 'HarvestError',
  });
});

test('a secret that is not set is named, and nothing is asked', async () => {
  const secret = { ...set, options: { url: 'https://example.org/?k=${env:CARREFOUR_NO_SUCH_SECRET}' } };
  await expect(list({ set: secret })).rejects.toThrow('CARREFOUR_NO_SUCH_SECRET');
});

test('a record that its source marks as deleted is told as such, by its key; without one nothing is guessed', async () => {
  const marked = [
    { id: 1, etat: 'Publié' },
    { id: 2, etat: ' Supprimé ' },
    { etat: 'supprime' },
    { id: 4, retire_le: '2026-01-01' },
  ];
  await writeFile(path.join(folder, 'a.json'), JSON.stringify(marked));
  const byText = await list({ set: { ...set, deletedWhen: { field: 'etat', values: ['supprimé'] } } });
  expect(byText.map((one) => [one.outcome, 'key' in one ? one.key : undefined])).toEqual([
    ['record', '1'],
    ['deleted', '2'],
    ['noticed', undefined],
    ['record', '4'],
  ]);
  const byDate = await list({ set: { ...set, deletedWhen: { field: 'retire_le' } } });
  expect(byDate.map(({ outcome }) => outcome)).toEqual(['record', 'record', 'failed', 'deleted']);
});

test('what is written with the platform’s own context is read, on whatever instance it was found', async () => {
  const document = {
    '@context': 'https://carrefour.example/context/v0.jsonld',
    '@id': 'https://example.org/a',
    '@type': 'Innovation',
    nameByLanguage: { fr: 'Le garage' },
  };
  await writeFile(path.join(folder, 'a.jsonld'), JSON.stringify(document));
  const options = { url: 'file:a.jsonld', class: [car.Innovation] };
  const [record] = await list({ set: { ...set, protocol: 'jsonld', options, key: ["['@id']"] } });
  expect(record).toMatchObject({
    outcome: 'record',
    payload: { 'https://schema.org/name': [{ '@value': 'Le garage', '@language': 'fr' }] },
  });
});
