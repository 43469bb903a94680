import type { Conclusions } from '../../domain/inferred.ts';
import type { Kind } from '../../domain/kinds.ts';
import type { Suggester } from '../suggest/suggester.ts';
import { inferConcepts, type DescribedThing } from './infer-concepts.ts';
import type { KnownSolution } from './known-solution.ts';
import { createSolutionMatcher } from './match-solutions.ts';

/** A thing of which something may be concluded. */
export interface InferenceInput extends DescribedThing {
  readonly kind: Kind;
}

/** Concludes what no source says of a thing. Pure: equal knowledge and input give equal conclusions. */
export type Infer = (thing: InferenceInput) => Conclusions;

/** Concludes nothing: for previews of single descriptions. */
export const inferNothing: Infer = () => ({ solutions: [], concepts: [] });

/** The conclusions that published solutions and the words of our concepts allow. */
export function createInference({
  solutions,
  suggester,
}: {
  readonly solutions: readonly KnownSolution[];
  /** Called once something is to be concluded: learning takes a second of a processor. */
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
