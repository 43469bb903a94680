import type { Segment } from '../segments/segment.ts';
import { unitsAsText } from '../segments/text-table.ts';
import { formsOf, lettersOf } from './form-list.ts';
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
 * Adds the forms of a segment that are near enough. An edit changes the letters that a word has by two at most, and its
 * length by one: nearly all forms are told apart by that, without looking at them.
 */
function collectNear(segment: Segment, { form, limit, near }: Search): void {
  const { units, starts, ends, letters } = formsOf(segment);
  const table = new Table(form);
  const wanted = lettersOf(table.word);
  for (let index = 0; index < starts.length; index += 1) {
    if (bitsOf((letters[index] ?? 0) ^ wanted) > 2 * limit) continue;
    const [from, to] = [starts[index] ?? 0, ends[index] ?? 0];
    if (Math.abs(to - from - form.length) > limit || to - from > longestForm) continue;
    const distance = table.distance(units.subarray(from, to), limit);
    if (distance > limit) continue;
    const known = unitsAsText(units, from, to);
    near.set(known, Math.min(distance, near.get(known) ?? distance));
  }
}

/** How many bits of 32 are set. */
function bitsOf(bits: number): number {
  let sum = bits - ((bits >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const longestForm = 64;

/** Distances from the letters of one word to the beginnings of another: a row a letter (optimal string alignment). */
class Table {
  readonly word: Uint16Array;
  readonly #rows: Uint8Array;

  constructor(word: string) {
    this.word = Uint16Array.from(word, (letter) => letter.charCodeAt(0));
    const width = this.word.length + 1;
    this.#rows = new Uint8Array((longestForm + 1) * width);
    for (let column = 0; column < width; column += 1) this.#rows[column] = column;
  }

  /** Edits from the word to another one; more than `limit` when they are more, however many. */
  distance(other: Uint16Array, limit: number): number {
    for (let depth = 0; depth < other.length; depth += 1)
      if (this.#extend(other, depth) > limit) return limit + 1;
    return this.#at(other.length * (this.word.length + 1) + this.word.length);
  }

  /** Adds the row of a letter; gives its smallest distance. */
  #extend(other: Uint16Array, depth: number): number {
    const { word } = this;
    const width = word.length + 1;
    const [above, row] = [depth * width, (depth + 1) * width];
    const [before, letter] = [depth > 0 ? other[depth - 1] : undefined, other[depth]];
    this.#rows[row] = depth + 1;
    let smallest = depth + 1;
    for (let column = 1; column < width; column += 1) {
      const own = word[column - 1];
      const cost = own === letter ? 0 : 1;
      let value = Math.min(
        this.#at(above + column) + 1,
        this.#at(row + column - 1) + 1,
        this.#at(above + column - 1) + cost,
      );
      const isSwap = column > 1 && own === before && word[column - 2] === letter;
      if (isSwap) value = Math.min(value, this.#at(above - width + column - 2) + 1);
      this.#rows[row + column] = value;
      smallest = Math.min(smallest, value);
    }
    return smallest;
  }

  #at(place: number): number {
    return this.#rows[place] ?? 0;
  }
}
