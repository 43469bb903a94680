import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Status } from '../../src/main/status.ts';
import type { SetReport } from '../../src/backoffice/source-report.ts';
import { freshData, run, runJson, type Environment } from './command-line.ts';

const shared = path.resolve(import.meta.dirname, '../../..', process.env['CARREFOUR_SHARED'] ?? '../shared');
const folder = path.join(shared, 'data/susy-geojson');

const crosswalk = new URL('../../../harvesters/sources/susy-geojson/crosswalk.csv', import.meta.url);

interface Feature {
  readonly properties: Readonly<Record<string, unknown>>;
}

interface Exported {
  readonly properties: { readonly title: string; readonly summary: string; readonly themes: string };
  readonly geometry: { readonly coordinates: readonly number[] };
}

interface Runs {
  readonly runs: readonly Readonly<Record<string, number>>[];
}

/** The paths of all leaves of a value, items of lists as `[]`: written apart from the code that is tested. */
function fieldsOf(value: unknown, at = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => fieldsOf(item, `${at}[]`));
  if (typeof value !== 'object' || value === null) return [at];
  return Object.entries(value).flatMap(([name, inner]) =>
    fieldsOf(inner, at === '' ? name : `${at}.${name}`),
  );
}

/** The concept of the type that most records state, with every type that means the same here. */
const inclusion = (() => {
  const rows = readFileSync(crosswalk, 'utf8')
    .split('\n')
    .map((line) => line.split(','))
    .filter(([scheme]) => scheme === 'theme');
  const code = rows.find(([, label]) => label === 'socialinclusion_empowerment')?.[2] ?? '';
  return { code, labels: new Set(rows.filter((row) => row[2] === code).map(([, label]) => label)) };
})();

describe.skipIf(!existsSync(folder))('susy-geojson (skipped: shared data absent)', () => {
  const sent = (): Feature[] =>
    (JSON.parse(readFileSync(path.join(folder, 'susy.geojson'), 'utf8')) as { features: Feature[] }).features;
  const harvest = ['harvest', 'susy-geojson', '--from', folder];
  const status = () => runJson<Status>(['status'], environment);
  let environment: Environment;
  let first: Runs;
  let before: Status;

  beforeAll(async () => {
    environment = await freshData();
    first = await runJson<Runs>(harvest, environment);
    before = await status();
  }, 240_000);

  it('is read whole: 1,062 records, each published, quarantined, grouped or failed, of stated kinds', async () => {
    expect(first.runs).toMatchObject([{ read: 1062, added: 1062, failed: 0 }]);
    const [source] = before.sources;
    if (source === undefined) throw new Error('status knows no source.');
    expect(source).toMatchObject({
      id: 'susy-geojson',
      read: 1062,
      open: 1062,
      kinds: { organization: 1062 },
    });
    expect(source.published + source.quarantined + source.grouped + source.failed).toBe(1062);
    const { total } = await runJson<{ total: number }>(['search', ''], environment);
    expect(total).toBe(1062);
  });

  it('gives what its README says a right harvest shows', async () => {
    const { stdout } = await run(['export', '--format', 'geojson'], environment);
    const { features } = JSON.parse(stdout) as { features: Exported[] };
    expect(features).toHaveLength(1062);
    expect(features.every(({ geometry }) => geometry.coordinates.length === 2)).toBe(true);
    expect(features.length - new Set(features.map(({ properties }) => properties.title)).size).toBe(14);
    const at = (title: string) =>
      features
        .find((one) => one.properties.title === title)
        ?.geometry.coordinates.map((degrees) => Number(degrees.toFixed(6)));
    expect(at('Bulgarian Food Bank')).toEqual([23.335133, 42.698097]);
    expect(at('Coworking PAYS BASQUE')).toEqual([-1.467382, 43.493413]);
    const described = sent().filter(({ properties }) =>
      Object.entries(properties).some(([name, text]) => name.startsWith('description') && text !== ''),
    );
    expect(features.filter(({ properties }) => properties.summary !== '')).toHaveLength(described.length);
    const ofTheme = sent().filter(({ properties }) =>
      String(properties['type_of_initiative'])
        .split(';')
        .some((type) => inclusion.labels.has(type.trim())),
    );
    expect(ofTheme.length).toBeGreaterThanOrEqual(230);
    const published = features.filter(({ properties }) =>
      properties.themes.split(' ').includes(inclusion.code),
    );
    expect(published).toHaveLength(ofTheme.length);
  });

  it('has each of its fields mapped or listed as unmapped, with its count', async () => {
    const expected = new Map<string, number>();
    for (const feature of sent()) {
      for (const field of new Set(fieldsOf(feature))) expected.set(field, (expected.get(field) ?? 0) + 1);
    }
    const { sets } = await runJson<{ sets: SetReport[] }>(['source', 'report', 'susy-geojson'], environment);
    const [{ fields, failures, quarantined, unmappedLabels } = {} as SetReport] = sets;
    expect(Object.fromEntries(fields.map(({ field, count }) => [field, count]))).toEqual(
      Object.fromEntries(expected),
    );
    const isMapped = new Map(fields.map(({ field, isMapped }) => [field, isMapped]));
    expect(isMapped.get('properties.type_of_initiative')).toBe(true);
    expect(isMapped.get('properties.opening_hours')).toBe(false);
    const unmapped = fields.filter((field) => !field.isMapped).length;
    expect(before.sources[0]?.unmapped).toBe(unmapped);
    expect({ failures, quarantined, unmappedLabels }).toEqual({
      failures: [],
      quarantined: [],
      unmappedLabels: [],
    });
  });

  it('harvested again changes nothing, and moves no view', async () => {
    const viewed = await status();
    const { runs } = await runJson<Runs>(harvest, environment);
    expect(runs).toMatchObject([{ read: 1062, added: 0, changed: 0, unchanged: 1062, withdrawn: 0 }]);
    const after = await status();
    expect(after.seq).toBe(before.seq);
    expect(after.views).toEqual(viewed.views);
  }, 120_000);
});
