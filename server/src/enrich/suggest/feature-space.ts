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
