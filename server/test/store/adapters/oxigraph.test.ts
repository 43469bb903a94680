import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OxigraphOptions } from '../../../src/store/adapters/oxigraph.ts';
import type { QueryAnswer, StoreQuery } from '../../../src/store/triple-store.ts';
import { openLiveStore, type LiveStore } from '../live-store.ts';
import { describeTripleStoreContract } from '../triple-store.contract.ts';

describeTripleStoreContract('embedded Oxigraph', () => openLiveStore());

const endless = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }';
const graph = Array.from(
  { length: 300 },
  (_, index) => `<https://carrefour.invalid/id/aaaaaaaaaaaa> <https://schema.org/name> "${index}" .\n`,
).join('');

/** Engine processes of a process, by what the system says; the oldest first. */
async function enginePids(parent = process.pid): Promise<number[]> {
  const tasks = await readdir(`/proc/${parent}/task`);
  const children = await Promise.all(
    tasks.map((task) => readFile(`/proc/${parent}/task/${task}/children`, 'utf8').catch(() => '')),
  );
  const pids = children.join(' ').split(' ').filter(Boolean).map(Number);
  const commands = await Promise.all(pids.map(commandOf));
  return pids.filter((_, index) => commands[index]?.includes('engine-under-test')).sort((a, b) => a - b);
}

/** Empty once the process is over, even while nobody has asked for its exit code. */
async function commandOf(pid: number): Promise<string> {
  return await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
}

describe.skipIf(process.platform !== 'linux')('the pool of engines', () => {
  let opened: LiveStore;
  afterEach(() => opened.close());

  const start = async (options: Partial<OxigraphOptions> = {}): Promise<void> => {
    opened = await openLiveStore(options);
    await opened.publish('aaaaaaaaaaaa', graph);
    await opened.store.start();
  };
  const ask = (text: string, more: Partial<StoreQuery> = {}): Promise<QueryAnswer> =>
    opened.store.query({
      text,
      form: 'select',
      mediaType: 'text/csv',
      lane: 'public',
      limits: { timeout: 20_000, rows: 1000, bytes: 1_000_000 },
      ...more,
    });
  const count = 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }';

  it('answers the next query after every engine was killed in the middle of one', async () => {
    await start();
    const inFlight = ask(endless);
    const outcome = expect(inFlight).rejects.toMatchObject({ code: 'unavailable' });
    // The query is sent in the same turn in which it was asked: an engine works on it now.
    for (const pid of await enginePids()) process.kill(pid, 'SIGKILL');
    await outcome;
    expect((await ask(count)).body).toContain('300');
    expect((await ask(count, { lane: 'reserved' })).body).toContain('300');
  });

  it('ends an engine that holds more memory than it may', async () => {
    await start({ engines: { public: 1, memoryCap: 400 * 1024 ** 2 } });
    const growing =
      'SELECT (GROUP_CONCAT(?x) AS ?y) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . BIND(CONCAT(STR(?a), STR(?d), STR(?g)) AS ?x) }';
    await expect(ask(growing)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await ask(count)).body).toContain('300');
  });

  it('refuses the public at once when too many wait, never our own pages', async () => {
    await start({ queueLength: 1 });
    const limits = { timeout: 1000, rows: 10, bytes: 1000 };
    const slow = ask(endless, { limits });
    const waiting = ask(count, { limits });
    const outcomes = Promise.allSettled([slow, waiting]);
    await expect(ask(count)).rejects.toMatchObject({ code: 'busy', details: { retryAfter: 2 } });
    expect((await ask(count, { lane: 'reserved' })).body).toContain('300');
    const [first] = await outcomes;
    expect(first).toMatchObject({ status: 'rejected', reason: { code: 'too-slow' } });
  });

  it('says that it is unavailable when no engine can be loaded', async () => {
    opened = await openLiveStore();
    await opened.breakStarts();
    await expect(opened.store.start()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('keeps the live engines when a rebuild fails', async () => {
    await start();
    await opened.breakStarts();
    await expect(opened.store.rebuild(() => undefined)).rejects.toMatchObject({ code: 'unavailable' });
    expect(opened.store.isReady()).toBe(true);
    expect((await ask(count)).body).toContain('300');
  });

  it('tells the quality of sources in the graph of provenance, as publications come and go', async () => {
    await start();
    const query = `PREFIX dqv: <http://www.w3.org/ns/dqv#>
      SELECT ?source ?value { GRAPH <${opened.base}/graph/provenance> { ?source dqv:hasQualityMeasurement/dqv:value ?value } }`;
    const answered = async (): Promise<string> => (await ask(query)).body.trim();
    const told = `${opened.base}/id/source/atelier,64`;
    expect(await answered()).toContain(told);
    await opened.store.caughtUp(await opened.withdraw('aaaaaaaaaaaa'));
    expect(await answered()).not.toContain(told);
    await opened.store.caughtUp(await opened.publish('cccccccccccc', ''));
    expect(await answered()).toContain(told);
  });

  it('leaves no process behind', async () => {
    await start();
    expect((await enginePids()).length).toBeGreaterThanOrEqual(2);
    await opened.store.close();
    expect(await enginePids()).toEqual([]);
  });

  it('is gone when its parent is killed, busy engines included', async () => {
    opened = await openLiveStore();
    const TMPDIR = await mkdtemp(path.join(os.tmpdir(), 'carrefour-holder-'));
    const holder = fork(new URL('../store-holder.ts', import.meta.url), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: { ...process.env, TMPDIR },
    });
    await once(holder, 'message');
    const engines = await enginePids(holder.pid);
    expect(engines.length).toBeGreaterThanOrEqual(2);
    holder.kill('SIGKILL');
    await vi.waitFor(
      async () => {
        expect(await Promise.all(engines.map(commandOf))).toEqual(engines.map(() => ''));
      },
      { timeout: 10_000, interval: 50 },
    );
    await rm(TMPDIR, { recursive: true });
  });
});
