import type { LanguageText } from './thing-doc.ts';
import type { ThingId } from './thing-id.ts';

/** What was concluded about a thing and that no source says: how, and how sure. */
interface Inferred {
  /** The chance that a person would agree, from 0 to 1. */
  readonly confidence: number;
  /** Name and version of the method. */
  readonly method: string;
  /** The words of the thing that it rests on. */
  readonly words: readonly string[];
}

/** A solution that a thing seems to implement; until a person accepts it, a proposal and no more. */
export interface ProposedSolution extends Inferred {
  readonly id: ThingId;
  readonly title: LanguageText;
}

/** A concept that a thing seems to be about, in a scheme of which its sources say nothing. */
export interface InferredConcept extends Inferred {
  readonly scheme: string;
  readonly code: string;
}

/** Everything that was concluded about one thing. */
export interface Conclusions {
  readonly solutions: readonly ProposedSolution[];
  readonly concepts: readonly InferredConcept[];
}
