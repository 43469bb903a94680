import type { Lang } from '@carrefour/server/contract';

/** Words between the quotation marks of a language, as a list in its manner: « a », « b » et « c ». */
export function quotedList(words: readonly string[], lang: Lang): string {
  const quoted = words.map((word) => (lang === 'fr' ? `«\u00a0${word}\u00a0»` : `“${word}”`));
  return new Intl.ListFormat(lang, { type: 'conjunction' }).format(quoted);
}
