import type { Infer, InferenceInput } from '../inference.ts';
import type { Suggester } from '../suggest/suggester.ts';
import { inferConcepts } from './infer-concepts.ts';
import type { KnownSolution } from './known-solution.ts';
import { createSolutionMatcher } from './match-solutions.ts';

/** The conclusions that published solutions and the words of our concepts allow. */
export function createInference({
  solutions,
  suggester,
}: {
  readonly solutions: readonly KnownSolution[];
  /** Called once something is to be concluded: learning takes a second of a processor, remembering a part of it. */
  readonly suggester: () => Pick<Suggester, 'suggest'>;
}): Infer {
  const match = createSolutionMatcher(solutions);
  return (thing) => ({
    solutions: thing.kind === 'innovation' ? match(textsOf(thing)) : [],
    concepts: thing.kind === 'solution' ? [] : inferConcepts(thing, suggester),
  });
}

function textsOf({ title, texts, concepts }: InferenceInput) {
  return {
    names: Object.values(title),
    texts: texts.flatMap((text) => Object.values(text)),
    themes: concepts['theme'] ?? [],
  };
}
