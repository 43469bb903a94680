import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openPlaces } from '../../src/enrich/places.ts';
import { readUpdate, storeUpdate } from '../../src/enrich/reference/update-files.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'carrefour-territories-'));
  const square = [
    [
      [1, 46],
      [2, 46],
      [2, 47],
      [1, 47],
      [1, 46],
    ],
    [
      [1.4, 46.4],
      [1.6, 46.4],
      [1.6, 46.6],
      [1.4, 46.6],
      [1.4, 46.4],
    ],
  ];
  const feature = { properties: { code: '23096' }, geometry: { type: 'Polygon', coordinates: square } };
  await writeFile(path.join(folder, 'communes.geojson'), JSON.stringify({ features: [feature] }));
  await writeFile(path.join(folder, 'communes.csv'), 'code_insee,nom,lat,lon\n23001,Ahun,46.0853,2.0467\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('finds the commune whose contour holds a point, and not in a hole of it', () => {
  expect(storeUpdate(folder, folder)).toMatchObject({
    centres: 1,
    contours: 1,
    files: [{ name: 'communes.csv' }, { name: 'communes.geojson' }],
  });
  const places = openPlaces({ update: readUpdate(folder) });
  expect(places.locatePoint({ lat: 46.9, lon: 1.1 })).toMatchObject({ how: 'within' });
  expect(places.locatePoint({ lat: 46.9, lon: 1.1 })?.path.at(-1)).toBe('commune-23096');
  expect(places.locatePoint({ lat: 46.5, lon: 1.5 })?.how).toBe('nearest');
  expect(places.territories().get('commune-23001')?.centre).toMatchObject({ lat: 46.0853, lon: 2.0467 });
  expect(places.version).not.toBe(openPlaces().version);
});

it('refuses a folder without territories, and knows none before an update', async () => {
  const empty = await mkdtemp(path.join(tmpdir(), 'carrefour-empty-'));
  expect(readUpdate(empty)).toBeUndefined();
  expect(() => storeUpdate(empty, empty)).toThrow(/holds no territories/);
  await rm(empty, { recursive: true });
});
