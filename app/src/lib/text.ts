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

/** Paragraphs of a plain text. */
export function paragraphs(text: string): string[] {
  return text
    .split(/\n\s*\n|\r\n\s*\r\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
