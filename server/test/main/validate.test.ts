import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import type { ValidationReport } from '../../src/domain/validation.ts';
import { freshData, run } from './command-line.ts';

const good = fileURLToPath(new URL('../validate/fixtures/by-hand.jsonld', import.meta.url));

test('carrefour validate says file, line and mend, and ends with 1 when the profile is not reached', async () => {
  const data = await freshData();
  const fine = await run(['validate', good, '--json'], data);
  expect(fine.code, fine.stderr).toBe(0);
  expect(JSON.parse(fine.stdout) as ValidationReport).toMatchObject({ conforms: true, format: 'jsonld' });
  const thin = await run(['validate', good, '--profile', 'good', '--lang', 'en'], data);
  expect(thin.code).toBe(1);
  expect(thin.stdout).toContain(`${good}:11  #carrier`);
  expect(thin.stdout).toContain('does not conform (good)');
});

test('carrefour validate reads a table with its mapping, and names the line of a wrong mapping', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'carrefour-validate-'));
  const [table, mapping] = [path.join(folder, 'a.csv'), path.join(folder, 'a.yarrrml.yaml')];
  await writeFile(table, 'nom\nGarage\n');
  await writeFile(mapping, "mappings:\n  it:\n    s: '#it'\n    pos: []\n");
  const { code, stdout } = await run(['validate', table, '--mapping', mapping], await freshData());
  expect(code).toBe(1);
  expect(stdout).toContain(`${mapping}:4`);
});
