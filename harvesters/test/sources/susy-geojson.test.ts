import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { car, schema } from '@carrefour/ontology';
import { createChecker } from '@carrefour/shapes';
import { describe, expect, test } from 'vitest';
import { compileMapping } from '../../src/mapping.ts';
import type { Json } from '../../src/protocol.ts';
import { splitPersons } from '../../src/split/split-persons.ts';
import { bundledSources } from './bundled-sources.ts';

const shared = path.resolve(import.meta.dirname, '../../..', process.env['CARREFOUR_SHARED'] ?? '../shared');
const file = path.join(shared, 'data/susy-geojson/susy.geojson');

describe.skipIf(!existsSync(file))(
  'susy-geojson as published (skipped where the shared data is absent)',
  () => {
    test('gives what its README says, and accounts for every record', async () => {
      const { sources } = await bundledSources();
      const source = sources.find(({ id }) => id === 'susy-geojson');
      const set = source?.sets[0];
      if (source === undefined || set === undefined)
        throw new Error('The source susy-geojson is not bundled.');
      const mapping = compileMapping({ source, set });
      const checker = await createChecker();
      const { features } = JSON.parse(readFileSync(file, 'utf8')) as { features: { [name: string]: Json }[] };
      const records = features.map((feature) => {
        const { payload } = splitPersons(feature);
        const key = (feature['properties'] as { _id: string })._id;
        const base = `https://carrefour.invalid/record/susy-geojson/initiatives/${key}`;
        return { key, base, ...mapping.map(payload, { base, language: source.language }) };
      });
      const values = (record: (typeof records)[number], property: string): string[] =>
        record.quads
          .filter(({ predicate }) => predicate.value === property)
          .map(({ object }) => object.value);
      const about = (record: (typeof records)[number], property: string): string[] =>
        record.quads
          .filter(
            ({ subject, predicate }) => subject.value === `${record.base}#it` && predicate.value === property,
          )
          .map(({ object }) => object.value);

      expect(new Set(records.map(({ key }) => key)).size).toBe(1062);
      const names = records.map((record) => about(record, schema.name)[0]);
      expect(names.length - new Set(names).size).toBe(14);
      expect(names[0]).toBe('Bulgarian Food Bank');
      expect(records.every((record) => about(record, car.seat).length === 1)).toBe(true);
      const basque = records[names.indexOf('Coworking PAYS BASQUE')];
      expect(basque && values(basque, schema.longitude).map(Number)).toEqual([-1.467382]);
      expect(basque && values(basque, schema.latitude).map(Number)).toEqual([43.493413]);
      const described = features.filter((feature) => 'description' in (feature['properties'] as object));
      expect(features.length - described.length).toBe(160);
      const silent: string[] = [];
      for (const record of records) {
        const { conforms, results } = await checker.check(record.quads);
        if (!conforms && results.every(({ message }) => message.fr === '' || message.en === ''))
          silent.push(record.key);
        expect(
          record.fields.every((field) => record.readFields.has(field) || record.unmapped.includes(field)),
        ).toBe(true);
      }
      expect(silent).toEqual([]);
      expect(records.flatMap(({ unmappedLabels }) => unmappedLabels)).toEqual([]);
    });
  },
);
