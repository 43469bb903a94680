import { createHash } from 'node:crypto';
import { textOf } from '../server/src/enrich/suggest/signals.ts';
import type { Task } from './suggest-tasks.ts';

const folds = 5;

/**
 * The practice part of a task as tasks of their own, none of which learned what it asks: each fold of what is learned from is
 * asked by what the others teach. Without examples there is one: nothing that is asked was learned from. What `suggest` asks
 * stays apart.
 */
export function foldsOf(task: Task): Task[] {
  if (task.examples.length === 0) return [{ ...task, tests: task.practice }];
  return Array.from({ length: folds }, (_, fold) => ({
    ...task,
    examples: task.examples.filter(({ text }) => foldOf(text) !== fold),
    tests: task.practice.filter(({ input }) => foldOf(textOf(input)) === fold),
  }));
}

/** Labels are asked one source at a time, by what the others teach: their tasks are folds already. */
export function isLabelTask({ tests }: Task): boolean {
  return tests[0]?.input.label !== undefined;
}

function foldOf(text: string): number {
  return (createHash('sha256').update(`fold ${text}`).digest()[0] ?? 0) % folds;
}
