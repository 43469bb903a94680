import { car, conceptIri, dcterms, org, schema } from '@carrefour/ontology';
import { beforeAll, describe, expect, test } from 'vitest';
import { frequencies, passOverShared, sharedFolder, type SharedPass } from './shared-source.ts';

describe.skipIf(sharedFolder('betagouv-startups').isAbsent)(
  'betagouv-startups as published (skipped: the shared data is absent)',
  () => {
    let startups: SharedPass;
    let organisations: SharedPass;
    let incubators: SharedPass;
    beforeAll(async () => {
      startups = await passOverShared('betagouv-startups', 'startups');
      organisations = await passOverShared('betagouv-startups', 'organisations');
      incubators = await passOverShared('betagouv-startups', 'incubators');
    }, 120_000);

    test('397 start-ups, 143 organisations and 23 incubators, of which every front matter parses', () => {
      expect([startups, organisations, incubators].map(({ records }) => records.length)).toEqual([
        397, 143, 23,
      ]);
      expect([startups, organisations, incubators].flatMap(({ others }) => others)).toEqual([]);
    });

    test('226 have thematiques, which are kept in words and mapped without one label left', () => {
      const themed = startups.records.filter((record) => record.values(schema.keywords).length > 0);
      expect(themed.length).toBe(226);
      const words = startups.records.flatMap((record) => record.values(schema.keywords));
      expect(frequencies(words).slice(0, 3)).toEqual([
        ['Écologie', 52],
        ['Administratif', 40],
        ['Outil technique', 34],
      ]);
      expect(startups.records.flatMap(({ unmappedLabels }) => unmappedLabels)).toEqual([]);
      expect(organisations.records.flatMap(({ unmappedLabels }) => unmappedLabels)).toEqual([]);
    });

    test('the last phase is the stage, and all of them its history', () => {
      const phases = startups.records.map(({ payload }) => payload['phases'] as { name: string }[]);
      expect(frequencies(phases.map((list) => list.at(-1)?.name ?? '')).slice(0, 5)).toEqual([
        ['abandon-investigation', 121],
        ['abandon', 77],
        ['construction', 70],
        ['transfere', 61],
        ['acceleration', 39],
      ]);
      const ended = startups.records.filter((record) =>
        record.values(car.stage).includes(conceptIri('stage', 'END')),
      );
      expect(ended.length).toBe(121 + 77);
      expect(ended.every((record) => record.values(schema.endDate).length === 1)).toBe(true);
      for (const [index, record] of startups.records.entries()) {
        expect(record.values(car.hadStage).length).toBe(phases[index]?.length);
      }
    });

    test('incubators carry them: most often dinum, anct, mtes, and every one named is read', () => {
      const carriers = startups.records.map(({ payload }) => payload['incubator'] as string);
      expect(frequencies(carriers).slice(0, 3)).toEqual([
        ['dinum', 77],
        ['anct', 65],
        ['mtes', 52],
      ]);
      const known = new Set(incubators.records.map(({ base }) => `${base}#it`));
      const linked = startups.records.flatMap((record) => record.values(car.carrier));
      expect(linked.filter((iri) => !known.has(iri))).toEqual([]);
      const houses = new Set(organisations.records.map(({ base }) => `${base}#it`));
      const owners = incubators.records.flatMap((record) => record.values(org.subOrganizationOf));
      // The source names one owner, menj, of which it has no file.
      expect(owners.filter((iri) => !houses.has(iri)).map((iri) => iri.split('/').at(-1))).toEqual([
        'menj#it',
      ]);
    });

    test('“1-jeune-1-arbre” is what its page says', () => {
      const record = startups.record('1-jeune-1-arbre');
      expect(record.values(schema.name)).toEqual(['1 Jeune 1 Arbre']);
      expect(record.values(car.carrier)).toEqual([`${incubators.record('agriculture').base}#it`]);
      expect(record.values(schema.keywords).length).toBe(7);
      expect(record.values(dcterms.subject)).toContain(conceptIri('theme', 'ENV'));
      expect(record.values(car.stage)).toEqual([conceptIri('stage', 'END')]);
      expect(record.values(schema.endDate)).toEqual(['2025-02-28']);
      expect(record.values(car.need)[0]).toContain('Opération lancée');
      expect(record.values(car.answer)[0]).toContain('Les gestionnaires de plantations');
    });

    test('ids with dots stand, old ids lead to the new one, and nothing is lost in silence', () => {
      expect(startups.record('1000.premiers.jours.blues').values(car.need)[0]).toContain('nouvelle maman');
      expect(startups.record('api.gouv.fr').formerKeys).toEqual(['apigouv']);
      const redirected = startups.records.filter(({ payload }) => (payload['redirect_from'] ?? '') !== '');
      expect(redirected.every(({ formerKeys }) => formerKeys.length > 0)).toBe(true);
      for (const { records } of [startups, organisations, incubators]) {
        expect(records.filter(({ report }) => !report.conforms)).toEqual([]);
        for (const { fields, readFields, unmapped } of records) {
          expect(fields.every((field) => readFields.has(field) || unmapped.includes(field))).toBe(true);
        }
      }
    });
  },
);
