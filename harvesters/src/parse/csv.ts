import { readRows } from './csv-rows.ts';
import { columnNames } from './column-names.ts';
import { ParseError } from './parse-error.ts';

/** One row of a table, by column, or why it could not be read. */
export type CsvRow =
  | { readonly line: number; readonly cells: Readonly<Record<string, string>> }
  | { readonly line: number; readonly reason: string };

const delimiters = [';', ',', '\t', '|'];

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
  const [head, ...body] = readRows(text, delimiter ?? detectDelimiter(text));
  if (head === undefined || 'reason' in head)
    throw new ParseError(
      `There is no readable first row with the names of the columns. ${head?.reason ?? ''}`.trim(),
    );
  const names = columnNames(head.cells);
  return body.map((row) => ('reason' in row ? row : namedRow(names, row)));
}

function namedRow(
  names: readonly string[],
  { line, cells }: { line: number; cells: readonly string[] },
): CsvRow {
  if (cells.length !== names.length) {
    const count = `${String(cells.length)} cells where the first row names ${String(names.length)} columns`;
    return {
      line,
      reason: `This row has ${count}: a delimiter is missing, or a text that holds one lacks quotes.`,
    };
  }
  return { line, cells: Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])) };
}

/** The delimiter that splits the first row outside quotes most often. */
function detectDelimiter(text: string): string {
  const head = (text.split(/[\r\n]/, 1)[0] ?? '').replaceAll(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => [head.split(delimiter).length, delimiter] as const);
  return counts.reduce((best, next) => (next[0] > best[0] ? next : best))[1];
}
