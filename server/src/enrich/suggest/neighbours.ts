import { featuresOf, type ReadFeatures, type TextFeatures } from './features.ts';
import type { TrainingText } from './linear-weights.ts';

/** The share of a text's nearest neighbours, weighted by nearness, that each class has. */
export interface Neighbours {
  scores(features: TextFeatures): Map<string, number>;
}

const neighbourCount = 8;

/** Nearest texts by the cosine of features weighted by rarity. */
export function createNeighbours(
  texts: readonly TrainingText[],
  read: ReadFeatures = featuresOf,
): Neighbours {
  /** By feature: the number of a text, then the feature's weight in it, and so on. */
  const postings = new Map<string, number[]>();
  texts.forEach(({ text }, index) => {
    for (const [feature, weight] of read(text).weights) {
      const list = postings.get(feature);
      if (list === undefined) postings.set(feature, [index, weight]);
      else list.push(index, weight);
    }
  });
  return {
    scores({ weights }) {
      const nearness = new Float32Array(texts.length);
      for (const [feature, weight] of weights) {
        const list = postings.get(feature) ?? [];
        const rarity = Math.log1p(texts.length / Math.max(list.length / 2, 1)) / Math.log1p(texts.length);
        for (let at = 0; at < list.length; at += 2) {
          const index = list[at] ?? 0;
          nearness[index] = (nearness[index] ?? 0) + weight * (list[at + 1] ?? 0) * rarity * rarity;
        }
      }
      const nearest = [...nearness.keys()]
        .filter((index) => (nearness[index] ?? 0) > 0.02)
        .sort((a, b) => (nearness[b] ?? 0) - (nearness[a] ?? 0))
        .slice(0, neighbourCount);
      const total = nearest.reduce((sum, index) => sum + (nearness[index] ?? 0), 0.05);
      const scores = new Map<string, number>();
      for (const index of nearest) {
        for (const name of texts[index]?.classes ?? []) {
          scores.set(name, (scores.get(name) ?? 0) + (nearness[index] ?? 0) / total);
        }
      }
      return scores;
    },
  };
}
