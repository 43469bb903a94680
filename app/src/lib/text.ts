import type { Lang } from '@carrefour/server/contract';

/** A text in the reader's language, or the one there is, with the language to mark it by. */
export interface ReadableText {
  readonly text: string;
  /** Undefined where no source says the language. */
  readonly lang: string | undefined;
}

/** Chooses a text for a reader; undefined when there is none. */
export function readable(
  texts: Readonly<Record<string, string>> | undefined,
  lang: Lang,
): ReadableText | undefined {
  if (texts === undefined) return undefined;
  const tag = [lang, 'fr', 'en', ...Object.keys(texts)].find((one) => texts[one] !== undefined);
  const text = tag === undefined ? undefined : texts[tag];
  return text === undefined ? undefined : { text, lang: tag === 'und' ? undefined : tag };
}

/** French signs of two parts keep to the word before them, wherever the line breaks. */
function typeset(text: string): string {
  return text.replaceAll(/ (?=[;:!?»])/g, '\u00A0').replaceAll(/(?<=«) /g, '\u00A0');
}

/** Paragraphs of a plain text. */
export function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n|\r\n\s*\r\n/)
    .map((part) => typeset(part.trim()))
    .filter((part) => part !== '');
}
