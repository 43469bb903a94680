import type { Segment } from '../segments/segment.ts';
import { unitsAsText } from '../segments/text-table.ts';
import { formsOf } from './form-list.ts';
import { formCount, mostFormCount } from './vocabulary.ts';
import type { View } from './view.ts';

/** A known word that may be meant. */
export interface Correction {
  readonly form: string;
  readonly distance: number;
  /** Live docs that hold it. */
  readonly count: number;
}

/** Edits that a word of some length may be away from a known one. */
function tolerance(form: string): number {
  if (form.length < 4 || /\d/.test(form)) return 0;
  return form.length < 7 ? 1 : 2;
}

/**
 * The known form that is the fewest edits away, the most frequent of them, the first by alphabet of those; undefined
 * when none is near enough. A word with digits is neither corrected nor a correction.
 */
export function correct(form: string, view: View): Correction | undefined {
  const limit = tolerance(form);
  if (limit === 0) return undefined;
  const near = new Map<string, number>();
  for (const { segment } of view.parts) collectNear(segment, { form, limit, near });
  near.delete(form);
  const candidates = [...near]
    .sort(([a, distanceA], [b, distanceB]) => distanceA - distanceB || (a < b ? -1 : 1))
    .filter(([known]) => !/\d/.test(known));
  let best: Correction | undefined;
  for (const [known, distance] of candidates) {
    if (best !== undefined && distance > best.distance) break;
    if (mostFormCount(view, known) <= (best?.count ?? 0)) continue;
    const count = formCount(view, known);
    if (count > (best?.count ?? 0)) best = { form: known, distance, count };
  }
  return best;
}

interface Search {
  readonly form: string;
  readonly limit: number;
  readonly near: Map<string, number>;
}

/**
 * Walks the sorted forms of a segment as a tree: rows of the Damerau–Levenshtein table (optimal string alignment) are
 * kept for the letters that a form shares with the one before it, and a beginning that is too far away is passed over
 * with all that begins so.
 */
function collectNear(segment: Segment, { form, limit, near }: Search): void {
  const { units, starts, ends, shared } = formsOf(segment);
  const table = new Table(form);
  for (let index = 0; index < starts.length;) {
    const [from, to] = [starts[index] ?? 0, ends[index] ?? 0];
    let depth = Math.min(shared[index] ?? 0, table.depth);
    let isNear = true;
    for (; depth < to - from && isNear; depth += 1) {
      isNear = table.extend(depth, units[from + depth] ?? 0) <= limit;
    }
    index += 1;
    if (!isNear) while ((shared[index] ?? 0) >= depth) index += 1;
    else if (table.distance(to - from) <= limit) {
      const distance = table.distance(to - from);
      const known = unitsAsText(units, from, to);
      near.set(known, Math.min(distance, near.get(known) ?? distance));
    }
  }
}

const longestForm = 64;

/** Distances from the letters of one word to the beginnings of another: a row a letter. */
class Table {
  readonly #word: Uint16Array;
  readonly #rows: Uint8Array;
  readonly #letters = new Uint16Array(longestForm);
  #depth = 0;

  constructor(word: string) {
    this.#word = Uint16Array.from(word, (letter) => letter.charCodeAt(0));
    const width = this.#word.length + 1;
    this.#rows = new Uint8Array((longestForm + 1) * width);
    for (let column = 0; column < width; column += 1) this.#rows[column] = column;
  }

  /** Letters of the last form that have their row. */
  get depth(): number {
    return this.#depth;
  }

  /** Adds the row of a letter at a depth; gives its smallest distance. */
  extend(depth: number, letter: number): number {
    if (depth >= longestForm) return longestForm;
    const width = this.#word.length + 1;
    const [above, row] = [depth * width, (depth + 1) * width];
    const before = depth > 0 ? this.#letters[depth - 1] : undefined;
    this.#letters[depth] = letter;
    this.#depth = depth + 1;
    this.#rows[row] = depth + 1;
    let smallest = depth + 1;
    for (let column = 1; column < width; column += 1) {
      const own = this.#word[column - 1];
      const cost = own === letter ? 0 : 1;
      let value = Math.min(
        this.#at(above + column) + 1,
        this.#at(row + column - 1) + 1,
        this.#at(above + column - 1) + cost,
      );
      const isSwap = column > 1 && own === before && this.#word[column - 2] === letter;
      if (isSwap) value = Math.min(value, this.#at(above - width + column - 2) + 1);
      this.#rows[row + column] = value;
      smallest = Math.min(smallest, value);
    }
    return smallest;
  }

  distance(depth: number): number {
    return this.#at(depth * (this.#word.length + 1) + this.#word.length);
  }

  #at(place: number): number {
    return this.#rows[place] ?? 0;
  }
}
