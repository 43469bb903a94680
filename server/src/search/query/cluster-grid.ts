import type { DrawnPoints } from './drawn-points.ts';

/** What is known of the points in one cell. */
export interface Cell {
  readonly lat: Range;
  readonly lon: Range;
  /** (thing, place) pairs. */
  pairs: number;
  /** Distinct things: pairs of one thing come one after another. */
  things: number;
  /** The last pair: its part and doc. */
  part: number;
  doc: number;
}

export interface Range {
  min: number;
  max: number;
  sum: number;
}

/** Slots of the table of cells: a power of two, well above the number of cells. */
const slots = 1024;

/**
 * Cells of a grid that is fixed to the world, which is `size` cells wide. Cells are looked up in a small table of
 * numbers, so that a pair costs no allocation.
 */
export class ClusterGrid {
  readonly cells: Cell[] = [];
  readonly #size: number;
  readonly #limit: number;
  readonly #columns = new Int32Array(slots);
  readonly #rows = new Int32Array(slots);
  /** The number of the cell that a slot stands for, from 1; 0 for none. */
  readonly #numbers = new Uint16Array(slots);

  constructor({ size, limit }: { size: number; limit: number }) {
    this.#size = size;
    this.#limit = limit;
  }

  /** Takes the points of a part in; false when they need more cells than allowed. */
  add(part: number, { segment, docs, points }: DrawnPoints): boolean {
    const { pointXs, pointYs, pointLats, pointLons } = segment.columns;
    for (let index = 0; index < points.length; index += 1) {
      const point = points[index] ?? 0;
      const cell = this.#cellAt((pointXs[point] ?? 0) * this.#size, (pointYs[point] ?? 0) * this.#size);
      if (cell === undefined) return false;
      const doc = docs[index] ?? 0;
      cell.pairs += 1;
      if (cell.doc !== doc || cell.part !== part) cell.things += 1;
      cell.part = part;
      cell.doc = doc;
      widen(cell.lat, pointLats[point] ?? 0);
      widen(cell.lon, pointLons[point] ?? 0);
    }
    return true;
  }

  #cellAt(x: number, y: number): Cell | undefined {
    const [column, row] = [Math.floor(x), Math.floor(y)];
    let slot = (Math.imul(row, 0x9e3779b1) ^ Math.imul(column, 0x85ebca6b)) >>> 22;
    for (let number = this.#numbers[slot] ?? 0; number !== 0; number = this.#numbers[slot] ?? 0) {
      if (this.#columns[slot] === column && this.#rows[slot] === row) return this.cells[number - 1];
      slot = (slot + 1) & (slots - 1);
    }
    if (this.cells.length === this.#limit) return undefined;
    this.#columns[slot] = column;
    this.#rows[slot] = row;
    this.#numbers[slot] = this.cells.length + 1;
    const cell: Cell = { lat: emptyRange(), lon: emptyRange(), pairs: 0, things: 0, part: -1, doc: -1 };
    this.cells.push(cell);
    return cell;
  }
}

function emptyRange(): Range {
  return { min: Infinity, max: -Infinity, sum: 0 };
}

function widen(range: Range, value: number): void {
  if (value < range.min) range.min = value;
  if (value > range.max) range.max = value;
  range.sum += value;
}
