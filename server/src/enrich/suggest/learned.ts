import type { SchemeKnowledge } from './example.ts';
import { rememberingFeatures, type ReadFeatures } from './features.ts';
import { trainingTexts } from './learning-material.ts';
import { trainLinearWeights, type LinearWeights } from './linear-weights.ts';

/** What training takes most of the time to give, by scheme: plain data that a function of equal knowledge gives again. */
export type Learned = ReadonlyMap<string, LinearWeights>;

/** What is known of one scheme. */
export function knowledgeOfScheme({ concepts, examples }: SchemeKnowledge, scheme: string): SchemeKnowledge {
  return {
    concepts: concepts.filter((one) => one.scheme === scheme),
    examples: examples.filter((one) => one.scheme === scheme),
  };
}

/** Learns every scheme that has concepts, each by itself. Without things that takes a second or two of a processor. */
export function learn(knowledge: SchemeKnowledge, read: ReadFeatures = rememberingFeatures()): Learned {
  const schemes = [...new Set(knowledge.concepts.map(({ scheme }) => scheme))];
  return new Map(
    schemes.map((scheme) => [
      scheme,
      trainLinearWeights(trainingTexts(knowledgeOfScheme(knowledge, scheme)), read),
    ]),
  );
}
