import { car, schema } from '@carrefour/ontology';
import { beforeAll, describe, expect, test } from 'vitest';
import { frequencies, passOverShared, sharedFolder, type SharedPass } from './shared-source.ts';

describe.skipIf(sharedFolder('eig-defis').isAbsent)(
  'eig-defis as published (skipped: the shared data is absent)',
  () => {
    let defis: SharedPass;
    beforeAll(async () => {
      defis = await passOverShared('eig-defis', 'defis');
    }, 60_000);

    test('71 pages meet the 71 entries of defis.yml, with their years', () => {
      expect(defis.records.length).toBe(71);
      expect(defis.others).toEqual([]);
      expect(frequencies(defis.records.flatMap((record) => record.values(schema.startDate)))).toEqual([
        ['2019', 32],
        ['2020', 17],
        ['2018', 13],
        ['2017', 9],
      ]);
    });

    test('“ADEX” was carried by the Haute Autorité de Santé in Saint-Denis, in 2020', () => {
      const adex = defis.record('2020-01-01-adex');
      expect(adex.values(schema.name)).toEqual(['ADEX']);
      expect(adex.values(schema.name, '#administration')).toEqual(['Haute Autorité de Santé']);
      expect(adex.values(schema.addressLocality, '#place-1-address')).toEqual(['Saint-Denis']);
      expect(adex.values(schema.postalCode, '#place-1-address')).toEqual(['93200']);
      expect(adex.values(schema.startDate)).toEqual(['2020']);
      expect(adex.values(car.distinction)).toEqual([`${adex.base}#laureate`]);
    });

    test('“Social Connect” is a challenge of 2018 whose page describes the platform itself', () => {
      const social = defis.record('2018-01-01-socialconnect');
      expect(social.values(schema.startDate)).toEqual(['2018']);
      expect(social.values(schema.description)[0]).toContain('innovations sociales des territoires français');
    });

    test('17 have a town; the three “EIG Link” stay three; persons are taken out; all conform', () => {
      const placed = defis.records.filter((record) => record.values(car.seat).length > 0);
      expect(placed.length).toBe(17);
      const links = defis.records.filter((record) => record.values(schema.name)[0] === 'EIG Link');
      expect(new Set(links.map(({ key }) => key)).size).toBe(3);
      expect(defis.records.some(({ fields }) => fields.some((field) => /eigs|mentors/.test(field)))).toBe(
        false,
      );
      expect(defis.records.filter(({ report }) => !report.conforms)).toEqual([]);
    });
  },
);
