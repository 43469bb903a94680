import { featuresOf, plainText, stemsOf } from './features.ts';

/** A label with the classes that it stands for. */
export interface KnownLabel {
  readonly label: string;
  readonly classes: readonly string[];
  /** The source that maps it; absent for a concept's own label. */
  readonly source?: string;
}

export interface LabelMatch {
  readonly name: string;
  /** From 0 to 1: how much of the label and of the text agree. */
  readonly likeness: number;
  readonly known: KnownLabel;
}

interface Indexed {
  readonly known: KnownLabel;
  readonly plain: string;
  readonly stems: ReadonlySet<string>;
  readonly grams: ReadonlyMap<string, number>;
}

export interface LabelMatcher {
  /** The best match of each class for a short text: a label that a source uses. */
  like(text: string): Map<string, LabelMatch>;
  /** The labels that stand word by word in a longer text, the best of each class. */
  within(text: string): Map<string, LabelMatch>;
}

const smallestLikeness = 0.45;

/** Compares texts with labels by their words, weighted by rarity, and by the parts of the words (typing errors, endings). */
export function createLabelMatcher(labels: readonly KnownLabel[]): LabelMatcher {
  const indexed = labels
    .map((known): Indexed => ({
      known,
      plain: plainText(known.label),
      stems: new Set(stemsOf(known.label)),
      grams: featuresOf(known.label).weights,
    }))
    .filter(({ plain }) => plain !== '');
  const frequency = new Map<string, number>();
  for (const { stems } of indexed) {
    for (const stem of stems) frequency.set(stem, (frequency.get(stem) ?? 0) + 1);
  }
  const rarity = (stem: string): number => Math.log1p(indexed.length / (frequency.get(stem) ?? 0.5));
  const weigh = (stems: Iterable<string>): number => [...stems].reduce((sum, stem) => sum + rarity(stem), 0);
  const byStem = Map.groupBy(
    indexed.flatMap((one) => [...one.stems].map((stem) => [stem, one] as const)),
    ([stem]) => stem,
  );
  return {
    like(text) {
      const asked = {
        plain: plainText(text),
        stems: new Set(stemsOf(text)),
        grams: featuresOf(text).weights,
      };
      const total = weigh(asked.stems);
      return best(indexed, (one) => {
        if (one.plain === asked.plain) return 1;
        const shared = weigh(one.stems.intersection(asked.stems));
        const words = shared / Math.sqrt(Math.max(total * weigh(one.stems), 1e-9));
        const parts = cosine(one.grams, asked.grams);
        return 0.97 * Math.max(words, parts > 0.6 ? parts : 0, 0.6 * words + 0.4 * parts);
      });
    },
    within(text) {
      const stems = stemsOf(text);
      const positions = Map.groupBy(stems.keys(), (index) => stems[index] ?? '');
      const candidates = new Set(
        [...positions.keys()].flatMap((stem) => (byStem.get(stem) ?? []).map(([, one]) => one)),
      );
      return best([...candidates], ({ stems: wanted }) =>
        standsIn([...wanted], positions) ? Math.min(0.95, 0.35 + 0.07 * weigh(wanted)) : 0,
      );
    },
  };
}

/** All the words near one another, in any order. */
function standsIn(wanted: readonly string[], positions: ReadonlyMap<string, readonly number[]>): boolean {
  const [first, ...others] = wanted;
  if (first === undefined) return false;
  const reach = wanted.length + 2;
  return (positions.get(first) ?? []).some((at) =>
    others.every((stem) => positions.get(stem)?.some((other) => Math.abs(other - at) <= reach) === true),
  );
}

function best(candidates: readonly Indexed[], likenessOf: (one: Indexed) => number): Map<string, LabelMatch> {
  const found = new Map<string, LabelMatch>();
  for (const one of candidates) {
    const likeness = likenessOf(one);
    if (likeness < smallestLikeness) continue;
    for (const name of one.known.classes) {
      if (likeness > (found.get(name)?.likeness ?? 0)) found.set(name, { name, likeness, known: one.known });
    }
  }
  return found;
}

function cosine(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [feature, weight] of a.size < b.size ? a : b) {
    sum += weight * ((a.size < b.size ? b : a).get(feature) ?? 0);
  }
  return sum;
}
