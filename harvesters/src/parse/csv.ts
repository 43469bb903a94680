import { parse } from 'csv-parse/sync';
import { ParseError } from './parse-error.ts';

/** One row of a table, by column, or why it could not be read. */
export type CsvRow =
  | { readonly line: number; readonly cells: Readonly<Record<string, string>> }
  | { readonly line: number; readonly reason: string };

const delimiters = [';', ',', '\t', '|'];
const maxColumns = 2000;

/**
 * Reads a table whose first row names its columns; the delimiter is found out unless it is given. Names are trimmed,
 * and a name that comes twice is numbered. A row with too few or too many cells, or with a broken quote, is one failure.
 * Throws ParseError when there is no table at all.
 */
export function parseCsv(text: string, { delimiter }: { delimiter?: string } = {}): CsvRow[] {
  if (text.trim() === '')
    throw new ParseError('This is empty where a table was expected: it has not even a first row with names.');
  if (/^\s*<(?:!doctype|html|\?xml)/i.test(text)) {
    throw new ParseError('This is a web page where a table was expected: it may be a sign-in or error page.');
  }
  const failures: CsvRow[] = [];
  const rows = parse(text, {
    bom: true,
    delimiter: delimiter ?? detectDelimiter(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_skip: (error, raw) => {
      const line = error === undefined ? 0 : lineOf(error);
      failures.push({
        line,
        reason: `Line ${String(line)} cannot be read: check its quotes (${excerpt(raw)}).`,
      });
      return undefined;
    },
  }) as unknown as { record: string[]; info: { lines: number } }[];
  const [head, ...body] = rows;
  if (head === undefined)
    throw new ParseError('There is no readable first row with the names of the columns.');
  const names = columnNames(head.record);
  const read = body.map(({ record, info }): CsvRow => readRow(names, record, info.lines));
  return [...read, ...failures].sort((a, b) => a.line - b.line);
}

function readRow(names: readonly string[], record: readonly string[], line: number): CsvRow {
  if (record.length !== names.length) {
    const count = `${String(record.length)} cells where the first row names ${String(names.length)} columns`;
    return {
      line,
      reason: `Line ${String(line)} has ${count}: a delimiter is missing, or a text that holds one lacks quotes.`,
    };
  }
  return { line, cells: Object.fromEntries(names.map((name, index) => [name, record[index] ?? ''])) };
}

/** The delimiter that splits the first row outside quotes most often. */
function detectDelimiter(text: string): string {
  const head = (text.split(/\r?\n/, 1)[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => [head.split(delimiter).length, delimiter] as const);
  return counts.reduce((best, next) => (next[0] > best[0] ? next : best))[1];
}

function columnNames(cells: readonly string[]): string[] {
  if (cells.length > maxColumns)
    throw new ParseError(`The first row names more than ${String(maxColumns)} columns.`);
  const seen = new Map<string, number>();
  return cells.map((cell, index) => {
    const name = cell.replaceAll(/\s+/g, ' ').trim() || `column ${String(index + 1)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${String(count)})`;
  });
}

function lineOf(error: Error): number {
  return 'lines' in error && typeof error.lines === 'number' ? error.lines : 0;
}

function excerpt(raw: string | undefined): string {
  return `“${(raw ?? '').trim().slice(0, 60)}”`;
}
