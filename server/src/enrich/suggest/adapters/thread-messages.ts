import type { Suggestion, SuggestionInput } from '../../suggestions.ts';

/** What the suggestion thread is asked. */
export interface SuggestionRequest {
  readonly id: number;
  readonly input: SuggestionInput;
}

/** What it answers: that it has learned, then suggestions, or why there are none. */
export type SuggestionAnswer =
  | { readonly hasLearned: true }
  | { readonly id: number; readonly suggestions: readonly Suggestion[] }
  | { readonly id: number; readonly error: string };
