import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { readSource } from '../../src/source/read-source.ts';
import { checks } from '../../src/sources.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'source-'));
});
afterEach(() => rm(folder, { recursive: true }));

const csv = { options: z.strictObject({ url: z.string('Write the address of the file.') }) };
const declaration = `id: essai
name: Essai
homepage: https://example.org
contact: contact@example.org
language: fr
licence: CC BY 4.0
agreement: open
sets:
  projets:
    protocol: csv
    options: { url: 'file:projets.csv' }
    key: id
`;
const joined = `${declaration}    join:
      fait: { protocol: csv, options: { url: 'file:faits.csv' }, on: nom, to: nom }
`;
const mapping =
  "mappings:\n  it:\n    s: '#it'\n    po:\n      - [a, car:Innovation]\n      - [schema:name, $(nom)]\n";

async function mistakesOf(files: Record<string, string>): Promise<string[]> {
  for (const [name, text] of Object.entries({
    'source.yaml': declaration,
    'projets.yarrrml.yaml': mapping,
    ...files,
  })) {
    await writeFile(path.join(folder, name), text);
  }
  const { mistakes } = await readSource(folder, { ...checks, protocols: { csv } });
  return mistakes.map(({ file, line, field, mend }) => `${path.basename(file)}:${line} ${field} ${mend}`);
}

test('a right folder has no mistakes', async () => {
  expect(await mistakesOf({})).toEqual([]);
});

test.each([
  [
    'a misspelt field',
    { 'source.yaml': declaration.replace('licence', 'licens') },
    'source.yaml:6 licens Did you mean “licence”?',
  ],
  [
    'an unknown protocol',
    { 'source.yaml': declaration.replace('csv', 'cvs') },
    'source.yaml:10 sets.projets.protocol Did you mean “csv”?',
  ],
  [
    'a wrong option',
    { 'source.yaml': declaration.replace('{ url:', '{ uri:') },
    'source.yaml:11 sets.projets.options.url Write the address of the file.',
  ],
  [
    'a path that is none',
    { 'source.yaml': declaration.replace('key: id', 'key: "$.a["') },
    'source.yaml:12 sets.projets.key Write a field such as',
  ],
  [
    'an option that there is not',
    { 'source.yaml': declaration.replace("'file:projets.csv'", "'file:projets.csv', ulr: x") },
    'source.yaml:11 sets.projets.options.ulr Did you mean “url”?',
  ],
  [
    'a key rule whose pattern could take for ever',
    { 'source.yaml': declaration.replace('key: id', "key: { path: id, match: '(a+)+x' }") },
    'source.yaml:12 sets.projets.key Repeat no group',
  ],
  [
    'a key rule without a pattern',
    { 'source.yaml': declaration.replace('key: id', 'key: { path: id, mach: x }') },
    'source.yaml:12 sets.projets.key Write the path of a field, or { path',
  ],
  [
    'a misspelt field of a join',
    { 'source.yaml': joined.replace(', to: nom', ', too: nom') },
    'source.yaml:14 sets.projets.join.fait.too Did you mean “to”?',
  ],
  [
    'an unknown protocol of a join',
    { 'source.yaml': joined.replace('{ protocol: csv', '{ protocol: cvs') },
    'source.yaml:14 sets.projets.join.fait.protocol Did you mean “csv”?',
  ],
  [
    'a wrong option of a join',
    {
      'source.yaml': joined
        .replace('{ url:', '{ uri:')
        .replace("options: { url: 'file:faits", "options: { uri: 'file:faits"),
    },
    'source.yaml:14 sets.projets.join.fait.options.url Write the address of the file.',
  ],
  [
    'a path of a join that is none',
    { 'source.yaml': joined.replace('on: nom', "on: '$.a['") },
    'source.yaml:14 sets.projets.join.fait.on Write a field such as',
  ],
  ['broken YAML', { 'source.yaml': `${declaration}  - x\n` }, 'source.yaml:13'],
  [
    'an unknown prefix',
    { 'projets.yarrrml.yaml': mapping.replace('schema:', 'shema:') },
    'projets.yarrrml.yaml:6 mappings.it.po.1.0 Did you mean “schema”?',
  ],
  [
    'an unknown term',
    { 'projets.yarrrml.yaml': mapping.replace('Innovation', 'Inovation') },
    'projets.yarrrml.yaml:5 mappings.it.po.0.1 Did you mean “Innovation”?',
  ],
  [
    'a misspelt key',
    { 'projets.yarrrml.yaml': mapping.replace('po:', 'pp:') },
    'projets.yarrrml.yaml:4 mappings.it.pp Did you mean “po”?',
  ],
  [
    'an unknown concept',
    { 'crosswalk.csv': 'scheme,label,code\ntheme,Auto,XYZ\n' },
    'crosswalk.csv:2 code Write a code of that scheme',
  ],
])('%s is told with its file, line, field and mend', async (_what, files, expected) => {
  expect((await mistakesOf(files as Record<string, string>)).some((told) => told.startsWith(expected))).toBe(
    true,
  );
});

test('a query cannot stand alone where records are no graph', async () => {
  await writeFile(path.join(folder, 'source.yaml'), declaration);
  await writeFile(path.join(folder, 'projets.rq'), 'CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }');
  const { mistakes } = await readSource(folder, {
    ...checks,
    protocols: { csv: { ...csv, givesGraph: false } },
  });
  expect(mistakes).toMatchObject([
    { field: 'sets.projets.mapping', mend: 'Write projets.yarrrml.yaml beside it.' },
  ]);
});

test('a missing mapping is told', async () => {
  const told = await mistakesOf({ 'source.yaml': `${declaration}    mapping: autre.yaml\n` });
  expect(told).toEqual([
    'source.yaml:13 sets.projets.mapping Write autre.yaml, or name the file under “mapping”.',
  ]);
});
