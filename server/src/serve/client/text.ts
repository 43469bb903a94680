import type { Lang } from '../../contract.ts';
import type { LanguageText } from '../../domain/thing-doc.ts';

/** A text in one language; `und` where no source says which. */
export interface ChosenText {
  readonly text: string;
  readonly lang: string;
}

/** The text in the reader's language, or the one there is: French, English, then the first by tag. */
export function chooseText(texts: LanguageText | undefined, lang: Lang): ChosenText | undefined {
  if (texts === undefined) return undefined;
  for (const tag of [lang, 'fr', 'en', ...Object.keys(texts).sort()]) {
    const text = texts[tag];
    if (text !== undefined && text !== '') return { text, lang: tag };
  }
  return undefined;
}
