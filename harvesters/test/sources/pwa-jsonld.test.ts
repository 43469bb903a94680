import { existsSync } from 'node:fs';
import { car, conceptIri, dcterms, org, rdf, schema } from '@carrefour/ontology';
import { describe, expect, test } from 'vitest';
import { readReal, realData, tally } from './real-data.ts';

describe.skipIf(!existsSync(realData('pwa-jsonld')))(
  'pwa-jsonld as published (skipped: the shared data is absent)',
  async () => {
    const { records, outcomes } = await readReal('pwa-jsonld', 'initiatives');

    test('has 408 records with as many names of their own', () => {
      expect(outcomes).toEqual({ record: 408, grouped: 0, deleted: 0, noticed: 0, failed: 0 });
      expect(new Set(records.map(({ key }) => key)).size).toBe(408);
    });

    test('takes coordinates that are written as texts, 34 of them, for the numbers that they are', () => {
      const texts = records.filter(({ payload }) => typeof payload['lat'] === 'string');
      expect(texts).toHaveLength(34);
      const positions = records.map((record) => [
        Number(record.values(schema.latitude, 'place-1')[0]) - Number(record.payload['lat']),
        Number(record.values(schema.longitude, 'place-1')[0]) - Number(record.payload['long']),
      ]);
      expect(positions.flat().every((difference) => Math.abs(difference) < 1e-9)).toBe(true);
    });

    test('says of each entry which map listed it first', () => {
      expect(tally(records.flatMap((record) => record.values(dcterms.source)))).toEqual([
        ['alternatiba', 344],
        ['CRID', 35],
        ['utopia', 14],
        ['campanule', 9],
        ['PresDeChezNous', 6],
      ]);
    });

    test('gives its first entry name, place and theme', () => {
      const [first] = records;
      expect(first?.values(schema.name)).toEqual(['1,2,3...Parents']);
      expect(first?.values(schema.latitude)).toEqual(['46.171659']);
      expect(first?.values(schema.longitude)).toEqual(['1.868799']);
      expect(first?.values(dcterms.subject)).toEqual([conceptIri('theme', 'EDU')]);
    });

    test('has organizations, and innovations where an experience is told', () => {
      expect(tally(records.flatMap((record) => record.values(rdf.type, 'it')))).toEqual([
        [org.Organization, 373],
        [car.Innovation, 35],
      ]);
    });

    test('knows every label, and accounts for every field', async () => {
      expect(records.flatMap(({ unmappedLabels }) => unmappedLabels)).toEqual([]);
      expect(new Set(records.flatMap(({ unmapped }) => unmapped))).toEqual(
        new Set(['taxonomy[].@type', 'taxonomy2', 'taxonomy2[].@id', 'taxonomy2[].@type']),
      );
      for (const record of records) expect(await record.violations(), record.key).toEqual([]);
    });
  },
);
