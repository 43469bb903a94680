import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { freshData, run, start, type Environment } from './command-line.ts';

const rounds = Number(process.env['CARREFOUR_CRASH_ROUNDS'] ?? '5');
const seed = Number(process.env['CARREFOUR_CRASH_SEED'] ?? String(Date.now() % 1_000_000));
const base = { CARREFOUR_BASE_IRI: 'http://localhost:3000' };
const sources = ['exemple-terres-solidaires', 'exemple-atlas-des-reponses'];

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

let expected = '';
let milliseconds = 0;

beforeAll(async () => {
  const environment = await freshData(base);
  const startedAt = performance.now();
  await run(['harvest', ...sources], environment);
  milliseconds = performance.now() - startedAt;
  expected = await exported(environment);
  expect(expected.length).toBeGreaterThan(1000);
}, 120_000);

describe(`killed at random moments (seed ${String(seed)})`, () => {
  const random = randomFrom(seed);

  it.each(Array.from({ length: rounds }, (_, round) => round))(
    'a harvest that was cut short gives, once run again, what an uninterrupted one gives (%i)',
    async () => {
      const environment = await freshData(base);
      const moments = [random(), random()];
      for (const moment of moments) {
        const child = start(['harvest', ...sources], environment);
        await Promise.race([wait(moment * milliseconds), once(child, 'exit')]);
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
      const { stderr } = await run(['harvest', ...sources], environment);
      expect(await exported(environment), stderr).toBe(expected);
    },
    120_000,
  );
});
