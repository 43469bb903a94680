import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { freshData, run, type Environment } from './command-line.ts';

interface Answer {
  readonly territory: string | null;
  readonly precision: string;
  readonly evidence: readonly { readonly from: string; readonly how: string }[];
  readonly candidates?: readonly string[];
  readonly likeliest?: { readonly territory: string; readonly share: number };
}

let environment: Environment;
const file = () => path.join(environment['CARREFOUR_DATA'] ?? '', 'places.jsonl');
beforeAll(async () => {
  environment = await freshData();
});

it('carrefour places answers a line with a line, in order, whatever the fields are called', async () => {
  const lines = [
    { postcode: '23000', city: 'Guéret' },
    { query: '12 rue de Paris, Lille' },
    { town: 'Graz', country: 'Österreich, AT' },
    { insee: '49301', lat: '47,08', lon: '-1.02' },
    {},
  ];
  await writeFile(file(), lines.map((line) => JSON.stringify(line)).join('\n\n'));
  const { stdout, code } = await run(['places', '--in', file()], environment);
  const answers = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
  expect(code).toBe(0);
  expect(answers.map(({ territory }) => territory)).toEqual([
    'commune-23096',
    'commune-59350',
    expect.stringMatching(/^region-AT/),
    'commune-49301',
    'country-FR',
  ]);
  for (const { evidence } of answers) expect(evidence.length).toBeGreaterThan(0);
}, 60_000);

it('carrefour places answers a shared postcode with one commune only where nine in ten people live there', async () => {
  await writeFile(
    file(),
    ['{"postcode":"67130"}', '{"postcode":"29200"}', '{"postcode":"35400"}'].join('\n'),
  );
  const { stdout } = await run(['places', '--in', file()], environment);
  for (const line of stdout.trim().split('\n')) {
    const { territory, likeliest, candidates, evidence } = JSON.parse(line) as Answer;
    const isAnswered = territory?.startsWith('commune-') === true;
    if (candidates === undefined) expect(isAnswered).toBe(true);
    else {
      expect(isAnswered).toBe((likeliest?.share ?? 0) >= 0.9);
      expect(evidence.some(({ from }) => from === 'population')).toBe(isAnswered);
      if (isAnswered) expect(territory).toBe(likeliest?.territory);
    }
  }
}, 60_000);

it.each([
  ['{"city":', 'Line 2 is not JSON'],
  ['{"city":{}}', 'Line 2: “city” is neither a text nor a number'],
  ['[]', 'Line 2: not an object'],
])(
  'carrefour places names the line that it cannot read: %s',
  async (line, message) => {
    await writeFile(file(), `{"city":"Tulle"}\n${line}\n`);
    const { stderr, code } = await run(['places', '--in', file()], environment);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  },
  60_000,
);

it('carrefour places says which file it cannot read, and how it is called', async () => {
  const absent = await run(['places', '--in', 'nowhere.jsonl'], environment);
  expect([absent.code, absent.stderr]).toEqual([2, expect.stringContaining('nowhere.jsonl')]);
  const bare = await run(['places'], environment);
  expect([bare.code, bare.stderr]).toEqual([2, expect.stringContaining('--in PLACES.jsonl')]);
}, 60_000);
