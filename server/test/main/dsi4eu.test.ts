import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { thingId } from '../../src/domain/thing-id.ts';
import { freshData, run, runJson, type Environment } from './command-line.ts';
import { changesAfter, realData, withLedgerOf, type PrintedRun, type PrintedStatus } from './real-data.ts';

const folder = realData('dsi4eu');
const minutes = 60_000;

interface Sent {
  readonly [field: string]: unknown;
}

async function sent(file: string): Promise<Sent[]> {
  return JSON.parse(await readFile(path.join(folder, file), 'utf8')) as Sent[];
}

function thingOf(set: string, key: unknown): string {
  return thingId({ source: 'dsi4eu', set, key: String(key) }, 'it');
}

/** Tags are texts in one snapshot and { id, name } in the other. */
function normalised(record: Sent): string {
  return JSON.stringify(record, (_name, value: unknown) =>
    typeof value === 'object' && value !== null && 'name' in value && 'id' in value ? value.name : value,
  );
}

/** Things whose records were added, or changed beyond the form of their tags. */
async function expectedChanges(set: string, keyField: string): Promise<string[]> {
  const before = new Map((await sent(`${set}-snapshot1.json`)).map((one) => [one[keyField], one]));
  const after = await sent(`${set}-snapshot2.json`);
  return after
    .filter((one) => {
      const was = before.get(one[keyField]);
      return was === undefined || normalised(was) !== normalised(one);
    })
    .map((one) => thingOf(set, one[keyField]));
}

async function harvested(environment: Environment, from: string, variant: string): Promise<PrintedRun[]> {
  const { runs } = await runJson<{ runs: PrintedRun[] }>(
    ['harvest', 'dsi4eu', '--from', from, '--variant', variant],
    environment,
  );
  return runs;
}

describe.skipIf(!existsSync(folder))('DSI4EU, harvested twice (skipped: the shared data is absent)', () => {
  let environment: Environment = {};
  let first: PrintedRun[] = [];
  let second: PrintedRun[] = [];
  let seqBefore = 0;

  beforeAll(async () => {
    environment = await freshData({ CARREFOUR_REHEARSAL: 'true' });
    first = await harvested(environment, folder, 'snapshot1');
    seqBefore = await withLedgerOf(environment, (ledger) => ledger.seq());
    second = await harvested(environment, folder, 'snapshot2');
  }, 8 * minutes);

  it('takes in every record of the first snapshot', () => {
    expect(first).toMatchObject([
      { set: 'organisations', read: 835, added: 835, quarantined: 0, failed: 0, held: false },
      { set: 'projects', read: 545, added: 545, quarantined: 0, failed: 0, held: false },
    ]);
  });

  it('counts as changed what says something else, whatever form its tags took', () => {
    expect(second).toMatchObject([
      { set: 'organisations', read: 840, added: 7, changed: 12, unchanged: 821, missing: 2, withdrawn: 0 },
      { set: 'projects', read: 560, added: 16, changed: 2, unchanged: 542, missing: 1, withdrawn: 0 },
    ]);
    expect(second.map(({ held }) => held)).toEqual([false, false]);
  });

  it('tells which mapped fields vanished, and which ones took their place', () => {
    const drift = second[0]?.drift ?? [];
    expect(drift.find(({ field }) => field === 'organisation_type')).toMatchObject({
      now: 0,
      isMapped: true,
    });
    expect(drift.find(({ field }) => field === 'organisation_type.name')).toMatchObject({
      before: 0,
      now: 840,
      isMapped: true,
    });
    expect(drift.find(({ field }) => field === 'organisation_type.id')).toMatchObject({ isMapped: false });
  });

  it('lets nothing else reach the change log, and keeps what is missing', async () => {
    const expected = [
      ...(await expectedChanges('organisations', 'organisation_id')),
      ...(await expectedChanges('projects', 'project_id')),
    ];
    expect(expected).toHaveLength(7 + 12 + 16 + 2);
    const changes = await withLedgerOf(environment, (ledger) => changesAfter(ledger, seqBefore));
    expect(changes.map(({ thing }) => thing).sort()).toEqual(expected.sort());
    expect(new Set(changes.map(({ type }) => type))).toEqual(new Set(['publish']));
    const gone = [thingOf('organisations', 297), thingOf('organisations', 1258), thingOf('projects', 851)];
    const states = await withLedgerOf(environment, (ledger) =>
      Promise.all(gone.map(async (thing) => (await ledger.resolve(thing)).state)),
    );
    expect(states).toEqual(['published', 'published', 'published']);
  });

  it('keeps apart the organisation and the project that share a number', async () => {
    const numbers = new Set((await sent('projects-snapshot2.json')).map((one) => one['project_id']));
    const shared = (await sent('organisations-snapshot2.json'))
      .map((one) => one['organisation_id'])
      .find((id) => numbers.has(id));
    const docs = await withLedgerOf(environment, (ledger) =>
      ledger.docs([thingOf('organisations', shared), thingOf('projects', shared)]),
    );
    expect(docs.map(({ kind }) => kind)).toEqual(
      ['organization', 'innovation', 'organization'].slice(0, docs.length),
    );
    const { sources } = await runJson<PrintedStatus>(['status'], environment);
    expect(sources[0]).toMatchObject({
      id: 'dsi4eu',
      published: 842 + 561,
      kinds: { innovation: 561, organization: 842 },
    });
  });

  it('gives nothing of it away as open data', async () => {
    const { stdout } = await run(['export', '--format', 'nq', '--graphs', 'published,claims'], environment);
    expect(stdout).toBe('');
  });

  it(
    'moves the inherited seat of its projects with an organisation',
    async () => {
      const projects = await sent('projects-snapshot2.json');
      const organisations = await sent('organisations-snapshot2.json');
      const moved = organisations.find(
        (one) =>
          one['latitude'] !== '' &&
          projects.some(
            (project) =>
              project['latitude'] === '' &&
              JSON.stringify(project['linked_organisation_ids']) ===
                JSON.stringify([String(one['organisation_id'])]),
          ),
      );
      const id = String(moved?.['organisation_id']);
      const carried = projects.filter(
        (project) =>
          project['latitude'] === '' &&
          JSON.stringify(project['linked_organisation_ids']) === JSON.stringify([id]),
      );
      const copy = await mkdtemp(path.join(tmpdir(), 'carrefour-dsi4eu-'));
      await cp(path.join(folder, 'projects-snapshot2.json'), path.join(copy, 'projects-snapshot2.json'));
      await writeFile(
        path.join(copy, 'organisations-snapshot2.json'),
        JSON.stringify(
          organisations.map((one) =>
            one === moved
              ? { ...one, country: 'Norway', region: 'Oslo', address: '', latitude: 59.91, longitude: 10.75 }
              : one,
          ),
        ),
      );
      const seq = await withLedgerOf(environment, (ledger) => ledger.seq());
      await harvested(environment, copy, 'snapshot2');
      const things = carried.map((project) => thingOf('projects', project['project_id']));
      const { changes, docs } = await withLedgerOf(environment, async (ledger) => ({
        changes: await changesAfter(ledger, seq),
        docs: await ledger.docs(things),
      }));
      expect(new Set(changes.map(({ thing }) => thing))).toEqual(
        new Set([thingOf('organisations', id), ...things]),
      );
      for (const { places } of docs) {
        expect(places).toMatchObject([{ role: 'seat', lat: 59.91, lon: 10.75, isInherited: true }]);
      }
    },
    4 * minutes,
  );
});
