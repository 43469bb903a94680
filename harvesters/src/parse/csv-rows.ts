/** A row as it stands in a text, from 1 the line where it begins: its cells, or why they cannot be told apart. */
export type TextRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly reason: string };

type Row = { readonly cells: readonly string[]; readonly end: number } | { readonly reason: string };
type Cell = { readonly value: string; readonly end: number } | { readonly reason: string };

/** Characters in one quoted cell: a quote that is open for longer was never meant to be. */
const maxQuoted = 1_000_000;
const lineEnd = /\r\n|\n|\r/g;

/**
 * Cuts a text into rows and cells (RFC 4180, any delimiter, quotes inside plain cells kept as they are). A row with a
 * broken quote is one failure, and reading goes on with the line after its first: a quote that is never closed would
 * otherwise take the rest of the file with it. Rows without any text are left out.
 */
export function* readRows(text: string, delimiter: string): Generator<TextRow> {
  let line = 1;
  for (let at = 0; at < text.length;) {
    const row = readRow(text, at, delimiter);
    const end = 'end' in row ? row.end : endOfLine(text, at);
    if (!('cells' in row)) yield { line, reason: row.reason };
    else if (row.cells.some((cell) => cell.trim() !== '')) yield { line, cells: row.cells };
    const next = end + (lineEndAt(text, end)?.length ?? 0);
    line += text.slice(at, next).match(lineEnd)?.length ?? 0;
    at = next;
  }
}

function readRow(text: string, start: number, delimiter: string): Row {
  const cells: string[] = [];
  for (let at = start; ; at += delimiter.length) {
    const cell = text[at] === '"' ? quotedCell(text, at) : plainCell(text, at, delimiter);
    if (!('end' in cell)) return cell;
    cells.push(cell.value);
    at = cell.end;
    if (at >= text.length || lineEndAt(text, at) !== undefined) return { cells, end: at };
    if (!text.startsWith(delimiter, at)) {
      const column = String(cells.length);
      return {
        reason: `After the quoted text of column ${column} comes more text: write a quote inside it twice.`,
      };
    }
  }
}

function quotedCell(text: string, start: number): Cell {
  for (let from = start + 1; ;) {
    const quote = text.indexOf('"', from);
    if (quote < 0 || quote - start > maxQuoted)
      return { reason: 'A quote is opened and never closed: close it, or take it away.' };
    if (text[quote + 1] !== '"')
      return { value: text.slice(start + 1, quote).replaceAll('""', '"'), end: quote + 1 };
    from = quote + 2;
  }
}

function plainCell(text: string, start: number, delimiter: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1;
  return { value: text.slice(start, end), end };
}

function endOfLine(text: string, from: number): number {
  let end = from;
  while (end < text.length && lineEndAt(text, end) === undefined) end += 1;
  return end;
}

function lineEndAt(text: string, at: number): string | undefined {
  if (text.startsWith('\r\n', at)) return '\r\n';
  return text[at] === '\n' || text[at] === '\r' ? text[at] : undefined;
}
