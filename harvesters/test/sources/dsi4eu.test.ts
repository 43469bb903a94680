import { existsSync } from 'node:fs';
import { car, schema } from '@carrefour/ontology';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../src/protocol.ts';
import { readReal, realData, tally, type RealPass, type RealRecord } from './real-data.ts';

/** The statements of a record, in one comparable text. */
function said({ quads }: RealRecord): string {
  return quads
    .map(({ subject, predicate, object }) => `${subject.value} ${predicate.value} ${object.id}`)
    .sort()
    .join('\n');
}

function compared(before: RealPass, after: RealPass) {
  const earlier = new Map(before.records.map((record) => [record.key, record]));
  const later = new Map(after.records.map((record) => [record.key, record]));
  return {
    added: [...later.keys()].filter((key) => !earlier.has(key)).length,
    removed: [...earlier.keys()].filter((key) => !later.has(key)).length,
    changed: [...later].filter(([key, record]) => {
      const was = earlier.get(key);
      return was !== undefined && said(was) !== said(record);
    }).length,
  };
}

function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? (value as readonly Json[]) : [];
}

describe.skipIf(!existsSync(realData('dsi4eu')))(
  'dsi4eu as published (skipped: the shared data is absent)',
  async () => {
    const before = { variant: 'snapshot1' };
    const after = { variant: 'snapshot2' };
    const organisations = await readReal('dsi4eu', 'organisations', after);
    const projects = await readReal('dsi4eu', 'projects', after);

    test('has 840 organisations and 560 projects, of which 361 share a number', () => {
      expect(organisations.outcomes).toEqual({ record: 840, grouped: 0, deleted: 0, noticed: 0, failed: 0 });
      expect(projects.outcomes).toEqual({ record: 560, grouped: 0, deleted: 0, noticed: 0, failed: 0 });
      const keys = new Set(organisations.records.map(({ key }) => key));
      expect(projects.records.filter(({ key }) => keys.has(key))).toHaveLength(361);
    });

    test('changes twelve organisations between its snapshots, whatever form its tags take', async () => {
      const earlier = await readReal('dsi4eu', 'organisations', before);
      expect(compared(earlier, organisations)).toEqual({ added: 7, removed: 2, changed: 12 });
    });

    test('changes two projects between its snapshots', async () => {
      const earlier = await readReal('dsi4eu', 'projects', before);
      expect(compared(earlier, projects)).toEqual({ added: 16, removed: 1, changed: 2 });
    });

    test('leaves out coordinates that are empty', () => {
      const without = ({ records }: RealPass): RealRecord[] =>
        records.filter((record) => record.values(schema.latitude).length === 0);
      expect(without(organisations)).toHaveLength(142);
      expect(without(projects)).toHaveLength(513);
    });

    test('gives organisation 563 name and place', () => {
      const found = organisations.records.find(({ key }) => key === '563');
      expect(found?.values(schema.name)).toEqual(['450']);
      expect(found?.values(schema.latitude)).toEqual(['48.3817165']);
      expect(found?.values(schema.longitude)).toEqual(['-4.6212043']);
      expect(found?.values(schema.addressCountry)).toEqual(['France']);
      expect(found?.values(schema.postalCode)).toEqual(['29280']);
      expect(found?.values(schema.streetAddress)).toEqual(['115, rue Claude Chappe']);
    });

    test('counts its support tags as published, and knows every label', () => {
      const tags = projects.records.flatMap(({ payload }) => listOf(payload['support_tags']));
      const names = tally(tags.map((tag) => (tag as { name: string }).name));
      expect(names.slice(0, 2)).toEqual([
        ['Participation and democracy', 260],
        ['Education and skills', 259],
      ]);
      const unknown = [...organisations.records, ...projects.records].flatMap(
        (record) => record.unmappedLabels,
      );
      expect(unknown).toEqual([]);
    });

    test('links projects to organisations of the other set, 26 of them left behind', () => {
      const things = new Set(organisations.records.map(({ node }) => node('it')));
      const links = projects.records.flatMap((record) => record.values(car.carrier));
      expect(links.filter((link) => !things.has(link))).toHaveLength(26);
      expect(links.every((link) => link.includes('/record/dsi4eu/organisations/'))).toBe(true);
    });

    test('takes 1970-01-01 for an unknown date', () => {
      const unknown = ({ records }: RealPass): number =>
        records.filter((record) => record.values(schema.dateCreated).length === 0).length;
      expect(unknown(organisations)).toBe(787);
      expect(unknown(projects)).toBe(484);
    });

    test('publishes every record, without HTML', async () => {
      for (const record of [...organisations.records, ...projects.records]) {
        expect(await record.violations(), record.key).toEqual([]);
        expect(record.values(schema.description).join(' ')).not.toMatch(/<\/?(?:p|strong|a|li|br)\b/);
      }
    });
  },
);
