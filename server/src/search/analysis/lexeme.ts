import { fold } from './fold.ts';
import { LetterTable } from './letter-table.ts';
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
  /** Tells lexemes of this thread apart. Words that are written otherwise (accents, capitals) have others of one key. */
  readonly number: number;
}

/** Parts a key: lower than any letter, so that the forms of a stem lie side by side. */
export const keySeparator = '\u0000';

/** The name of a word in an index. */
export function termKey(space: string, root: string, form: string): string {
  return `${space}${keySeparator}${root}${keySeparator}${form}`;
}

const tables: Readonly<Record<Rule, LetterTable<Lexeme>>> = {
  fr: new LetterTable(),
  en: new LetterTable(),
  other: new LetterTable(),
};
let made = 0;

/** The lexeme of a word. */
export function lexemeOf(word: string, rule: Rule): Lexeme {
  return lexemeAt(word, 0, { end: word.length, rule });
}

/** The lexeme of the word that stands from `start` to `end` in a text. */
export function lexemeAt(
  text: string,
  start: number,
  { end, rule }: { readonly end: number; readonly rule: Rule },
): Lexeme {
  const table = tables[rule];
  const known = table.find(text, start, end);
  if (known !== undefined) return known;
  const written = text.slice(start, end);
  const lexeme = makeLexeme(written, rule);
  table.add(written, lexeme);
  return lexeme;
}

function makeLexeme(written: string, rule: Rule): Lexeme {
  const word = written.toLowerCase().normalize('NFC');
  const form = fold(written);
  const root = stem(word, rule);
  made += 1;
  return {
    form,
    stem: root,
    isStopWord: isStopWord(word, form),
    key: termKey(rule, root, form),
    number: made,
  };
}
