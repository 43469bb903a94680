import { ParseError } from './parse-error.ts';

const maxColumns = 2000;

/**
 * The names of a table's columns as its first row writes them: white space calmed, one that comes twice numbered, one that
 * is missing called by its place. Throws ParseError for more columns than a table has.
 */
export function columnNames(cells: readonly string[]): string[] {
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
