import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writtenIri } from '@carrefour/ontology';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import type { RawRecord } from '../../src/protocol.ts';
import { xlsx } from '../../src/protocols/xlsx.ts';
import { plainRows, workbookOf, type InventedWorkbook } from '../workbook.ts';
import { describeProtocolContract } from './protocol.contract.ts';
import { all } from './protocol-under-test.ts';

const initiatives = workbookOf({
  sheets: {
    Initiatives: {
      rows: `${plainRows([
        ['id', 'nom'],
        [1, 'Le four commun'],
      ])}<row><c><v>2</v></c><c t="s"><v>99</v></c></row>${plainRows([[3, 'La ruche']])}`,
    },
  },
});

describeProtocolContract({
  name: 'xlsx',
  site: { '/initiatives.xlsx': { body: initiatives } },
  options: (url) => ({ url }),
  records: 2,
  failed: 1,
  local: { content: initiatives, records: 2, failed: 1 },
});

/** One pass over a workbook that a partner answers with. */
function read(bytes: Uint8Array, options: Record<string, unknown> = {}): Promise<RawRecord[]> {
  const pass = xlsx.list(xlsx.options.parse({ url: 'https://a.example/t.xlsx', ...options }), {
    fetch: (url) => Promise.resolve({ url, status: 200, headers: {}, bytes }),
    folder: import.meta.dirname,
    signal: new AbortController().signal,
    maxPages: 1,
    writtenIri,
  });
  return all(pass[Symbol.asyncIterator]());
}

const payloads = (outcomes: readonly RawRecord[]) =>
  outcomes.flatMap((one) => (one.outcome === 'record' ? [one.payload] : []));

