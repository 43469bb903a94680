import { featuresOf, type TextFeatures } from './features.ts';

/** A text with the classes that it belongs to. */
export interface TrainingText {
  readonly text: string;
  readonly classes: readonly string[];
}

export interface LinearModel {
  /** Probability of each class, one against the rest. */
  scores(features: TextFeatures): Map<string, number>;
  /** The words of this text that speak most for a class, best first; three at the most. */
  reasons(features: TextFeatures, name: string): string[];
}

const epochs = 12;
const learningRate = 0.6;
const decay = 1e-4;
/** Most classes are absent from most texts: what a text is not must not drown what it is. */
const negativeShare = 0.4;
/** A class that is all but decided learns nothing more from a text: most of the time of training is saved. */
const smallestError = 0.02;
/** A class that no feature speaks for is improbable. */
const firstBias = -2;

/**
 * Logistic regression, one class against the rest, trained by AdaGrad over sparse features that are weighted by their
 * inverse document frequency. Training visits the texts in the order given, so that equal input gives an equal model.
 */
export function trainLinearModel(texts: readonly TrainingText[]): LinearModel {
  const classes = [...new Set(texts.flatMap((text) => text.classes))].sort();
  const documents = texts.map(({ text }) => featuresOf(text).weights);
  const space = featureSpace(documents);
  const weights = new Float32Array(space.size * classes.length);
  const biases = new Float32Array(classes.length).fill(firstBias);
  const trainer = new Trainer({ weights, biases, classCount: classes.length });
  const classIndex = new Map(classes.map((name, index) => [name, index]));
  const samples = texts.map(({ classes: own }, index) => ({
    vector: space.vector(documents[index] ?? new Map()),
    targets: new Set(own.map((name) => classIndex.get(name) ?? -1)),
  }));
  for (let epoch = 0; epoch < epochs; epoch += 1) {
    for (const index of stride(samples.length, epoch)) {
      const sample = samples[index];
      if (sample !== undefined) trainer.step(sample);
    }
  }
  return {
    scores(features) {
      const sums = trainer.sums(space.vector(features.weights));
      return new Map(classes.map((name, index) => [name, sigmoid(sums[index] ?? 0)]));
    },
    reasons(features, name) {
      const index = classIndex.get(name);
      if (index === undefined) return [];
      return [...space.named(features.weights)]
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

interface SparseVector {
  readonly at: Int32Array;
  readonly values: Float32Array;
}

class Trainer {
  readonly #weights: Float32Array;
  readonly #biases: Float32Array;
  readonly #squares: Float32Array;
  readonly #biasSquares: Float32Array;
  readonly #classCount: number;

  constructor({
    weights,
    biases,
    classCount,
  }: {
    weights: Float32Array;
    biases: Float32Array;
    classCount: number;
  }) {
    this.#weights = weights;
    this.#biases = biases;
    this.#classCount = classCount;
    this.#squares = new Float32Array(weights.length).fill(1);
    this.#biasSquares = new Float32Array(classCount).fill(1);
  }

  sums({ at, values }: SparseVector): Float32Array {
    const sums = this.#biases.slice();
    const count = this.#classCount;
    for (let place = 0; place < at.length; place += 1) {
      const start = (at[place] ?? 0) * count;
      const value = values[place] ?? 0;
      for (let index = 0; index < count; index += 1) {
        sums[index] = (sums[index] ?? 0) + value * (this.#weights[start + index] ?? 0);
      }
    }
    return sums;
  }

  step({ vector, targets }: { vector: SparseVector; targets: ReadonlySet<number> }): void {
    const sums = this.sums(vector);
    const errors = sums.map((sum, index) =>
      targets.has(index) ? sigmoid(sum) - 1 : negativeShare * sigmoid(sum),
    );
    const count = this.#classCount;
    const active = [...errors.keys()].filter((index) => Math.abs(errors[index] ?? 0) > smallestError);
    for (const index of active) {
      const error = errors[index] ?? 0;
      const square = (this.#biasSquares[index] ?? 1) + error * error;
      this.#biasSquares[index] = square;
      this.#biases[index] = (this.#biases[index] ?? 0) - (learningRate * 0.2 * error) / Math.sqrt(square);
    }
    for (let place = 0; place < vector.at.length; place += 1) {
      const start = (vector.at[place] ?? 0) * count;
      const value = vector.values[place] ?? 0;
      for (const index of active) {
        this.#descend(start + index, (errors[index] ?? 0) * value);
      }
    }
  }

  #descend(at: number, slope: number): void {
    const before = this.#weights[at] ?? 0;
    const gradient = slope + decay * before;
    const square = (this.#squares[at] ?? 1) + gradient * gradient;
    this.#squares[at] = square;
    this.#weights[at] = before - (learningRate * gradient) / Math.sqrt(square);
  }
}

interface FeatureSpace {
  readonly size: number;
  vector(weights: ReadonlyMap<string, number>): SparseVector;
  named(weights: ReadonlyMap<string, number>): { feature: string; at: number; value: number }[];
}

/** Features that stand in at least one text, weighted by how few texts they stand in; vectors have length 1. */
function featureSpace(documents: readonly ReadonlyMap<string, number>[]): FeatureSpace {
  const frequencies = new Map<string, number>();
  for (const document of documents) {
    for (const feature of document.keys()) frequencies.set(feature, (frequencies.get(feature) ?? 0) + 1);
  }
  const kept = [...frequencies].filter(([feature, count]) => count > 1 || feature.startsWith('w '));
  const places = new Map(kept.map(([feature], index) => [feature, index]));
  const rarity = kept.map(([, count]) => Math.log1p(documents.length / count));
  const named = (weights: ReadonlyMap<string, number>): { feature: string; at: number; value: number }[] => {
    const found = [...weights].flatMap(([feature, weight]) => {
      const at = places.get(feature);
      return at === undefined ? [] : [{ feature, at, value: weight * (rarity[at] ?? 0) }];
    });
    const norm = Math.hypot(...found.map(({ value }) => value)) || 1;
    // Long texts have many features that each say little: scaling up lets them reach a decision.
    return found.map(({ feature, at, value }) => ({ feature, at, value: (3 * value) / norm }));
  };
  return {
    size: kept.length,
    named,
    vector(weights) {
      const found = named(weights);
      return {
        at: Int32Array.from(found, ({ at }) => at),
        values: Float32Array.from(found, ({ value }) => value),
      };
    },
  };
}

/** Every index once, in an order that mixes neighbours and differs by epoch. */
function stride(length: number, epoch: number): number[] {
  const step = [7, 11, 13, 17, 19, 23].find((prime) => length % prime !== 0) ?? 1;
  return Array.from({ length }, (_, index) => (index * step + epoch) % length);
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
