/** Features by their place in a vector, each with how much its rarity weighs. */
export interface FeatureList {
  readonly features: readonly string[];
  readonly rarity: Float64Array;
}

/** A text as a vector of length 3, of which most places are 0. */
export interface SparseVector {
  readonly at: Int32Array;
  readonly values: Float32Array;
}

export interface FeatureSpace {
  vector(weights: ReadonlyMap<string, number>): SparseVector;
  named(weights: ReadonlyMap<string, number>): { feature: string; at: number; value: number }[];
}

/** Features that stand in at least one text, weighted by how few texts they stand in. */
export function listFeatures(documents: readonly ReadonlyMap<string, number>[]): FeatureList {
  const frequencies = new Map<string, number>();
  for (const document of documents) {
    for (const feature of document.keys()) frequencies.set(feature, (frequencies.get(feature) ?? 0) + 1);
  }
  const kept = [...frequencies].filter(([feature, count]) => count > 1 || feature.startsWith('w '));
  return {
    features: kept.map(([feature]) => feature),
    rarity: Float64Array.from(kept, ([, count]) => Math.log1p(documents.length / count)),
  };
}

/** Turns the features of texts into vectors; those that are not in the list are left out. */
export function createFeatureSpace({ features, rarity }: FeatureList): FeatureSpace {
  const places = new Map(features.map((feature, index) => [feature, index]));
  const vector = (weights: ReadonlyMap<string, number>): SparseVector => {
    const at = new Int32Array(weights.size);
    const values = new Float64Array(weights.size);
    let count = 0;
    for (const [feature, weight] of weights) {
      const place = places.get(feature);
      if (place === undefined) continue;
      at[count] = place;
      values[count] = weight * (rarity[place] ?? 0);
      count += 1;
    }
    const norm = lengthOf(values.subarray(0, count)) || 1;
    // Long texts have many features that each say little: scaling up lets them reach a decision.
    return {
      at: at.slice(0, count),
      values: Float32Array.from(values.subarray(0, count), (value) => (3 * value) / norm),
    };
  };
  return {
    vector,
    named(weights) {
      const { at, values } = vector(weights);
      return Array.from(at, (place, index) => ({
        feature: features[place] ?? '',
        at: place,
        value: values[index] ?? 0,
      }));
    },
  };
}

function lengthOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum);
}
