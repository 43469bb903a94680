import type { SuggestionInput } from '../suggestions.ts';
import type { SchemeKnowledge } from './example.ts';
import { featuresOf, type ReadFeatures } from './features.ts';
import { createLabelMatcher, type LabelMatch } from './label-matcher.ts';
import { knownLabels, labelsWithBroader, trainingTexts } from './learning-material.ts';
import { createLinearModel } from './linear-model.ts';
import { trainLinearWeights, type LinearWeights } from './linear-weights.ts';
import { createNeighbours } from './neighbours.ts';
import { createWordVotes } from './word-votes.ts';

/** What each method says about one concept for one text; numbers from 0 to 1. */
export interface Signals {
  readonly code: string;
  readonly match: LabelMatch | undefined;
  readonly likeness: number;
  readonly votes: number;
  readonly linear: number;
  readonly near: number;
}

/** The methods, taught. */
export interface SignalReader {
  read(input: SuggestionInput): Signals[];
  /** The words of the text that speak most for a concept, best first. */
  reasons(input: SuggestionInput, code: string): string[];
}

const longestText = 20_000;

/** Label, title and description as one text. */
export function textOf({ label, title, description }: SuggestionInput): string {
  return [label, title, description]
    .filter((one) => one !== undefined)
    .join(' . ')
    .slice(0, longestText);
}

/** Teaches every method the concepts of one scheme; what was learned from equal knowledge need not be learned again. */
export function createSignalReader(
  knowledge: SchemeKnowledge,
  { learned, read = featuresOf }: { readonly learned?: LinearWeights; readonly read?: ReadFeatures } = {},
): SignalReader {
  const texts = trainingTexts(knowledge);
  const matcher = createLabelMatcher(knownLabels(knowledge));
  const votes = createWordVotes(labelsWithBroader(knowledge));
  const model = createLinearModel(learned ?? trainLinearWeights(texts, read));
  const neighbours = createNeighbours(texts, read);
  return {
    read(input) {
      const text = textOf(input);
      const features = featuresOf(text);
      const linear = model.scores(features);
      const near = neighbours.scores(features);
      const voted = votes.scores(features.stems);
      const matched = input.label === undefined ? matcher.within(text) : matcher.like(text);
      return [...linear].map(([code, probability]) => ({
        code,
        match: matched.get(code),
        likeness: matched.get(code)?.likeness ?? 0,
        votes: voted.get(code) ?? 0,
        linear: probability,
        near: Math.min(near.get(code) ?? 0, 1),
      }));
    },
    reasons: (input, code) => model.reasons(featuresOf(textOf(input)), code),
  };
}
