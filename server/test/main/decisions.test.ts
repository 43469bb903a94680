import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '@carrefour/ontology';
import type { SearchPage } from '../../src/contract.ts';
import type { Status } from '../../src/main/status.ts';
import { run, runJson, servableData, serve, type Environment, type Served } from './command-line.ts';

const names = { terres: 'exemple-terres-solidaires', atlas: 'exemple-atlas-des-reponses' };
/** One project that two example partners describe. */
const titles = { terres: 'Garage solidaire de la Creuse', atlas: 'Un garage pour tous à Guéret' };
const table = fileURLToPath(
  new URL(`../../../harvesters/sources/${names.terres}/projets.csv`, import.meta.url),
);
const documented = await readFile(new URL('../../../docs/sparql.md', import.meta.url), 'utf8');

/** The query by which the documentation says that a source's open things are counted. */
function openBySource(base: string): string {
  const query = [...documented.matchAll(/```sparql\n(.*?)```/gs)]
    .map(([, text = '']) => text.replaceAll('{BASE}', base))
    .find((text) => text.includes('(COUNT(DISTINCT ?thing) AS ?open)'));
  if (query === undefined)
    throw new Error('docs/sparql.md does not say how a source’s open things are counted.');
  return query;
}

async function exported(environment: Environment): Promise<string> {
  const { stdout, stderr, code } = await run(
    ['export', '--format', 'nq', '--graphs', 'published,claims,inferred,provenance'],
    environment,
  );
  expect(code, stderr).toBe(0);
  return stdout.replaceAll(environment['CARREFOUR_BASE_IRI'] ?? '', 'https://base.invalid');
}

/** The thing that a partner's record was published as, read from an export. */
function thingOf(title: string, nquads: string): string {
  const line = nquads.split('\n').find((one) => one.includes(`<${schema.name}> "${title}"@fr`));
  const id = /\/id\/([a-z2-7]{12})>/.exec(line ?? '')?.[1];
  if (id === undefined) throw new Error(`“${title}” is not published.`);
  return id;
}

/** Two data folders into which the partners came in both orders, and where their project was then merged. */
let one: Environment;
let other: Environment;
let ids: { terres: string; atlas: string };
let before: string;
let after: string;
let merged: { decision: number; canonical: string };

beforeAll(async () => {
  [one, other] = await Promise.all([servableData(), servableData()]);
  await run(['harvest', names.terres, names.atlas], one);
  await run(['harvest', names.atlas, names.terres], other);
  before = await exported(one);
  ids = { terres: thingOf(titles.terres, before), atlas: thingOf(titles.atlas, before) };
  merged = await runJson(['merge', ids.terres, ids.atlas], one);
  after = await exported(one);
}, 240_000);

describe('a merge of what two partners describe', () => {
  it('gives the same whichever of them was harvested first, and named first', async () => {
    expect(await exported(other)).toBe(before);
    const same = await runJson<typeof merged>(['merge', ids.atlas, ids.terres], other);
    expect(same.canonical).toBe(merged.canonical);
    expect(after).not.toBe(before);
    expect(await exported(other)).toBe(after);
  }, 120_000);

  it('survives that both are harvested again: nothing changes', async () => {
    const { seq } = await runJson<Status>(['status'], one);
    const { runs } = await runJson<{ runs: { changed: number; added: number }[] }>(
      ['harvest', names.atlas, names.terres],
      one,
    );
    expect(runs.map(({ changed, added }) => changed + added)).toEqual([0, 0]);
    expect((await runJson<Status>(['status'], one)).seq).toBe(seq);
  }, 120_000);
});

