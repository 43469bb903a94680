import type { Segment } from '../segments/segment.ts';
import { firstWhere } from '../segments/text-table.ts';
import { formCount } from './vocabulary.ts';
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
  const { byForm, keyUnits, keyStarts } = segment.columns;
  const table = new Table(form);
  let place = 0;
  while (place < byForm.length) {
    const term = byForm[place] ?? 0;
    const [from, to] = [segment.formStart(term), keyStarts[term + 1] ?? 0];
    let depth = table.shared(keyUnits, from, to);
    let isNear = true;
    for (; depth < to - from && isNear; depth += 1) {
      isNear = table.extend(depth, keyUnits[from + depth] ?? 0) <= limit;
    }
    if (isNear) {
      const distance = table.distance(to - from);
      const known = segment.form(term);
      if (distance <= limit) near.set(known, Math.min(distance, near.get(known) ?? distance));
      place += 1;
    } else {
      place = afterBeginning(segment, { place, from, length: depth });
    }
  }
}

/** The first place after those whose form begins like the one at `place`, by steps that double. */
function afterBeginning(
  segment: Segment,
  { place, from, length }: { place: number; from: number; length: number },
): number {
  const { byForm, keyUnits, keyStarts } = segment.columns;
  const differs = (other: number): boolean => {
    const term = byForm[other] ?? 0;
    const start = segment.formStart(term);
    if ((keyStarts[term + 1] ?? 0) - start < length) return true;
    for (let at = 0; at < length; at += 1) if (keyUnits[start + at] !== keyUnits[from + at]) return true;
    return false;
  };
  let step = 1;
  while (place + step < byForm.length && !differs(place + step)) step *= 2;
  const known = place + (step >>> 1);
  const end = Math.min(place + step, byForm.length);
  return known + 1 + firstWhere(end - known - 1, (after) => differs(known + 1 + after));
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

  /** How many rows of the last form hold for the one that stands in `units`. */
  shared(units: Uint16Array, from: number, to: number): number {
    let depth = 0;
    while (depth < this.#depth && from + depth < to && units[from + depth] === this.#letters[depth])
      depth += 1;
    return depth;
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
