/** Something wrong in a source folder, told so that its author can mend it without us. */
export interface Mistake {
  /** Path of the file. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Path of the field within the file; empty when the file as a whole is meant. */
  readonly field: string;
  /** What is wrong. */
  readonly message: string;
  /** What to write instead. */
  readonly mend: string;
}

/** “Did you mean …?” for a misspelt name, or a list of what there is. */
export function suggestion(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? `Write one of: ${known.join(', ')}.` : `Did you mean “${near}”?`;
}

/** The known name that lies within two typing errors, if one does. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const scored = known
    .map((other) => ({ other, distance: editDistance(name.toLowerCase(), other.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = scored;
  return best !== undefined && best.distance <= 2 ? best.other : undefined;
}

function editDistance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 2) return 3;
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, change));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
