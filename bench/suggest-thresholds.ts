import type { Bench } from './bench.ts';
import { printTable } from './statistics.ts';
import { foldsOf, isLabelTask } from './suggest-folds.ts';
import { guessesOf, type Guess } from './suggest-guesses.ts';
import { methods } from './suggest-methods.ts';
import { readTasks } from './suggest-tasks.ts';

/** From which scores on a statement might be made without a person. */
const thresholds = [0.8, 0.85, 0.9, 0.95];

/** How right suggestions are from several thresholds on, by cross-validation; what `suggest` asks is left aside, but for labels. */
export const suggestThresholds: Bench = {
  summary:
    'Precision of what would be applied by itself, threshold by threshold, on folds of the practice texts.',
  options: {},
  run() {
    const ours = methods['all together (used)'];
    if (ours === undefined) throw new Error('The method that is used is missing.');
    const rows = [...readTasks().tasks].map(([name, group]) => {
      const tasks = group.flatMap((task) => (isLabelTask(task) ? [task] : foldsOf(task)));
      const byFold = tasks.map((task) => guessesOf(task, ours(task)));
      console.log(`${name}: ${String(tasks.reduce((sum, { tests }) => sum + tests.length, 0))} asked`);
      return [name, ...thresholds.map((from) => figures(byFold, from))];
    });
    printTable(['task', ...thresholds.map((from) => `from ${String(from)} on`)], rows);
    return Promise.resolve();
  },
};

/** Precision over all folds with a 95 % interval (Wilson), how many were right of how many, and the worst fold of ten or more. */
function figures(byFold: readonly (readonly Guess[])[], from: number): string {
  const given = byFold.map((guesses) => guesses.filter(({ score }) => score >= from));
  const all = given.flat();
  if (all.length === 0) return 'none';
  const right = (guesses: readonly Guess[]): number => guesses.filter(({ isRight }) => isRight).length;
  const worst = given.filter(({ length }) => length >= 10).map((guesses) => right(guesses) / guesses.length);
  const [low, high] = wilson(right(all), all.length);
  const precision = (right(all) / all.length).toFixed(3);
  const least = worst.length === 0 ? '' : `, worst ${Math.min(...worst).toFixed(2)}`;
  return `${precision} [${low.toFixed(2)}–${high.toFixed(2)}] (${String(right(all))}/${String(all.length)}${least})`;
}

/** The interval that holds the true share with 95 % of confidence. */
function wilson(right: number, all: number): readonly [low: number, high: number] {
  const z = 1.96;
  const share = right / all;
  const middle = share + (z * z) / (2 * all);
  const reach = z * Math.sqrt((share * (1 - share)) / all + (z * z) / (4 * all * all));
  const scale = 1 + (z * z) / all;
  return [(middle - reach) / scale, (middle + reach) / scale];
}
