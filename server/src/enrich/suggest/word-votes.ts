import type { KnownLabel } from './label-matcher.ts';
import { stemsOf } from './features.ts';

/** What the words of a text say about each class, by the labels that they stand in. */
export interface WordVotes {
  /** From 0 to 1: the share of the text's words, weighted by rarity, that speaks for each class. */
  scores(stems: readonly string[]): Map<string, number>;
}

/** Words that stand in no label count as much as this share of a known one, so that few hits in a long text stay weak. */
const unknownWeight = 0.2;

/** Letters by which an unknown word is taken for its family: “agricole” for “agriculture”, typing errors included. */
const beginning = 5;

function beginningOf(stem: string): string {
  return stem.length < beginning ? stem : `${stem.slice(0, beginning)}*`;
}

/** Every word votes for the classes whose labels hold it, in proportion to how many of them do. */
export function createWordVotes(labels: readonly KnownLabel[]): WordVotes {
  const votes = new Map<string, Map<string, number>>();
  for (const { label, classes } of labels) {
    const stems = new Set(stemsOf(label));
    for (const stem of stems) {
      for (const key of new Set([stem, beginningOf(stem)])) {
        const own = votes.get(key) ?? new Map<string, number>();
        for (const name of classes) own.set(name, (own.get(name) ?? 0) + 1 / stems.size);
        votes.set(key, own);
      }
    }
  }
  const shares = new Map(
    [...votes].map(([stem, own]) => {
      const total = [...own.values()].reduce((sum, vote) => sum + vote, 0);
      const rarity = Math.log1p(labels.length / total) / Math.log1p(labels.length);
      return [stem, { own, total: total + 0.5, rarity }] as const;
    }),
  );
  return {
    scores(stems) {
      const scores = new Map<string, number>();
      let weight = 0.3;
      for (const stem of new Set(stems)) {
        const share = shares.get(stem) ?? shares.get(beginningOf(stem));
        weight += share?.rarity ?? unknownWeight;
        for (const [name, vote] of share?.own ?? []) {
          scores.set(name, (scores.get(name) ?? 0) + ((share?.rarity ?? 0) * vote) / (share?.total ?? 1));
        }
      }
      return new Map([...scores].map(([name, score]) => [name, score / weight]));
    },
  };
}
