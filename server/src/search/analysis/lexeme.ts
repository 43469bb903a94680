import { fold } from './fold.ts';
import { stem, type Rule } from './stemming.ts';
import { isStopWord } from './stop-words.ts';

/** A word as it is compared, wherever it stands. */
export interface Lexeme {
  /** Folded: lower case, without accents. */
  readonly form: string;
  /** What inflections of one word have in common, by the rules of the text's language. */
  readonly stem: string;
  readonly isStopWord: boolean;
  /** Rule, stem and form in one: the word's name in an index. */
  readonly key: string;
}

/** Parts a key: lower than any letter, so that the forms of a stem lie side by side. */
export const keySeparator = '\u0000';

/** The name of a word in an index. */
export function termKey(space: string, root: string, form: string): string {
  return `${space}${keySeparator}${root}${keySeparator}${form}`;
}

/** Words of a language are few and come back: a bound that ordinary data never reaches. */
const cacheLimit = 500_000;
const caches: Readonly<Record<Rule, Map<string, Lexeme>>> = {
  fr: new Map(),
  en: new Map(),
  other: new Map(),
};

/** The lexeme of a word as it stands in a text. */
export function lexemeOf(text: string, rule: Rule): Lexeme {
  const cache = caches[rule];
  const known = cache.get(text);
  if (known !== undefined) return known;
  const word = text.toLowerCase().normalize('NFC');
  const form = fold(text);
  const root = stem(word, rule);
  const lexeme = { form, stem: root, isStopWord: isStopWord(word, form), key: termKey(rule, root, form) };
  if (cache.size >= cacheLimit) cache.clear();
  cache.set(text, lexeme);
  return lexeme;
}
