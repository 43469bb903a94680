import { createFeatureSpace } from './feature-space.ts';
import type { TextFeatures } from './features.ts';
import { classSums, sigmoid, type LinearWeights } from './linear-weights.ts';

export interface LinearModel {
  /** Probability of each class, one against the rest. */
  scores(features: TextFeatures): Map<string, number>;
  /** The words of this text that speak most for a class, best first; three at the most. */
  reasons(features: TextFeatures, name: string): string[];
}

/** Answers by what training gave. */
export function createLinearModel(learned: LinearWeights): LinearModel {
  const { classes, weights } = learned;
  const space = createFeatureSpace(learned);
  return {
    scores(features) {
      const sums = classSums(space.vector(features.weights), learned);
      return new Map(classes.map((name, index) => [name, sigmoid(sums[index] ?? 0)]));
    },
    reasons(features, name) {
      const index = classes.indexOf(name);
      if (index === -1) return [];
      return space
        .named(features.weights)
        .map(({ feature, at, value }) => ({
          feature,
          share: value * (weights[at * classes.length + index] ?? 0),
        }))
        .filter(({ feature, share }) => share > 0.05 && feature.startsWith('w '))
        .sort((a, b) => b.share - a.share)
        .slice(0, 3)
        .map(({ feature }) => features.words.get(feature.slice(2)) ?? feature.slice(2));
    },
  };
}
