import { readFileSync } from 'node:fs';
import { afterEach, expect, test, vi } from 'vitest';
import { createValidatorProcess } from '../../src/validate/adapters/validator-process.ts';
import type { Validator } from '../../src/validate/validator.ts';
import { childrenOf } from '../main/command-line.ts';

// A process takes seconds to start on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const entry = new URL('../../src/main/validator-process.ts', import.meta.url);
const record = {
  text: readFileSync(new URL('fixtures/by-hand.jsonld', import.meta.url), 'utf8'),
  profile: 'publishable',
} as const;
const usual = { entry, timeout: 20_000, memoryCap: 1_000_000_000, queue: 4, patience: 60_000 };
let validator: Validator | undefined;

function open(options: Partial<typeof usual> = {}): Validator {
  validator = createValidatorProcess({ ...usual, ...options });
  return validator;
}

const ownProcesses = async (): Promise<number[]> =>
  (await childrenOf(process.pid))
    .filter(({ command }) => command.includes('validator-process'))
    .map(({ pid }) => pid);

afterEach(() => validator?.close());

test('inputs are checked one after another by one process, which is started again when it is killed', async () => {
  const own = open();
  const reports = await Promise.all([own.validate(record), own.validate({ ...record, text: '{' })]);
  expect(reports.map(({ conforms }) => conforms)).toEqual([true, false]);
  const [first, ...others] = await ownProcesses();
  expect(others).toEqual([]);
  process.kill(first ?? 0, 'SIGKILL');
  await expect.poll(ownProcesses).toEqual([]);
  expect((await own.validate(record)).conforms).toBe(true);
  await own.close();
  expect(await ownProcesses()).toEqual([]);
});

test('an input that takes too long is given up, and the next one is checked', async () => {
  const long = `${'<#a> a <#b> . '.repeat(1)}${Array.from({ length: 40_000 }, (_, n) => `<#n${String(n)}> <https://schema.org/name> "n" .`).join('\n')}`;
  const own = open({ timeout: 300 });
  await expect(own.validate({ ...record, text: long, format: 'turtle' })).rejects.toMatchObject({
    code: 'too-slow',
  });
  const small = { ...record, text: '<#a> <#b> "c" .', format: 'turtle' as const };
  expect((await own.validate(small)).conforms).toBe(false);
});

test('whoever finds the queue full is told to come back, and a text beyond the bounds is refused', async () => {
  const own = open({ queue: 1 });
  const first = own.validate({ ...record, text: 'x'.repeat(2_000_001) });
  await expect(own.validate(record)).rejects.toMatchObject({ code: 'busy' });
  await expect(first).rejects.toMatchObject({ code: 'too-large' });
});

test('a process that may hold nothing cannot start, and says so', async () => {
  const own = open({ memoryCap: 20_000_000 });
  await expect(own.validate(record)).rejects.toMatchObject({ code: 'unavailable' });
});
