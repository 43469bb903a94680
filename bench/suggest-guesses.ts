import type { Method } from './suggest-methods.ts';
import type { Task } from './suggest-tasks.ts';

/** A code that a method suggests, and whether people chose it. */
export interface Guess {
  readonly score: number;
  readonly isRight: boolean;
}

/** All that a method suggests for what a task asks. */
export function guessesOf({ tests, answers }: Pick<Task, 'tests' | 'answers'>, method: Method): Guess[] {
  return tests.flatMap(({ input, gold }) =>
    [...translated(method(input), answers)].map(([code, score]) => ({ score, isRight: gold.includes(code) })),
  );
}

/** Scores by the codes that those suggested stand for; of several that stand for one, the best. */
function translated(
  scores: ReadonlyMap<string, number>,
  answers: Task['answers'],
): ReadonlyMap<string, number> {
  if (answers === undefined) return scores;
  const found = new Map<string, number>();
  for (const [code, score] of scores) {
    for (const answer of answers.get(code) ?? []) found.set(answer, Math.max(found.get(answer) ?? 0, score));
  }
  return found;
}
