import { stemsOf } from '../server/src/enrich/suggest/features.ts';
import { weighed, weighings } from '../server/src/enrich/suggest/judge.ts';
import { createSignalReader, textOf } from '../server/src/enrich/suggest/signals.ts';
import type { Bench } from './bench.ts';
import { fitLogistic, type FitRow } from './logistic-fit.ts';
import { foldsOf, isLabelTask } from './suggest-folds.ts';
import { readTasks, type Task } from './suggest-tasks.ts';

/** Fits the weights of `server/src/enrich/suggest/judge.ts`; what `suggest` asks about is left aside, but for labels. */
export const suggestWeights: Bench = {
  summary: 'Fit what each method of the suggestions weighs, on texts that they had not learned from.',
  options: {},
  run() {
    const tasks = [...readTasks().tasks.values()].flat();
    const label = tasks.filter(isLabelTask).flatMap((task) => rowsOf(task));
    const text = tasks.filter((task) => !isLabelTask(task)).flatMap(textRows);
    for (const [form, rows] of Object.entries({ label, text })) {
      console.log(`\n${form}: ${String(rows.length)} rows`);
      fitLogistic(rows).forEach((value, index) => {
        console.log(`    ${value.toFixed(3)}, // ${weighed[index] ?? ''}`);
      });
    }
    return Promise.resolve();
  },
};

/** A task counts as so many texts, however many it has. */
const textsPerTask = 150;

/** Every practice text, asked of methods that had not learned from it. */
function textRows(task: Task): FitRow[] {
  const weight = Math.min(1, textsPerTask / task.practice.length);
  return foldsOf(task).flatMap((fold) => rowsOf(fold, weight));
}

function rowsOf({ concepts, examples, tests, answers }: Task, weight = 1): FitRow[] {
  const reader = createSignalReader({ concepts, examples });
  const narrow = new Set(concepts.filter(({ broader }) => broader !== undefined).map(({ code }) => code));
  return tests.flatMap(({ input, gold }) => {
    const signals = reader.read(input);
    const form = input.label === undefined ? ('text' as const) : ('label' as const);
    const circumstances = { form, words: stemsOf(textOf(input)).length, examples: examples.length };
    return weighings(signals, circumstances).flatMap((values, index) => {
      const { code = '' } = signals[index] ?? {};
      const codes = answers === undefined ? [code] : (answers.get(code) ?? []);
      // That a theme is right does not say which of its narrower ones are.
      return codes.length === 0 || (form === 'text' && narrow.has(code))
        ? []
        : [{ values, isRight: codes.some((one) => gold.includes(one)), weight }];
    });
  });
}
