/** Why a concept is suggested. */
export type Evidence =
  | { readonly because: 'label'; readonly label: string }
  | { readonly because: 'mapped'; readonly label: string; readonly source: string }
  | { readonly because: 'learned'; readonly words: readonly string[] };

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
}

/**
 * Suggests concepts for what a source or a contributor writes. Learning takes seconds of a processor, so it happens off
 * the caller's thread. Rejects with AppError `unavailable` when that thread is lost; the next call starts another.
 */
export interface Suggestions {
  suggest(input: SuggestionInput): Promise<readonly Suggestion[]>;
  close(): Promise<void>;
}