describe('xlsx', () => {
  test('reads texts of every way of storing them, numbers, truths, dates and times', async () => {
    const rows = `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" t="s"><v>1</v></c><c r="D2" t="inlineStr"><is><t>quand</t></is></c><c r="E2" t="str"><f>1</f><v>vrai</v></c><c r="F2" t="str"><v>heure</v></c></row>
      <row r="5"><c r="A5" t="s"><v>2</v></c><c r="B5"><v>0.1</v></c><c r="D5" s="1"><v>45352</v></c><c r="E5" t="b"><v>1</v></c><c r="F5" s="2"><v>45352.75</v></c></row>
      <row r="6"><c r="A6" s="3"><v>12</v></c><c r="D6" s="4"><v>59</v></c><c r="F6" s="2"><v>0.5</v></c></row><row r="7"><c r="A7"/></row>`;
    const workbook = workbookOf({
      sheets: { 'Page 1': { rows: '' }, Données: { rows } },
      sharedStrings: [
        '<t> nom </t>',
        '<t>taux</t>',
        '<r><t>Un </t></r><r><t>&amp; deux</t></r><rPh><t>x</t></rPh>',
      ],
      formats: [0, 14, 'dd/mm/yyyy hh:mm', '0 "jours"', '[$-40C]d mmm yyyy'],
    });
    const outcomes = await read(workbook, { sheet: 'Données' });
    expect(outcomes.map(({ locator }) => locator)).toEqual([
      'https://a.example/t.xlsx sheet “Données” row 5',
      'https://a.example/t.xlsx sheet “Données” row 6',
    ]);
    expect(payloads(outcomes)).toEqual([
      {
        nom: 'Un & deux',
        taux: 0.1,
        'column 3': null,
        quand: '2024-03-01',
        vrai: true,
        heure: '2024-03-01T18:00:00',
      },
      { nom: 12, taux: null, 'column 3': null, quand: '1900-02-28', vrai: null, heure: '12:00:00' },
    ]);
    const from1904: InventedWorkbook = {
      sheets: { A: { rows: `${plainRows([['jour']])}<row><c s="1"><v>0</v></c></row>` } },
      formats: [0, 14],
      is1904: true,
    };
    expect(payloads(await read(workbookOf(from1904)))).toEqual([{ jour: '1904-01-01' }]);
  });

  test('gives every merged cell the value that is shown, and takes the header row that it is told', async () => {
    const rows = plainRows([
      ['Bilan 2026'],
      ['région', 'ville', 'ville'],
      ['Limousin', 'Tulle', 1],
      ['', 'Guéret', 2],
    ]);
    const workbook = workbookOf({
      sheets: {
        A: { rows, after: '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A3:A4"/></mergeCells>' },
      },
    });
    expect(payloads(await read(workbook, { header: 2 }))).toEqual([
      { région: 'Limousin', ville: 'Tulle', 'ville (2)': 1 },
      { région: 'Limousin', ville: 'Guéret', 'ville (2)': 2 },
    ]);
  });

  test('tells a bad row by itself: an impossible date, a cell beside the table', async () => {
    const rows = `${plainRows([['id'], [1]])}<row><c s="1"><v>9e9</v></c></row>${plainRows([[2, 'à côté'], [3]])}`;
    const outcomes = await read(workbookOf({ sheets: { A: { rows } }, formats: [0, 14] }));
    expect(outcomes).toMatchObject([
      { outcome: 'record' },
      { outcome: 'failed', reason: expect.stringContaining('cell A3: 9000000000 is not a date') as string },
      { outcome: 'failed', reason: expect.stringContaining('column without a name') as string },
      { outcome: 'record' },
    ]);
  });

  const one = workbookOf({ sheets: { Feuil1: { rows: plainRows([['id'], [1]]) } } });
  test.each([
    [one, { sheet: 'Feuille' }, 'There is no sheet “Feuille”; there are: “Feuil1”'],
    [one, { sheet: 2 }, 'There is no sheet 2'],
    [one, { header: 7 }, 'has nothing in row 7'],
    [workbookOf({ sheets: { A: { rows: '' } } }), {}, 'The sheet “A” is empty'],
    [one.slice(0, one.length - 40), {}, 'This archive is broken'],
    [zipSync({ 'a.txt': new Uint8Array(3) }), {}, 'is no workbook'],
    [Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0, 0), {}, 'Excel 97'],
    [new TextEncoder().encode('id;nom\n1;a'), {}, 'no .xlsx workbook'],
  ])('says in plain words what cannot be read (%#)', async (bytes, options, reason) => {
    await expect(read(bytes, options)).rejects.toMatchObject({
      name: 'HarvestError',
      message: expect.stringContaining(reason) as string,
    });
  });

  test('opens no bomb, whether it declares its size or lies about it', async () => {
    const honest = zipSync({ 'xl/workbook.xml': new Uint8Array(8_000_000) });
    await expect(read(honest)).rejects.toThrow('would grow beyond');
    const liar = zipSync({ 'xl/workbook.xml': new Uint8Array(8_000_000) });
    const view = new DataView(liar.buffer, liar.byteOffset, liar.byteLength);
    for (let at = 0; at < liar.length - 28; at += 1) {
      if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
      if (view.getUint32(at, true) === 0x04034b50) view.setUint32(at + 22, 1000, true);
    }
    await expect(read(liar)).rejects.toMatchObject({ name: 'HarvestError' });
  });

  test('a merged range or a cell at the end of the sheet costs nothing', async () => {
    const rows = `${plainRows([['id'], [1]])}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>`;
    const after = '<mergeCells><mergeCell ref="A2:XFD1048576"/></mergeCells>';
    const workbook = workbookOf({ sheets: { A: { rows, after } } });
    await expect(read(workbook)).rejects.toThrow('merged cells of a sheet cover it without measure');
    expect(await read(workbookOf({ sheets: { A: { rows } } }))).toHaveLength(2);
  });
});

const shared = path.resolve(
  process.env['CARREFOUR_SHARED'] ?? path.join(import.meta.dirname, '../../../../shared'),
);
const real = path.join(shared, 'data/cis-ffe-projects/CIS-correspondancesBDD-import.xlsx');
const isAbsent = !existsSync(real);

describe(`a workbook of the first Carrefour${isAbsent ? ' (skipped: ../shared is absent)' : ''}`, () => {
  test.skipIf(isAbsent)('is read without a failure', async () => {
    const outcomes = await read(await readFile(real));
    expect(outcomes.length).toBeGreaterThan(20);
    expect(outcomes.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
  });
});
