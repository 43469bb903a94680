import { patternOf, type WordPattern } from './vocabulary.ts';
import type { View } from './view.ts';
import { wantedWords, type Clause, type WantedWord } from './wanted.ts';

/** Other words for what a clause asks for. */
export interface Synonyms {
  of(
    clause: Clause,
    view: View,
  ): readonly { readonly words: readonly (WordPattern | undefined)[]; readonly weight: number }[];
}

/** Another label of a concept says less surely what was asked for. */
const synonymWeight = 0.4;

/**
 * Synonyms by groups of labels that mean the same: who asks for one finds texts with the others. Only a label of one
 * word is looked up by it.
 */
export function synonymsOf(groups: readonly (readonly string[])[]): Synonyms {
  const others = new Map<string, WantedWord[][]>();
  for (const group of groups) {
    const sequences = group.map((label) =>
      wantedWords(label)
        .filter(({ token }) => token.span === 1)
        .map(({ word }) => word),
    );
    for (const sequence of sequences) {
      const [only] = sequence;
      if (sequence.length !== 1 || only === undefined) continue;
      const rest = sequences.filter((other) => other !== sequence && other.length > 0);
      others.set(only.stems.fr, [...(others.get(only.stems.fr) ?? []), ...rest]);
    }
  }
  return {
    of({ sequences }, view) {
      const [[word] = [], ...more] = sequences;
      if (more.length > 0 || sequences[0]?.length !== 1 || word === undefined) return [];
      return (others.get(word.stems.fr) ?? []).map((sequence) => ({
        words: sequence.map((each) => (each.isStopWord ? undefined : patternOf(each, view))),
        weight: synonymWeight,
      }));
    },
  };
}
