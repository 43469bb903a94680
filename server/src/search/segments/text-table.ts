/** Sorted strings as UTF-16 units in one array: the `n`th starts at `starts[n]`. */
export interface TextTable {
  readonly units: Uint16Array;
  readonly starts: Uint32Array;
}

/** Lays strings out in the order given. */
export function tableOf(texts: readonly string[]): TextTable {
  const starts = new Uint32Array(texts.length + 1);
  for (const [index, text] of texts.entries()) starts[index + 1] = (starts[index] ?? 0) + text.length;
  const units = new Uint16Array(starts[texts.length] ?? 0);
  for (const [index, text] of texts.entries()) {
    const start = starts[index] ?? 0;
    for (let at = 0; at < text.length; at += 1) units[start + at] = text.charCodeAt(at);
  }
  return { units, starts };
}

export function textCount({ starts }: TextTable): number {
  return starts.length - 1;
}

export function textAt({ units, starts }: TextTable, index: number): string {
  return unitsAsText(units, starts[index] ?? 0, starts[index + 1] ?? 0);
}

export function unitsAsText(units: Uint16Array, from: number, to: number): string {
  return String.fromCharCode.apply(null, units.subarray(from, to) as unknown as number[]);
}

/** Below 0 where the units come before a text, above 0 where they come after it: the order of strings. */
export function compareUnits(
  { units, from, to }: { readonly units: Uint16Array; readonly from: number; readonly to: number },
  text: string,
): number {
  const shared = Math.min(to - from, text.length);
  for (let at = 0; at < shared; at += 1) {
    const difference = (units[from + at] ?? 0) - text.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return to - from - text.length;
}

/** The first of the numbers from 0 to `count` for which a test holds that holds for all after it; else `count`. */
export function firstWhere(count: number, holds: (index: number) => boolean): number {
  let low = 0;
  for (let high = count; low < high;) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A string above every one that begins with `prefix` and below every other that is above those. */
export function afterPrefix(prefix: string): string {
  return `${prefix}\uffff`;
}
