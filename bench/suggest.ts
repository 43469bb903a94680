import { appliedFrom } from '../server/src/enrich/suggest/suggester.ts';
import type { Bench } from './bench.ts';
import { printTable } from './statistics.ts';
import { guessesOf, type Guess } from './suggest-guesses.ts';
import { methods } from './suggest-methods.ts';
import { readTasks, type Task } from './suggest-tasks.ts';

/** How well concepts are suggested, method by method, on records whose concepts people chose. */
export const suggest: Bench = {
  summary:
    'Precision, recall and micro-F1 of concept suggestions beside two baselines, on four sets of real records.',
  options: {},
  run() {
    const { tasks, skipped } = readTasks();
    for (const folder of skipped) console.log(`skipped: ${folder} is not in the shared folder`);
    for (const [name, group] of tasks) report(name, group);
    return Promise.resolve();
  },
};

function report(name: string, group: readonly Task[]): void {
  const asked = group.reduce((sum, { tests }) => sum + tests.length, 0);
  const gold = group.flatMap(({ tests }) => tests).reduce((sum, test) => sum + test.gold.length, 0);
  console.log(`\n${name}: ${String(asked)} asked, ${String(gold)} right answers\n`);
  const rows = Object.entries(methods).map(([method, train]) => {
    const guesses = group.flatMap((task) => guessesOf(task, train(task)));
    return [method, ...figuresOf(guesses, { gold, isOurs: method.endsWith('(used)') })];
  });
  printTable(
    ['method', 'precision', 'recall', 'F1', 'best F1', 'applied: precision', 'applied: recall'],
    rows,
  );
}

/**
 * Ours at its own thresholds; the others at the threshold that is best for them in hindsight, which favours them.
 */
function figuresOf(guesses: readonly Guess[], { gold, isOurs }: { gold: number; isOurs: boolean }): string[] {
  const at = (from: number): { precision: number; recall: number; f1: number } => {
    const given = guesses.filter(({ score }) => score >= from);
    const right = given.filter(({ isRight }) => isRight).length;
    const precision = given.length === 0 ? 0 : right / given.length;
    const recall = right / gold;
    return { precision, recall, f1: (2 * precision * recall) / (precision + recall || 1) };
  };
  const thresholds = Array.from({ length: 50 }, (_, step) => step / 50);
  const best = thresholds.map(at).reduce((a, b) => (b.f1 > a.f1 ? b : a));
  const chosen = isOurs ? at(0) : best;
  const applied = at(appliedFrom);
  return [
    ...[chosen.precision, chosen.recall, chosen.f1, best.f1],
    ...(isOurs ? [applied.precision, applied.recall] : []),
  ].map((value) => value.toFixed(2));
}
