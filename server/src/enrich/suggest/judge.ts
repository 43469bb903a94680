import type { Signals } from './signals.ts';

/** What a judgement takes into account beside the signals. */
export interface Circumstances {
  readonly form: 'label' | 'text';
  /** Words of the text, without stop words. */
  readonly words: number;
  /** How many examples of this form were learned from: mapped labels for a label, things for a text. */
  readonly examples: number;
}

/** What is weighed for one concept, in the order of the weights below. */
export const weighed = [
  'bias',
  'likeness',
  'votes',
  'linear',
  'near',
  'linear above the others',
  'near above the others',
  'words',
  'words × likeness',
  'taught',
  'taught × linear',
  'taught × near',
  'taught × likeness',
] as const;

/**
 * A logistic regression over what the methods say, fitted by `npm run bench -- suggest-weights` on texts that the methods
 * had not learned from: the same weights for every concept, so that a concept without examples is judged like the others.
 */
const weights = {
  label: [-3.523, 1.476, 4.763, 0.596, -0.316, 0.106, -0.391, 0.988, 1.624, -0.431, 0.354, 1.26, -1.817],
  text: [-2.521, 0.364, 0.888, 0.279, 1.882, 0.299, 0.67, -0.004, 1.069, 0.397, 0.919, 0.93, -0.759],
} as const satisfies Record<Circumstances['form'], readonly number[]>;

/** The probability, from 0 to 1, that a person would agree with each concept. */
export function judge(signals: readonly Signals[], circumstances: Circumstances): number[] {
  const own = weights[circumstances.form];
  return weighings(signals, circumstances).map((values) =>
    sigmoid(values.reduce((sum, value, index) => sum + value * (own[index] ?? 0), 0)),
  );
}

const manyExamples = 1000;

/** The numbers that are weighed, a row for each concept, in the order of {@link weighed}. */
export function weighings(signals: readonly Signals[], circumstances: Circumstances): number[][] {
  const words = Math.log1p(circumstances.words) / 3;
  const taught = Math.min(Math.log1p(circumstances.examples) / Math.log1p(manyExamples), 1);
  const linears = signals.map(({ linear }) => logit(linear) / 3);
  const nears = signals.map(({ near }) => near);
  const bestLinears = twoBest(linears, logit(0.02) / 3);
  const bestNears = twoBest(nears, 0);
  return signals.map(({ likeness, votes }, index) => {
    const linear = linears[index] ?? 0;
    const near = nears[index] ?? 0;
    const root = Math.sqrt(near);
    return [
      ...[1, likeness, Math.sqrt(votes), linear, root],
      ...[linear - bestOther(bestLinears, linear), near - bestOther(bestNears, near)],
      ...[words, words * likeness],
      ...[taught, taught * linear, taught * root, taught * likeness],
    ];
  });
}

/** The highest and the second, neither below the floor. */
function twoBest(values: readonly number[], floor: number): readonly [number, number] {
  let [first, second] = [floor, floor];
  for (const value of values) {
    if (value > first) [first, second] = [value, first];
    else if (value > second) second = value;
  }
  return [first, second];
}

function bestOther([first, second]: readonly [number, number], own: number): number {
  return own === first ? second : first;
}

function logit(probability: number): number {
  const bounded = Math.min(Math.max(probability, 0.002), 0.998);
  return Math.log(bounded / (1 - bounded));
}

function sigmoid(value: number): number {
  return 1 / (1 + Math.exp(-value));
}
