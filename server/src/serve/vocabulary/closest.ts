/** Something that people call by several names. */
export interface Named {
  readonly names: readonly string[];
}

const most = 3;
const leastLikeness = 0.5;

/** The few things of which a name is most like the text: alike in how many pairs of letters they share. */
export function closestOf<Thing extends Named>(text: string, things: readonly Thing[]): Thing[] {
  const pairs = pairsOf(text);
  return things
    .map((thing) => ({
      thing,
      likeness: Math.max(0, ...thing.names.map((name) => likeness(pairs, pairsOf(name)))),
    }))
    .filter((one) => one.likeness >= leastLikeness)
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, most)
    .map(({ thing }) => thing);
}

/** Pairs of letters that follow one another, the first one and the last one marked, without case and accents. */
function pairsOf(text: string): ReadonlySet<string> {
  const folded = ` ${text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  return new Set(Array.from({ length: folded.length - 1 }, (_, start) => folded.slice(start, start + 2)));
}

/** Dice's coefficient: 1 for the same pairs, 0 for none in common. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  return (2 * [...a].filter((pair) => b.has(pair)).length) / (a.size + b.size);
}
