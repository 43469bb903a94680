import { metresBetween, type Position } from './distance.ts';

/** Width of a cell in degrees. */
const cell = 0.25;

/** Finds what lies nearest to a position, by a grid of cells; built once, then read only. */
export class NearestIndex<T> {
  readonly #cells = new Map<number, { readonly position: Position; readonly item: T }[]>();

  add(position: Position, item: T): void {
    const key = keyOf(rowOf(position.lat), columnOf(position.lon));
    const items = this.#cells.get(key);
    if (items === undefined) this.#cells.set(key, [{ position, item }]);
    else items.push({ position, item });
  }

  /** Up to `count` items within `limit` metres, nearest first. */
  near(
    position: Position,
    { limit, count }: { limit: number; count: number },
  ): { item: T; metres: number }[] {
    const found: { item: T; metres: number }[] = [];
    const rows = Math.ceil(limit / 111_000 / cell);
    const narrowing = Math.max(Math.cos((position.lat * Math.PI) / 180), 0.02);
    const columns = Math.min(Math.ceil(limit / (111_000 * narrowing) / cell), 360 / cell / 2);
    const [row, column] = [rowOf(position.lat), columnOf(position.lon)];
    for (let y = row - rows; y <= row + rows; y += 1) {
      for (let x = column - columns; x <= column + columns; x += 1) {
        for (const { position: at, item } of this.#cells.get(keyOf(y, x)) ?? []) {
          const metres = metresBetween(position, at);
          if (metres <= limit) found.push({ item, metres });
        }
      }
    }
    return found.sort((a, b) => a.metres - b.metres).slice(0, count);
  }
}

function rowOf(lat: number): number {
  return Math.floor((lat + 90) / cell);
}

function columnOf(lon: number): number {
  return Math.floor((lon + 180) / cell);
}

function keyOf(row: number, column: number): number {
  const width = 360 / cell;
  return row * width + ((column + width) % width);
}
