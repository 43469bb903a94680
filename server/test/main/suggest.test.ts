import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { freshData, run } from './command-line.ts';

interface Line {
  readonly concepts: readonly { readonly scheme: string; readonly code: string; readonly score: number }[];
  readonly error?: string;
}

test('carrefour suggest answers a line with a line, in order, and says what is wrong with a line', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'carrefour-suggest-'));
  const file = path.join(folder, 'labels.jsonl');
  const lines = [
    { label: 'Économie circulaire', source: 'un-partenaire', lang: 'fr' },
    { title: 'Le bus santé', description: 'Un médecin va dans les villages où il n’y en a plus.' },
    { description: 'Ensure access to affordable and clean energy, with solar and wind power for all.' },
    { title: '' },
  ];
  await writeFile(file, `${lines.map((line) => JSON.stringify(line)).join('\n')}\n{"label"\n`);
  const { code, stdout, stderr } = await run(['suggest', '--in', file], await freshData());
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const found = answers.map(({ concepts }) => concepts.map((one) => `${one.scheme} ${one.code}`));
  expect(found[0]?.[0]).toBe('theme ECO-CIR');
  expect(found[1]).toContainEqual(expect.stringMatching(/^theme SAN/));
  expect(found[2]).toContain('sdg 7');
  expect(answers[3]).toEqual({ concepts: [], error: expect.stringContaining('give a “label”') as string });
  expect(answers[4]).toEqual({ concepts: [], error: expect.stringContaining('not JSON') as string });
  expect(stderr).toContain('line 5');
  expect(code).toBe(1);
});

test('carrefour suggest without a file says how it is called', async () => {
  const { code, stderr } = await run(['suggest', '--in', 'nowhere.jsonl'], await freshData());
  expect(code).toBe(2);
  expect(stderr).toContain('carrefour suggest --in LABELS.jsonl');
});
