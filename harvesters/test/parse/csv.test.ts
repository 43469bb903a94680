import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCsv } from '../../src/parse/csv.ts';

const cells = (text: string) =>
  parseCsv(text).map((row) => ('cells' in row ? Object.values(row.cells) : row));

test.each([';', ',', '\t', '|'])('the delimiter “%s” is found out', (delimiter) => {
  const text = ['id', 'nom', 'note'].join(delimiter) + '\n' + ['1', 'Le Détour', ''].join(delimiter);
  expect(parseCsv(text)).toEqual([{ line: 2, cells: { id: '1', nom: 'Le Détour', note: '' } }]);
});

test.each(['\n', '\r\n', '\r'])('lines may end with %j', (end) => {
  expect(cells(['a;b', '1;2', '3;4', ''].join(end))).toEqual([
    ['1', '2'],
    ['3', '4'],
  ]);
});

test('a quoted cell may hold delimiters, quotes and lines; quotes within a plain cell are text', () => {
  expect(cells('a;b\n"x;""y""\nz";Café "Le Détour"\n')).toEqual([['x;"y"\nz', 'Café "Le Détour"']]);
});

test('a row stands where it begins, whatever the rows before it held', () => {
  expect(parseCsv('a;b\n"x\n\ny";1\n\n;\nz;2').map(({ line }) => line)).toEqual([2, 7]);
});

test.each([
  ['1;"never closed', 'never closed'],
  ['1;"closed" too early', 'write a quote inside it twice'],
  ['1;2;3', '3 cells where the first row names 2 columns'],
  ['1', '1 cells where the first row names 2 columns'],
])('“%s” is one failure that says why, and the rows after it are read', (broken, reason) => {
  const [failed, ...after] = parseCsv(`a;b\n${broken}\n5;6\n7;8`);
  expect(failed).toEqual({ line: 2, reason: expect.stringContaining(reason) as string });
  expect(after).toEqual([
    { line: 3, cells: { a: '5', b: '6' } },
    { line: 4, cells: { a: '7', b: '8' } },
  ]);
});

test('names of columns are trimmed, and told apart when they come twice or are empty', () => {
  expect(parseCsv(' nom du\nprojet ;x;x;\n1;2;3;4'.replace('du\n', 'du  '))).toEqual([
    { line: 2, cells: { 'nom du projet': '1', x: '2', 'x (2)': '3', 'column 4': '4' } },
  ]);
});

test.each([
  ['', 'empty'],
  ['  \n ', 'empty'],
  ['<!DOCTYPE html><p>', 'web page'],
  ['"a;b\n1;2', 'never closed'],
])('“%s” is no table, and it says so', (text, reason) => {
  expect(() => parseCsv(text)).toThrow(reason);
});

test('what is written with quotes is read as it was, whatever it holds', () => {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const cell = fc.string({ unit: fc.constantFrom('a', '"', ';', ',', '\n', '\r', 'é', ' ') });
  fc.assert(
    fc.property(fc.array(fc.tuple(cell, cell), { maxLength: 5 }), (rows) => {
      const text = ['a;b', ...rows.map((row) => row.map(quoted).join(';'))].join('\n');
      const filled = rows.filter((row) => row.some((one) => one.trim() !== ''));
      expect(cells(text)).toEqual(filled);
    }),
  );
});
