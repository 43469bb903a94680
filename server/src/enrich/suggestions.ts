/** Why a concept is suggested. */
export type Evidence =
  | { readonly because: 'label'; readonly label: string }
  | { readonly because: 'mapped'; readonly label: string; readonly source: string }
  | { readonly because: 'learned'; readonly words: readonly string[] };

/** Solutions are suggested like the concepts of a scheme, by id; it is no scheme of the vocabulary. */
export const solutionScheme = 'solution';

/** A concept for a text; `score` estimates the probability that a person would agree. */
export interface Suggestion {
  readonly scheme: string;
  readonly code: string;
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** What is to be described: a label of a source, or a thing's title and description. */
export interface SuggestionInput {
  readonly label?: string;
  readonly title?: string;
  readonly description?: string;
  readonly source?: string;
  /** BCP 47. */
  readonly lang?: string;
  /** Schemes of which concepts are wanted; those of the vocabulary unless told. */
  readonly schemes?: readonly string[];
}

/**
 * Suggests concepts for what a source or a contributor writes. Learning takes seconds of a processor, so it happens off
 * the caller's thread; while something is learned anew, what was learned before answers. Rejects with AppError
 * `unavailable` when that thread is lost; the next call starts another.
 */
export interface Suggestions {
  /** Learns ahead of the first call; resolves when that is done. */
  prepare(): Promise<void>;
  suggest(input: SuggestionInput): Promise<readonly Suggestion[]>;
  close(): Promise<void>;
}