describe('served after the merge', () => {
  let served: Served;
  const base = () => one['CARREFOUR_BASE_IRI'] ?? '';
  const get = async <T>(at: string) => (await (await fetch(`${served.url}${at}`)).json()) as T;
  const rows = async (query: string) => {
    const answer = await fetch(`${served.url}/sparql`, {
      method: 'POST',
      body: new URLSearchParams({ query }),
    });
    const { results } = (await answer.json()) as {
      results: { bindings: Record<string, { value: string }>[] };
    };
    return results.bindings.map((row) =>
      Object.fromEntries(Object.entries(row).map(([name, { value }]) => [name, value])),
    );
  };

  beforeAll(async () => {
    served = await serve(one);
  }, 120_000);
  afterAll(() => served.stop());

  it('status, SPARQL and API count the same things of every source', async () => {
    const { sources, things, views, seq } = await runJson<Status>(['status'], one);
    expect(sources.map(({ id }) => id).sort()).toEqual(Object.values(names).sort());
    const counted = await rows(openBySource(base()));
    for (const { id, kinds, open, read, published, quarantined, grouped, failed } of sources) {
      expect(read).toBe(published + quarantined + grouped + failed);
      const { total } = await get<SearchPage>(`/api/v1/things?source=${id}`);
      expect(total).toBe(Object.values(kinds).reduce((sum, count) => sum + count, 0));
      const row = counted.find(({ source }) => source === `${base()}/id/source/${id}`);
      expect(Number(row?.['open'])).toBe(open);
    }
    expect((await get<SearchPage>('/api/v1/things')).total).toBe(things);
    expect(views.map(({ name, lag }) => [name, lag])).toEqual([
      ['search', 0],
      ['store', 0],
    ]);
    expect(seq).toBeGreaterThan(0);
  });

  it('a plain query counts the project once, and its graphs tell what each partner said', async () => {
    const thing = `${base()}/id/${merged.canonical}`;
    const gone = `${base()}/id/${merged.canonical === ids.atlas ? ids.terres : ids.atlas}`;
    const named = await rows(`SELECT ?name { <${thing}> <${schema.name}> ?name }`);
    expect(named.map(({ name }) => name)).toEqual([titles.atlas]);
    expect(await rows(`SELECT ?p { <${gone}> ?p ?o }`)).toEqual([]);
    const [garages] = await rows(
      `SELECT (COUNT(DISTINCT ?it) AS ?n) { ?it <${schema.name}> ?name FILTER(?name IN ("${titles.atlas}"@fr, "${titles.terres}"@fr)) }`,
    );
    expect(garages).toEqual({ n: '1' });
    const said = await rows(
      `SELECT ?g ?name { GRAPH ?g { <${thing}> <${schema.name}> ?name } } ORDER BY ?name`,
    );
    expect(said.map(({ g = '', name }) => [g.replace(`${base()}/record/`, '').split('/')[0], name])).toEqual([
      [names.terres, titles.terres],
      [names.atlas, titles.atlas],
    ]);
  });

  it('both ids lead to the one page', async () => {
    const other = merged.canonical === ids.atlas ? ids.terres : ids.atlas;
    const moved = await fetch(`${served.url}/data/${other}.ttl`, { redirect: 'manual' });
    expect([moved.status, moved.headers.get('location')]).toEqual([301, `/data/${merged.canonical}.ttl`]);
    expect((await fetch(`${served.url}/id/${other}`)).ok).toBe(true);
  });
});

describe('later', () => {
  it('the merge holds when one partner sends other words', async () => {
    const bytes = await readFile(table);
    const text = new TextDecoder('windows-1252').decode(bytes);
    const file = path.join(await mkdtemp(path.join(tmpdir(), 'carrefour-test-')), 'projets.csv');
    await writeFile(file, text.replace('Un garage associatif', 'Un atelier associatif'));
    const { runs } = await runJson<{ runs: { changed: number }[] }>(
      ['harvest', names.terres, '--from', file],
      other,
    );
    expect(runs.map(({ changed }) => changed)).toEqual([1]);
    const changed = await exported(other);
    expect(changed).toContain('Un atelier associatif');
    expect(changed).not.toContain(`/id/${ids.terres}> <${schema.name}>`);
    await run(['harvest', names.terres], other);
    expect(await exported(other)).toBe(after);
  }, 120_000);

  it('undo brings back what was there before, and is not done twice', async () => {
    expect((await run(['undo', String(merged.decision)], one)).code).toBe(0);
    expect(await exported(one)).toBe(before);
    const again = await run(['undo', String(merged.decision)], one);
    expect(again.code).not.toBe(0);
    expect(again.stderr).toContain('already taken back');
  }, 120_000);
});
