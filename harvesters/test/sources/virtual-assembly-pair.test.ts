import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { car, org, rdf, schema } from '@carrefour/ontology';
import { beforeAll, describe, expect, test } from 'vitest';
import { passOverShared, sharedFolder, type SharedPass } from './shared-source.ts';

describe.skipIf(sharedFolder('virtual-assembly-pair').isAbsent)(
  'virtual-assembly-pair as published (skipped: the shared data is absent)',
  () => {
    let organizations: SharedPass;
    beforeAll(async () => {
      organizations = await passOverShared('virtual-assembly-pair', 'organizations');
    }, 60_000);

    test('the 89 organizations are the records; themes and skills are concepts, and no things', () => {
      expect(organizations.records.length).toBe(89);
      const types = organizations.records.flatMap(({ quads }) =>
        quads.filter(({ predicate }) => predicate.value === rdf.type).map(({ object }) => object.value),
      );
      expect(new Set(types)).toEqual(new Set([org.Organization, schema.Place, schema.PostalAddress]));
      expect(organizations.records.filter(({ report }) => !report.conforms)).toEqual([]);
    });

    test('the three themes whose type was left unexpanded are flagged, and not counted as read', () => {
      expect(organizations.others.map(({ outcome }) => outcome)).toEqual(['noticed', 'noticed', 'noticed']);
      for (const one of organizations.others)
        expect(one).toMatchObject({ reason: expect.stringContaining('pair:Thema') as string });
    });

    test('Transiscope has its label, its comment and its two partners', () => {
      const transiscope = organizations.record('transiscope');
      expect(transiscope.values(schema.name)).toEqual(['Transiscope']);
      expect(transiscope.values(schema.description)).toEqual(['Le portail web des alternatives']);
      expect(transiscope.values(car.partner).sort()).toEqual(
        ['animacoop', 'colibris'].map((key) => `${organizations.record(key).base}#it`),
      );
    });

    test('a place that is a nameless node keeps its address and coordinates', () => {
      const places = organizations.records.flatMap((record) =>
        record.values(car.seat).map((iri) => {
          const node = iri.slice(record.base.length);
          const [address = ''] = record.values(schema.address, node);
          return {
            street: record.values(schema.streetAddress, address.slice(record.base.length))[0],
            latitude: record.values(schema.latitude, node).map(Number),
            longitude: record.values(schema.longitude, node).map(Number),
          };
        }),
      );
      expect(places.length).toBe(11);
      expect(places).toContainEqual({
        street: '2 Rue De La Clôture',
        latitude: [48.897058],
        longitude: [2.392912],
      });
    });

    test('the same graph with the other base of PAIR gives the same claims', async () => {
      const { folder } = sharedFolder('virtual-assembly-pair');
      const text = await readFile(path.join(folder, 'organizations-themes-skills.ttl'), 'utf8');
      const other = text
        .replaceAll(
          'http://virtual-assembly.org/ontologies/pair#',
          'http://virtual-assembly.org/ontologies/pair/',
        )
        .replaceAll('moblizedBy', 'mobilizedBy')
        .replaceAll('homePage', 'homepage');
      expect(other).not.toBe(text);
      const copy = await mkdtemp(path.join(os.tmpdir(), 'pair-other-base-'));
      try {
        const file = path.join(copy, 'other.ttl');
        await writeFile(file, other);
        const again = await passOverShared('virtual-assembly-pair', 'organizations', file);
        const said = ({ records }: SharedPass) => new Map(records.map(({ key, quads }) => [key, quads]));
        expect(said(again)).toEqual(said(organizations));
      } finally {
        await rm(copy, { recursive: true });
      }
    });

    test('each property is mapped or listed as unmapped', () => {
      const fields = new Set(organizations.records.flatMap((record) => record.fields));
      const unmapped = new Set(organizations.records.flatMap((record) => record.unmapped));
      expect(fields.size).toBeGreaterThan(15);
      expect([...unmapped].map((iri) => iri.split('#').at(-1)).sort()).toEqual([
        'documentedBy',
        'involvedIn',
        'topicOf',
      ]);
      expect(organizations.records.flatMap(({ unmappedLabels }) => unmappedLabels)).toEqual([]);
    });
  },
);
