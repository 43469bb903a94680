import { createHash } from 'node:crypto';
import { stemsOf } from '../server/src/enrich/suggest/features.ts';
import { weighed, weighings } from '../server/src/enrich/suggest/judge.ts';
import { createSignalReader, textOf } from '../server/src/enrich/suggest/signals.ts';
import type { Bench } from './bench.ts';
import { fitLogistic, type FitRow } from './logistic-fit.ts';
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

function isLabelTask({ tests }: Task): boolean {
  return tests[0]?.input.label !== undefined;
}

const folds = 5;
/** A task counts as so many texts, however many it has. */
const textsPerTask = 150;

/** Each fold of what is learned from is asked about by a model of the others; without examples, all but what is kept apart. */
function textRows(task: Task): FitRow[] {
  const asked = task.practice;
  const weight = Math.min(1, textsPerTask / asked.length);
  if (task.examples.length === 0) return rowsOf({ ...task, tests: asked }, weight);
  return Array.from({ length: folds }, (_, fold) => fold).flatMap((fold) => {
    const examples = task.examples.filter(({ text }) => foldOf(text) !== fold);
    const tests = asked.filter(({ input }) => foldOf(textOf(input)) === fold);
    return rowsOf({ ...task, examples, tests }, weight);
  });
}

function foldOf(text: string): number {
  return (createHash('sha256').update(`fold ${text}`).digest()[0] ?? 0) % folds;
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
