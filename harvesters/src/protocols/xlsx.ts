import { z } from 'zod';
import { columnNames } from '../parse/column-names.ts';
import { ParseError } from '../parse/parse-error.ts';
import { readXlsx, type Sheet } from '../parse/xlsx.ts';
import type { SheetRow } from '../parse/xlsx-sheet.ts';
import type { Protocol, RawRecord } from '../protocol.ts';
import { expectFormat, readSourceBytes } from './read-source.ts';
import { sourceAddress } from './source-address.ts';

const sheetMend = 'Write the name of a sheet, or its number from 1.';

const options = z.strictObject({
  url: sourceAddress,
  /** By name, or by number from 1. */
  sheet: z
    .union([z.string().min(1, sheetMend), z.int(sheetMend).min(1, sheetMend)], { error: sheetMend })
    .default(1),
  /** The row with the names of the columns; by default the first that is not empty. */
  header: z.int('Write the number of a row, from 1.').min(1, 'Write the number of a row, from 1.').optional(),
  headers: z.record(z.string(), z.string()).optional(),
});

/** A sheet of an Excel workbook; every record is one row, by column, with null for what is empty. */
export const xlsx: Protocol<z.output<typeof options>> = {
  options,
  async *list({ url, sheet, header, headers }, context) {
    const { name, bytes } = await readSourceBytes(url, context, headers);
    const { found, names, rows } = expectFormat(name, () => tableOf(readXlsx(bytes, sheet), header));
    for (const row of rows) {
      context.signal.throwIfAborted();
      yield recordOf(row, { names, locator: `${name} sheet “${found}” row ${String(row.number)}` });
    }
  },
};

type Names = ReadonlyMap<number, string>;

function tableOf(
  { name, rows }: Sheet,
  header: number | undefined,
): { found: string; names: Names; rows: readonly SheetRow[] } {
  const head = header === undefined ? rows[0] : rows.find(({ number }) => number === header);
  if (head === undefined) {
    const what = header === undefined ? 'is empty' : `has nothing in row ${String(header)}`;
    throw new ParseError(`The sheet “${name}” ${what}, where the names of the columns were expected.`);
  }
  const last = Math.max(...head.cells.keys());
  const cells = Array.from({ length: last }, (_, index) => String(head.cells.get(index + 1) ?? ''));
  const names = new Map(columnNames(cells).map((column, index) => [index + 1, column]));
  return { found: name, names, rows: rows.filter(({ number }) => number > head.number) };
}

function recordOf(
  { cells, problems }: SheetRow,
  { names, locator }: { names: Names; locator: string },
): RawRecord {
  const [problem] = problems;
  const unnamed = [...cells.keys()].find((column) => !names.has(column));
  if (problem !== undefined)
    return { outcome: 'failed', locator, reason: `This row cannot be read: ${problem}.` };
  if (unnamed !== undefined) {
    const reason = `Cell ${String(unnamed)} of this row stands in a column without a name: give it one in the header row.`;
    return { outcome: 'failed', locator, reason };
  }
  return {
    outcome: 'record',
    locator,
    payload: Object.fromEntries([...names].map(([column, name]) => [name, cells.get(column) ?? null])),
  };
}
