import { once } from 'node:events';
import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';
import { childrenOf, serve, start, type Environment, type Served } from './command-line.ts';

const bundled = fileURLToPath(new URL('../../../harvesters/sources', import.meta.url));
const models = ['exemple-terres-solidaires', 'exemple-atlas-des-reponses'];

/** The sources of the crash tests: two examples under names of their own, harvested by the worker as soon as it starts. */
export const crashSources = models.map((model) => model.replace('exemple', 'crash'));

/** Writes {@link crashSources} and gives the folder to name in `CARREFOUR_SOURCES`. */
export async function writeCrashSources(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'carrefour-crash-sources-'));
  for (const [index, model] of models.entries()) {
    const folder = path.join(root, crashSources[index] ?? '');
    await cp(path.join(bundled, model), folder, { recursive: true });
    const file = path.join(folder, 'source.yaml');
    const declaration = (await readFile(file, 'utf8'))
      .replace(/^id: .*$/m, `id: ${crashSources[index] ?? ''}`)
      .replace(/^schedule: .*$/m, 'schedule: hourly')
      .replace(/^enabled: .*$/m, 'enabled: true');
    await writeFile(file, declaration);
  }
  return root;
}

/** Kills a part of the platform at a moment (0 to 1 of the time that the whole takes), and leaves nothing running. */
export type Victim = (options: {
  readonly environment: Environment;
  readonly moment: number;
  readonly milliseconds: number;
}) => Promise<void>;

/** Everything that may be killed at any moment, by name. */
export const victims: Readonly<Record<string, Victim>> = {
  async harvest({ environment, moment, milliseconds }) {
    const child = start(['harvest', ...crashSources], environment);
    await Promise.race([wait(moment * milliseconds), once(child, 'exit')]);
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  },
  worker: (options) =>
    whileServing(options, async (served) => {
      for (const pid of await childPids(served, 'worker.ts')) process.kill(pid, 'SIGKILL');
    }),
  web: (options) =>
    whileServing(options, async ({ child }) => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    }),
  engine: (options) => whileServing(options, killBusyEngine),
};

/** Serves, waits for the moment, and lets something be killed; then stops what is left. */
async function whileServing(
  { environment, moment, milliseconds }: Parameters<Victim>[0],
  kill: (served: Served) => Promise<void>,
): Promise<void> {
  const served = await serve(environment);
  try {
    await wait(moment * milliseconds);
    await kill(served);
  } finally {
    await served.stop();
  }
}

/** A hundred million combinations, whatever the data: far beyond the deadline of a query. */
const slowQuery = `SELECT (COUNT(*) AS ?n) { ${['?a', '?b', '?c', '?d']
  .map((name) => `VALUES ${name} { ${Array.from({ length: 100 }, (_, value) => value).join(' ')} }`)
  .join(' ')} FILTER(?a + ?b + ?c > ?d) }`;

/** Asks something slow, kills the engine that works on it, and asks something quick. */
async function killBusyEngine(served: Served): Promise<void> {
  const inFlight = ask(served, slowQuery);
  const engine = await busiestEngine(served);
  process.kill(engine, 'SIGKILL');
  const failed = await inFlight;
  expect(failed.status).toBe(503);
  expect(failed.headers.get('content-type')).toContain('application/problem+json');
  const next = await ask(served, 'ASK { ?thing ?property ?value }');
  expect(next.status, await next.text()).toBe(200);
}

function ask({ url }: Served, query: string): Promise<Response> {
  return fetch(`${url}/sparql?${new URLSearchParams({ query }).toString()}`);
}

async function childPids({ child }: Served, entry: string): Promise<number[]> {
  const children = await childrenOf(child.pid ?? 0);
  return children.filter(({ command }) => command.includes(entry)).map(({ pid }) => pid);
}

/** The engine that used most processor time within a moment. */
async function busiestEngine(served: Served): Promise<number> {
  const pids = await childPids(served, 'engine-process.ts');
  const before = await Promise.all(pids.map(ticksOf));
  await wait(700);
  const after = await Promise.all(pids.map(ticksOf));
  const used = pids.map((pid, index) => ({ pid, ticks: (after[index] ?? 0) - (before[index] ?? 0) }));
  const busiest = used.reduce((a, b) => (b.ticks > a.ticks ? b : a), { pid: 0, ticks: 0 });
  expect(busiest.ticks, 'no engine is at work').toBeGreaterThan(0);
  return busiest.pid;
}

/** Processor time of a process, in clock ticks (Linux, proc(5)). */
async function ticksOf(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8').catch(() => '');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}
