import { createFeatureSpace, listFeatures, type FeatureList, type SparseVector } from './feature-space.ts';
import { featuresOf, type ReadFeatures } from './features.ts';

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
export function trainLinearWeights(
  texts: readonly TrainingText[],
  read: ReadFeatures = featuresOf,
): LinearWeights {
  const classes = [...new Set(texts.flatMap((text) => text.classes))].sort();
  const documents = texts.map(({ text }) => read(text).weights);
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
  /** Of one step: the error of each class, and the classes that learn from it. */
  readonly #errors: Float32Array;
  readonly #active: Int32Array;

  constructor(learned: Pick<LinearWeights, 'weights' | 'biases'>) {
    this.#learned = learned;
    this.#squares = new Float32Array(learned.weights.length).fill(1);
    this.#biasSquares = new Float32Array(learned.biases.length).fill(1);
    this.#errors = new Float32Array(learned.biases.length);
    this.#active = new Int32Array(learned.biases.length);
  }

  step({ vector, targets }: { vector: SparseVector; targets: ReadonlySet<number> }): void {
    const active = this.#active.subarray(0, this.#findErrors(vector, targets));
    this.#descendBiases(active);
    const { weights, biases } = this.#learned;
    const [errors, squares] = [this.#errors, this.#squares];
    for (let place = 0; place < vector.at.length; place += 1) {
      const start = (vector.at[place] ?? 0) * biases.length;
      const value = vector.values[place] ?? 0;
      // The innermost loop of all: some hundred million rounds where five thousand things are learned from.
      for (let turn = 0; turn < active.length; turn += 1) {
        const index = active[turn] ?? 0;
        const at = start + index;
        const before = weights[at] ?? 0;
        const gradient = (errors[index] ?? 0) * value + decay * before;
        const square = (squares[at] ?? 1) + gradient * gradient;
        squares[at] = square;
        weights[at] = before - (learningRate * gradient) / Math.sqrt(square);
      }
    }
  }

  /** @returns How many classes are active. */
  #findErrors(vector: SparseVector, targets: ReadonlySet<number>): number {
    const sums = classSums(vector, this.#learned);
    let count = 0;
    for (let index = 0; index < sums.length; index += 1) {
      const probability = sigmoid(sums[index] ?? 0);
      const error = Math.fround(targets.has(index) ? probability - 1 : negativeShare * probability);
      this.#errors[index] = error;
      if (Math.abs(error) <= smallestError) continue;
      this.#active[count] = index;
      count += 1;
    }
    return count;
  }

  #descendBiases(active: Int32Array): void {
    const { biases } = this.#learned;
    for (const index of active) {
      const error = this.#errors[index] ?? 0;
      const square = (this.#biasSquares[index] ?? 1) + error * error;
      this.#biasSquares[index] = square;
      biases[index] = (biases[index] ?? 0) - (learningRate * 0.2 * error) / Math.sqrt(square);
    }
  }
}

/** Every index once, in an order that mixes neighbours and differs by epoch. */
function stride(length: number, epoch: number): number[] {
  const step = [7, 11, 13, 17, 19, 23].find((prime) => length % prime !== 0) ?? 1;
  return Array.from({ length }, (_, index) => (index * step + epoch) % length);
}
