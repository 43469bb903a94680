import { existsSync } from 'node:fs';
import { dcterms, org, rdf, schema } from '@carrefour/ontology';
import { describe, expect, test } from 'vitest';
import { readReal, realData, tally } from './real-data.ts';

describe.skipIf(!existsSync(realData('transiscope-niort')))(
  'transiscope-niort as published (skipped: the shared data is absent)',
  async () => {
    const { records, outcomes } = await readReal('transiscope-niort', 'lieux');
    const categories = records.map(({ payload }) => payload['categories'] as readonly { name: string }[]);

    test('has 100 records with as many ids, all of them organizations', () => {
      expect(outcomes).toEqual({ record: 100, grouped: 0, deleted: 0, noticed: 0, failed: 0 });
      expect(new Set(records.map(({ key }) => key)).size).toBe(100);
      expect(tally(records.flatMap((record) => record.values(rdf.type, 'it')))).toEqual([
        [org.Organization, 100],
      ]);
    });

    test('gives its first record name and place', () => {
      const [first] = records;
      expect(first?.values(schema.name)).toEqual(["A l'essentiel"]);
      expect(first?.values(schema.latitude)).toEqual(['46.13373']);
      expect(first?.values(schema.longitude)).toEqual(['0.10912']);
      expect(first?.values(schema.addressLocality)).toEqual(['Sauzé-vaussais']);
      expect(first?.values(schema.postalCode)).toEqual(['79190']);
    });

    test('gives no theme to the 16 records without category, and one at least to all others', () => {
      const without = records.filter((_, index) => categories[index]?.length === 0);
      expect(without).toHaveLength(16);
      expect(records.filter((record) => record.values(dcterms.subject).length === 0)).toEqual(without);
    });

    test('reads the category seen most from 51 records', () => {
      const names = categories.flatMap((found) => found.map(({ name }) => name));
      expect(tally(names)).toContainEqual(['Agriculture et alimentation', 51]);
      const themes = tally(records.flatMap((record) => record.values(dcterms.subject)));
      expect(themes[0]?.[1]).toBe(51);
      expect(records.flatMap(({ unmappedLabels }) => unmappedLabels)).toEqual([]);
    });

    test('has ten records in Niort, the town seen most', () => {
      expect(tally(records.flatMap((record) => record.values(schema.addressLocality)))[0]).toEqual([
        'Niort',
        10,
      ]);
    });

    test('says where each description was taken from', () => {
      for (const record of records) {
        expect(record.values(dcterms.source)).toEqual(record.values(schema.url));
        expect(record.values(dcterms.source)).toHaveLength(1);
      }
    });

    test('publishes every record', async () => {
      for (const record of records) expect(await record.violations(), record.key).toEqual([]);
    });
  },
);
