import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkSource } from '../../src/sources.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'options-'));
});
afterEach(() => rm(folder, { recursive: true }));

const mapping = "mappings:\n  it:\n    s: '#it'\n    po:\n      - [a, car:Innovation]\n";

/** Checks a source whose options begin in line 12, as `line field mend`. */
async function mistakesOf(protocol: string, options: readonly string[]): Promise<string[]> {
  const declaration = [
    'id: essai',
    'name: Essai',
    'homepage: https://example.org',
    'contact: contact@example.org',
    'language: fr',
    'licence: CC BY 4.0',
    'agreement: open',
    'sets:',
    '  projets:',
    `    protocol: ${protocol}`,
    '    options:',
    ...options.map((line) => `      ${line}`),
    '    key: _url',
  ];
  await writeFile(path.join(folder, 'source.yaml'), declaration.join('\n'));
  await writeFile(path.join(folder, 'projets.yarrrml.yaml'), mapping);
  const mistakes = await checkSource(folder);
  return mistakes.map(({ file, line, field, mend }) => {
    expect(path.basename(file)).toBe('source.yaml');
    return `${String(line)} ${field.replace('sets.projets.options', 'options')} ${mend}`;
  });
}

const list = ['url: https://example.org/liste', 'items: { css: li }', 'fields:', '  titre: { css: h2 }'];

test('right options of every form have no mistakes', async () => {
  expect(await mistakesOf('html-list', list)).toEqual([]);
  expect(await mistakesOf('html', ['url: [https://example.org/sitemap.xml]', 'types: [Project]'])).toEqual(
    [],
  );
  expect(await mistakesOf('feed', ['url: https://example.org/feed', 'pages: first'])).toEqual([]);
  expect(await mistakesOf('xlsx', ['url: file:a.xlsx', 'sheet: Projets', 'header: 2'])).toEqual([]);
});

test.each<[string, string[], string]>([
  [
    'html-list',
    [...list, '  ville: { xpath: ".//h2[" }'],
    '16 options.fields.ville.xpath “.//h2[” is not XPath 1.0',
  ],
  [
    'html-list',
    [...list, '  ville: { css: "a[" }'],
    '16 options.fields.ville.css “a[” is not a CSS selector',
  ],
  [
    'html-list',
    [...list, '  ville: { css: h1, in: page }'],
    '16 options.fields.ville.in There is no page but the list',
  ],
  ['html-list', [...list, '  ville: { css: a, at: href }'], '16 options.fields.ville.at'],
  ['html-list', [...list, 'nxet: { css: a }'], '16 options.nxet Did you mean “next”?'],
  [
    'html-list',
    [...list, 'follow: { css: a, xpath: //a }'],
    '16 options.follow Write exactly one of: css, xpath, json.',
  ],
  [
    'html-list',
    ['items: { css: li }', 'fields: { a: { css: b } }'],
    '11 options.url Write the address of the list',
  ],
  ['html', ['url: example.org/sitemap.xml'], '12 options.url Write an address that begins with https://'],
  [
    'html',
    ['url: https://example.org/', 'syntaxes: [jsonld]'],
    '13 options.syntaxes.0 Write some of: json-ld',
  ],
  [
    'html',
    ['url: https://example.org/', "types: ['schema:Event']"],
    '13 options.types.0 Write the last word of a type',
  ],
  ['html', ['url: https://example.org/', 'others: ignore'], '13 options.others Write fail or skip.'],
  ['feed', ['url: https://example.org/', 'pages: 3'], '13 options.pages Write all or first.'],
  ['feed', ['adress: https://example.org/'], '12 options.adress'],
  [
    'xlsx',
    ['url: https://example.org/', 'sheet: 0'],
    '13 options.sheet Write the name of a sheet, or its number',
  ],
  ['xlsx', ['url: https://example.org/', 'header: first'], '13 options.header Write the number of a row'],
])('a wrong option of %s is told with its line, field and mend (%#)', async (protocol, options, expected) => {
  const told = await mistakesOf(protocol, options);
  expect(told.some((one) => one.startsWith(expected)) ? expected : told).toBe(expected);
});
