import type { Segment } from '../segments/segment.ts';

/** The forms of a segment, each once, sorted: the `n`th is `units` from `starts[n]` to `ends[n]`. */
export interface FormList {
  readonly units: Uint16Array;
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
  /** The letters of each form, as {@link lettersOf} tells them. */
  readonly letters: Uint32Array;
}

/** Which letters a word has, as bits: a to z have one each, what is beyond shares the others. */
export function lettersOf(units: ArrayLike<number>): number {
  let letters = 0;
  for (let at = 0; at < units.length; at += 1) letters |= 1 << ((units[at] ?? 0) & 31);
  return letters >>> 0;
}

const lists = new WeakMap<Segment, FormList>();

/** The list of a segment's forms: made when first asked for. */
export function formsOf(segment: Segment): FormList {
  const known = lists.get(segment);
  if (known !== undefined) return known;
  const { byForm, keyUnits: units, keyStarts } = segment.columns;
  const starts = new Uint32Array(byForm.length);
  const ends = new Uint32Array(byForm.length);
  const letters = new Uint32Array(byForm.length);
  let count = 0;
  for (let place = 0; place < byForm.length; place += 1) {
    const term = byForm[place] ?? 0;
    const [start, end] = [segment.formStart(term), keyStarts[term + 1] ?? 0];
    const [before, beforeEnd] = count === 0 ? [0, 0] : [starts[count - 1] ?? 0, ends[count - 1] ?? 0];
    const most = Math.min(end - start, beforeEnd - before);
    let same = 0;
    while (same < most && units[start + same] === units[before + same]) same += 1;
    if (count > 0 && same === end - start && same === beforeEnd - before) continue;
    starts[count] = start;
    ends[count] = end;
    letters[count] = lettersOf(units.subarray(start, end));
    count += 1;
  }
  const list: FormList = {
    units,
    starts: starts.slice(0, count),
    ends: ends.slice(0, count),
    letters: letters.slice(0, count),
  };
  lists.set(segment, list);
  return list;
}
