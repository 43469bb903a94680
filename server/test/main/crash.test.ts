import { beforeAll, describe, expect, it } from 'vitest';
import { freshData, freePort, run, type Environment } from './command-line.ts';
import { crashSources, victims, writeCrashSources } from './crash-victims.ts';

const rounds = Number(process.env['CARREFOUR_CRASH_ROUNDS'] ?? '5');
const seed = Number(process.env['CARREFOUR_CRASH_SEED'] ?? String(Date.now() % 1_000_000));

/** Mulberry32: the same seed gives the same moments of death. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

async function exported(environment: Environment): Promise<string> {
  const { code, stdout, stderr } = await run(
    ['export', '--format', 'nq', '--graphs', 'published,claims'],
    environment,
  );
  expect(code, stderr).toBe(0);
  return stdout;
}

/** One address for all data folders, so that their exports can be compared. */
let settings: Environment = {};
let expected = '';
let milliseconds = 0;

beforeAll(async () => {
  const port = String(await freePort());
  settings = {
    CARREFOUR_SOURCES: await writeCrashSources(),
    CARREFOUR_PORT: port,
    CARREFOUR_BASE_IRI: `http://localhost:${port}`,
  };
  const environment = await freshData(settings);
  const startedAt = performance.now();
  await run(['harvest', ...crashSources], environment);
  milliseconds = performance.now() - startedAt;
  expected = await exported(environment);
  expect(expected.length).toBeGreaterThan(1000);
}, 300_000);

const names = Object.keys(victims);
const deaths = Array.from(
  { length: rounds },
  (_, round) => [round, names[round % names.length] ?? ''] as const,
);

describe(`killed at random moments (seed ${String(seed)})`, () => {
  const random = randomFrom(seed);

  it.each(deaths)(
    'what a kill cut short gives, once run again, what an uninterrupted run gives (%i: %s)',
    async (_round, name) => {
      const environment = await freshData(settings);
      await victims[name]?.({ environment, moment: random(), milliseconds });
      const { stderr } = await run(['harvest', ...crashSources], environment);
      expect(await exported(environment), stderr).toBe(expected);
    },
    300_000,
  );
});
