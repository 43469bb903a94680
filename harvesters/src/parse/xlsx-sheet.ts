import { SaxesParser } from 'saxes';
import { ParseError } from './parse-error.ts';
import { cellValue, type CellRules, type CellValue } from './xlsx-cell.ts';

/** A row of a sheet that is not empty. */
export interface SheetRow {
  /** As the spreadsheet numbers it, from 1. */
  readonly number: number;
  /** By column, from 1; empty cells are absent. */
  readonly cells: ReadonlyMap<number, CellValue>;
  /** What is wrong with its cells. */
  readonly problems: readonly string[];
}

interface Range {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

const maxCells = 20_000_000;
const maxFilled = 2_000_000;

/**
 * The rows of a worksheet (ECMA-376 §18.3.1), merged cells filled: each of them has the value that is shown. A cell that
 * cannot be understood is a problem of its row alone. Throws ParseError for what is not well-formed or has no measure.
 */
export function readSheet(xml: string, rules: CellRules): SheetRow[] {
  const reader = new SheetReader(rules);
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw new ParseError(`A sheet of this workbook is broken: ${error.message}`, { cause: error });
  });
  parser.on('opentag', ({ name, attributes }) => {
    reader.open(localName(name), attributes);
  });
  parser.on('text', (text) => {
    reader.text(text);
  });
  parser.on('closetag', ({ name }) => {
    reader.close(localName(name));
  });
  parser.write(xml).close();
  return reader.rows();
}

class SheetReader {
  private readonly rules: CellRules;
  private readonly read: { number: number; cells: Map<number, CellValue>; problems: string[] }[] = [];
  private readonly merged: Range[] = [];
  private rowNumber = 0;
  private column = 0;
  private cell: { type: string; style: number; text: string } | undefined;
  private isValue = false;
  private cells = 0;

  constructor(rules: CellRules) {
    this.rules = rules;
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      this.rowNumber = Number(attributes['r'] ?? this.rowNumber + 1);
      this.column = 0;
      this.read.push({ number: this.rowNumber, cells: new Map(), problems: [] });
    } else if (name === 'c') {
      const at = attributes['r'];
      this.column = at === undefined ? this.column + 1 : columnOf(at);
      this.cell = { type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), text: '' };
      this.cells += 1;
      if (this.cells > maxCells)
        throw new ParseError(`A sheet has more than ${String(maxCells)} cells: cut it.`);
    } else if (name === 'v' || name === 't') this.isValue = this.cell !== undefined;
    else if (name === 'mergeCell') this.merged.push(rangeOf(attributes['ref'] ?? ''));
  }

  text(text: string): void {
    if (this.isValue && this.cell !== undefined) this.cell.text += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.isValue = false;
    if (name !== 'c' || this.cell === undefined) return;
    const row = this.read.at(-1);
    try {
      const value = cellValue(this.cell, this.rules);
      if (value !== null) row?.cells.set(this.column, value);
    } catch (error) {
      if (!(error instanceof ParseError)) throw error;
      row?.problems.push(`cell ${columnName(this.column)}${String(this.rowNumber)}: ${error.message}`);
    }
    this.cell = undefined;
  }

  rows(): SheetRow[] {
    this.fillMerged();
    return this.read.filter(({ cells, problems }) => cells.size > 0 || problems.length > 0);
  }

  /** Only rows that exist are filled, so that a range over a whole sheet costs nothing. */
  private fillMerged(): void {
    let filled = 0;
    const byNumber = new Map(this.read.map((row) => [row.number, row]));
    for (const { top, bottom, left, right } of this.merged) {
      const value = byNumber.get(top)?.cells.get(left);
      if (value === undefined) continue;
      const last = Math.min(bottom, this.rowNumber);
      for (let number = top; number <= last; number += 1) {
        for (let column = left; column <= right; column += 1) {
          filled += 1;
          if (filled > maxFilled)
            throw new ParseError('The merged cells of a sheet cover it without measure.');
          byNumber.get(number)?.cells.set(column, value);
        }
      }
    }
  }
}

function rangeOf(reference: string): Range {
  const [first = '', last = first] = reference.split(':');
  const corner = (at: string) => ({ row: Number(/\d+/.exec(at)?.[0] ?? 0), column: columnOf(at) });
  const [a, b] = [corner(first), corner(last)];
  return { top: a.row, bottom: b.row, left: a.column, right: b.column };
}

/** `AB12` is column 28. */
function columnOf(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '';
  let column = 0;
  for (let at = 0; at < letters.length; at += 1) column = column * 26 + letters.charCodeAt(at) - 64;
  return column;
}

function columnName(column: number): string {
  const rest = Math.floor((column - 1) / 26);
  return `${rest > 0 ? columnName(rest) : ''}${String.fromCharCode(65 + ((column - 1) % 26))}`;
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
