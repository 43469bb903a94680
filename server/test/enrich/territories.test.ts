import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { foldPlaceName } from '../../src/enrich/fold-place-name.ts';
import { bundledReference, loadTerritories } from '../../src/enrich/reference/load.ts';
import { readHashes } from '../../src/enrich/reference/rows.ts';

const territories = loadTerritories();

it('is what its manifest says', () => {
  for (const [name, expected] of Object.entries(readHashes(bundledReference))) {
    const hash = createHash('sha256').update(readFileSync(path.join(bundledReference, name)));
    expect(hash.digest('hex'), `${name}: run node scripts/territories.mjs`).toBe(expected);
  }
});

it('holds every commune, each within its département, région and country', () => {
  expect(territories.communes().length).toBeGreaterThan(34_900);
  for (const { within } of territories.communes()) {
    expect(within.slice(0, 3).map((id) => id.split('-')[0])).toEqual(['country', 'region', 'departement']);
  }
});

it('gives every commune a middle, and marks the estimated ones', () => {
  const centres = territories.communes().map(({ centre }) => centre);
  const missing = territories.communes().filter(({ centre }) => centre === undefined);
  expect(missing.every(({ code }) => code.startsWith('98'))).toBe(true);
  expect(centres.filter((centre) => centre?.isEstimated !== true).length).toBeGreaterThan(14_000);
});

it('leads from old names and codes to the communes of today', () => {
  expect(territories.communesNamed(foldPlaceName('Arthon-en-Retz'))).toMatchObject([
    { kind: 'former-name', commune: { code: '44005' } },
  ]);
  expect(territories.communeOfCode('75115')?.code).toBe('75056');
});
