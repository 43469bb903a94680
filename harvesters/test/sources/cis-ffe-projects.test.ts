import { existsSync } from 'node:fs';
import { car, conceptIri, dcterms, schema } from '@carrefour/ontology';
import { describe, expect, test } from 'vitest';
import { readReal, realData, tally, type RealRecord } from './real-data.ts';

type Row = Readonly<Record<string, string>>;

function rowsOf({ payload }: RealRecord): readonly Row[] {
  return payload['_rows'] as unknown as readonly Row[];
}

describe.skipIf(!existsSync(realData('cis-ffe-projects')))(
  'cis-ffe-projects as published (skipped: the shared data is absent)',
  async () => {
    const { records, outcomes } = await readReal('cis-ffe-projects', 'projets');
    const rows = records.flatMap(rowsOf);
    const named = (name: string): RealRecord | undefined =>
      records.find((record) => record.values(schema.name, 'it')[0] === name);

    test('has 213 rows that are 100 projects with as many names', () => {
      expect(outcomes).toEqual({ record: 100, grouped: 113, deleted: 0, noticed: 0, failed: 0 });
      expect(rows).toHaveLength(213);
      expect(new Set(records.map(({ key }) => key)).size).toBe(100);
      expect(new Set(records.flatMap((record) => record.values(schema.name, 'it'))).size).toBe(100);
    });

    test('has 209 rows with coordinates, each a place of its project', () => {
      expect(rows.filter((row) => row['lat'] !== '' && row['long'] !== '')).toHaveLength(209);
      expect(records.flatMap((record) => record.values(schema.latitude))).toHaveLength(209);
      expect(records.flatMap((record) => record.values(schema.longitude))).toHaveLength(209);
    });

    test('has one row with a postcode a project, and takes “NR” and “null” for nothing', () => {
      expect(rows.filter((row) => row['Code postal'] !== '')).toHaveLength(100);
      expect(records.map((record) => record.values(schema.postalCode).length)).toEqual(records.map(() => 1));
      const texts = records.flatMap(({ quads }) =>
        quads.map(({ object }) => object.value.trim().toLowerCase()),
      );
      expect(texts.filter((text) => ['nr', 'null', 'default', ''].includes(text))).toEqual([]);
    });

    test('counts its first theme as published', () => {
      const first = tally(rows.map((row) => (row['Tag CIS - Niveau - 1 - Thématiques 1'] ?? '').trim()));
      expect(first.slice(0, 4)).toEqual([
        ['EMPLOI', 50],
        ['EDUCATION ET JEUNESSE', 47],
        ['SOLIDARITE', 31],
        ['TERRITOIRES', 27],
      ]);
      expect(records.every((record) => record.values(dcterms.subject, 'it').length > 0)).toBe(true);
      expect(records.flatMap(({ unmappedLabels }) => unmappedLabels)).toEqual([]);
    });

    test('gives 25 places to the project that has most', () => {
      const most = named('Cultiver la solidarité à grande échelle');
      expect(most?.values(car.implementedIn)).toHaveLength(25);
      expect(Math.max(...records.map((record) => record.values(car.implementedIn).length))).toBe(25);
    });

    test('gives its first project codes, place and year', () => {
      const first = records.find(({ payload }) => payload['Nom du projet'] === 'La Cravate Solidaire');
      expect(first).toBe(records[0]);
      expect(first?.values(dcterms.subject, 'it')).toEqual(
        expect.arrayContaining([conceptIri('theme', 'EMP'), conceptIri('theme', 'SOL')]),
      );
      expect(first?.values(schema.latitude, 'place-1')).toEqual(['48.830245']);
      expect(first?.values(schema.longitude, 'place-1')).toEqual(['2.3646353']);
      expect(first?.values(schema.postalCode, 'carrier-address')).toEqual(['28700']);
      expect(first?.values(dcterms.date, 'distinction')).toEqual(['2014']);
    });

    test('keeps places overseas, and says no country where none is said', () => {
      const project = named('Pour la Cohabitation Solidaire Intergénérationnelle');
      expect(project?.values(schema.latitude)).toContain('-20.9428037');
      expect(project?.values(schema.longitude)).toContain('55.648891');
      expect(records.flatMap((record) => record.values(schema.addressCountry))).toHaveLength(100);
    });

    test('names one programme for all, with its laureates by year', () => {
      const programmes = records.flatMap((record) => record.values(car.programme, 'it'));
      expect(new Set(programmes).size).toBe(1);
      expect(programmes).toHaveLength(100);
      const years = records.flatMap((record) => record.values(dcterms.date, 'distinction'));
      expect(new Set(years)).toEqual(new Set(['2014', '2015', '2016', '2017', '2018']));
      const without = records.filter((record) => record.values(dcterms.date, 'distinction').length === 0);
      expect(without.map(({ payload }) => payload['Lauréats']).sort()).toEqual([
        '',
        ...Array.from({ length: 5 }, () => 'Date du CA'),
      ]);
    });

    test('publishes every project', async () => {
      for (const record of records) expect(await record.violations(), record.key).toEqual([]);
    });
  },
);
