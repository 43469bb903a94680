import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { protocols } from '../../src/protocols/registry.ts';

const folder = path.join(import.meta.dirname, '../../src/protocols');

test('every protocol of the folder is registered under the name of its file', () => {
  const files = readdirSync(folder).filter((name) =>
    /^export const \w+: Protocol</m.test(readFileSync(path.join(folder, name), 'utf8')),
  );
  expect(Object.keys(protocols).sort()).toEqual(files.map((name) => path.basename(name, '.ts')).sort());
});

test('every protocol is held to the contract by its own test', () => {
  const tested = readdirSync(import.meta.dirname)
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) =>
      readFileSync(path.join(import.meta.dirname, name), 'utf8').includes('describeProtocolContract('),
    );
  expect(tested).toEqual(expect.arrayContaining(Object.keys(protocols).map((name) => `${name}.test.ts`)));
});
