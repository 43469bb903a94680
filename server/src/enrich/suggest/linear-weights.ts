import { createFeatureSpace, listFeatures, type FeatureList, type SparseVector } from './feature-space.ts';
import { featuresOf } from './features.ts';

/** A text with the classes that it belongs to. */
export interface TrainingText {
  readonly text: string;
  readonly classes: readonly string[];
}

/** All that training gives: plain data, so that it can be kept. */
export interface LinearWeights extends FeatureList {
  readonly classes: readonly string[];
  /** One row a feature, one column a class. */
  readonly weights: Float32Array;
  readonly biases: Float32Array;
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
 * inverse document frequency. Training visits the texts in the order given, so that equal input gives equal weights.
 */
export function trainLinearWeights(texts: readonly TrainingText[]): LinearWeights {
  const classes = [...new Set(texts.flatMap((text) => text.classes))].sort();
  const documents = texts.map(({ text }) => featuresOf(text).weights);
  const list = listFeatures(documents);
  const space = createFeatureSpace(list);
  const learned: LinearWeights = {
    ...list,
    classes,
    weights: new Float32Array(list.features.length * classes.length),
    biases: new Float32Array(classes.length).fill(firstBias),
  };
  const trainer = new Trainer(learned);
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
  return learned;
}

/** What a text sums up to for each class, before it is made a probability. */
export function classSums(
  { at, values }: SparseVector,
  { weights, biases }: Pick<LinearWeights, 'weights' | 'biases'>,
): Float32Array {
  const sums = biases.slice();
  const count = biases.length;
  for (let place = 0; place < at.length; place += 1) {
    const start = (at[place] ?? 0) * count;
    const value = values[place] ?? 0;
    for (let index = 0; index < count; index += 1) {
      sums[index] = (sums[index] ?? 0) + value * (weights[start + index] ?? 0);
    }
  }
  return sums;
}

/** The probability that a sum stands for. */
export function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}

/** Changes the weights that it is given, step by step. */
class Trainer {
  readonly #learned: Pick<LinearWeights, 'weights' | 'biases'>;
  readonly #squares: Float32Array;
  readonly #biasSquares: Float32Array;

  constructor(learned: Pick<LinearWeights, 'weights' | 'biases'>) {
    this.#learned = learned;
    this.#squares = new Float32Array(learned.weights.length).fill(1);
    this.#biasSquares = new Float32Array(learned.biases.length).fill(1);
  }

  step({ vector, targets }: { vector: SparseVector; targets: ReadonlySet<number> }): void {
    const { biases } = this.#learned;
    const errors = classSums(vector, this.#learned).map((sum, index) =>
      targets.has(index) ? sigmoid(sum) - 1 : negativeShare * sigmoid(sum),
    );
    const active = [...errors.keys()].filter((index) => Math.abs(errors[index] ?? 0) > smallestError);
    for (const index of active) {
      const error = errors[index] ?? 0;
      const square = (this.#biasSquares[index] ?? 1) + error * error;
      this.#biasSquares[index] = square;
      biases[index] = (biases[index] ?? 0) - (learningRate * 0.2 * error) / Math.sqrt(square);
    }
    for (let place = 0; place < vector.at.length; place += 1) {
      const start = (vector.at[place] ?? 0) * biases.length;
      const value = vector.values[place] ?? 0;
      for (const index of active) this.#descend(start + index, (errors[index] ?? 0) * value);
    }
  }

  #descend(at: number, slope: number): void {
    const { weights } = this.#learned;
    const before = weights[at] ?? 0;
    const gradient = slope + decay * before;
    const square = (this.#squares[at] ?? 1) + gradient * gradient;
    this.#squares[at] = square;
    weights[at] = before - (learningRate * gradient) / Math.sqrt(square);
  }
}

/** Every index once, in an order that mixes neighbours and differs by epoch. */
function stride(length: number, epoch: number): number[] {
  const step = [7, 11, 13, 17, 19, 23].find((prime) => length % prime !== 0) ?? 1;
  return Array.from({ length }, (_, index) => (index * step + epoch) % length);
}
