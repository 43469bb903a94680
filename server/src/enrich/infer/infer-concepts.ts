import type { InferredConcept } from '../../domain/inferred.ts';
import type { DescribedThing } from '../inference.ts';
import { stemsOf } from '../suggest/features.ts';
import { appliedFrom, type Suggester } from '../suggest/suggester.ts';

/** Name and version: to be raised when what is learned or the threshold changes. */
export const method = 'words-of-concepts/2';

/** What a thing is about stands at the beginning of what it says. */
const longestText = 1000;
/** A name alone misleads (a “club” that does no sport): so many words with a meaning of their own have to be said. */
const fewestStems = 10;
/** Schemes of which texts were measured to tell the concepts (docs/suggestions.md). */
const inferredSchemes = ['theme', 'sdg'];

/**
 * The concepts that the words of a thing make nearly certain, where its sources say of no theme that it is about it: what a
 * source declares is not second-guessed.
 */
export function inferConcepts(
  { title, texts, concepts }: DescribedThing,
  suggester: () => Pick<Suggester, 'suggest'>,
): readonly InferredConcept[] {
  if ((concepts['theme'] ?? []).length > 0) return [];
  const description = texts.flatMap((text) => Object.values(text)).join(' . ');
  if (stemsOf(description).length < fewestStems) return [];
  const suggestions = suggester().suggest({
    title: Object.values(title).join(' . '),
    description: description.slice(0, longestText),
  });
  return suggestions
    .filter(({ scheme, score }) => score >= appliedFrom && inferredSchemes.includes(scheme))
    .filter(({ scheme, evidence }) => (concepts[scheme] ?? []).length === 0 && evidence.length > 0)
    .map(({ scheme, code, score, evidence }) => ({
      scheme,
      code,
      confidence: score,
      method,
      words: evidence.flatMap((one) => (one.because === 'learned' ? one.words : [one.label])),
    }));
}
