import type { Conclusions } from '../domain/inferred.ts';
import type { Kind } from '../domain/kinds.ts';
import type { LanguageText } from '../domain/thing-doc.ts';

/** What a thing says of itself. */
export interface DescribedThing {
  readonly title: LanguageText;
  readonly texts: readonly LanguageText[];
  /** Codes that its sources declare, by scheme. */
  readonly concepts: Readonly<Record<string, readonly string[]>>;
}

/** A thing of which something may be concluded. */
export interface InferenceInput extends DescribedThing {
  readonly kind: Kind;
}

/** Concludes what no source says of a thing. Pure: equal knowledge and input give equal conclusions. */
export type Infer = (thing: InferenceInput) => Conclusions;

/** Concludes nothing: for previews of single descriptions. */
export const inferNothing: Infer = () => ({ solutions: [], concepts: [] });
