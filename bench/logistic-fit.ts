/** A row to fit to: what is weighed, and whether it was right. */
export interface FitRow {
  readonly values: readonly number[];
  readonly isRight: boolean;
  readonly weight: number;
}

const steps = 25;
const ridge = 1;

/** Weights of a logistic regression with a little ridge, by Newton's method; the first value is the constant 1. */
export function fitLogistic(rows: readonly FitRow[]): number[] {
  const size = rows[0]?.values.length ?? 0;
  let weights = Array.from({ length: size }, () => 0);
  for (let step = 0; step < steps; step += 1) {
    const { matrix, slope } = curvature(rows, weights);
    const change = solve(matrix, slope);
    weights = weights.map((value, index) => value - (change[index] ?? 0));
    if (Math.hypot(...change) < 1e-6) break;
  }
  return weights;
}

function curvature(
  rows: readonly FitRow[],
  weights: readonly number[],
): { matrix: number[][]; slope: number[] } {
  const pull = (index: number): number => (index === 0 ? 1e-6 : ridge);
  const slope = weights.map((weight, index) => pull(index) * weight);
  const matrix = weights.map((_, row) => weights.map((__, column) => (row === column ? pull(row) : 0)));
  for (const { values, isRight, weight } of rows) {
    const sum = values.reduce((total, value, index) => total + value * (weights[index] ?? 0), 0);
    const probability = 1 / (1 + Math.exp(-sum));
    const error = weight * (probability - Number(isRight));
    const curve = weight * Math.max(probability * (1 - probability), 1e-6);
    values.forEach((value, index) => {
      slope[index] = (slope[index] ?? 0) + error * value;
      const row = matrix[index] ?? [];
      values.forEach((other, column) => (row[column] = (row[column] ?? 0) + curve * value * other));
    });
  }
  return { matrix, slope };
}

/** Gauss-Jordan elimination with the largest pivot. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, right[index] ?? 0]);
  for (let pivot = 0; pivot < rows.length; pivot += 1) {
    const [best = pivot] = [...rows.keys()]
      .slice(pivot)
      .sort((a, b) => Math.abs(rows[b]?.[pivot] ?? 0) - Math.abs(rows[a]?.[pivot] ?? 0));
    [rows[pivot], rows[best]] = [rows[best] ?? [], rows[pivot] ?? []];
    const own = rows[pivot] ?? [];
    rows.forEach((row, index) => {
      if (index === pivot) return;
      const share = (row[pivot] ?? 0) / (own[pivot] ?? 1);
      own.forEach((value, column) => (row[column] = (row[column] ?? 0) - share * value));
    });
  }
  return rows.map((row, index) => (row.at(-1) ?? 0) / (row[index] ?? 1));
}
