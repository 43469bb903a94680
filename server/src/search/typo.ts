import type { WordIndex } from './word-index.ts';

/** Edits that a word of some length may be away from a known one. */
function tolerance(form: string): number {
  if (form.length < 4 || /\d/.test(form)) return 0;
  return form.length < 7 ? 1 : 2;
}

/**
 * The known form that is the fewest edits away, the most frequent of them, the first by alphabet of those; undefined
 * when none is near enough.
 */
export function correct(form: string, index: Pick<WordIndex, 'forms'>): string | undefined {
  const limit = tolerance(form);
  let best: { form: string; distance: number; count: number } | undefined;
  for (const [known, count] of limit === 0 ? [] : index.forms()) {
    if (Math.abs(known.length - form.length) > limit || /\d/.test(known)) continue;
    const distance = editDistance(form, known, best === undefined ? limit : Math.min(limit, best.distance));
    if (distance > limit) continue;
    const isBetter =
      best === undefined ||
      distance < best.distance ||
      (distance === best.distance && (count > best.count || (count === best.count && known < best.form)));
    if (isBetter) best = { form: known, distance, count };
  }
  return best?.form;
}

/**
 * Damerau–Levenshtein distance (optimal string alignment): insertions, deletions, substitutions and swaps of
 * neighbours. Gives up with `limit` + 1 as soon as the limit must be passed.
 */
export function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    let smallest = row;
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let value = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + cost,
      );
      const isSwap = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwap) value = Math.min(value, (beforeLast[column - 2] ?? 0) + 1);
      current.push(value);
      smallest = Math.min(smallest, value);
    }
    if (smallest > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? limit + 1;
}
