import type { LanguageText, ThingDoc } from '../../domain/thing-doc.ts';
import type { ThingId } from '../../domain/thing-id.ts';

/** A published solution, as far as recognising it in a text goes. */
export interface KnownSolution {
  readonly id: ThingId;
  readonly title: LanguageText;
  /** Its name and other names, in every language. */
  readonly names: readonly string[];
  readonly themes: readonly string[];
}

/** What a solution's doc says of recognising it. */
export function knownSolution({ id, title, otherNames, concepts }: ThingDoc): KnownSolution {
  const names = [...Object.values(title), ...Object.values(otherNames ?? {}).flat()];
  return { id, title, names: [...new Set(names)], themes: concepts['theme'] ?? [] };
}
