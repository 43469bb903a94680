import { fold } from './fold.ts';
import { LetterTable, type WordPlace } from './letter-table.ts';
import { stem, type Rule } from './stemming.ts';
import { isStopWord } from './stop-words.ts';
import type { TextUnits } from './text-units.ts';

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

const makers: Readonly<Record<Rule, (written: string) => Lexeme>> = {
  fr: (written) => makeLexeme(written, 'fr'),
  en: (written) => makeLexeme(written, 'en'),
  other: (written) => makeLexeme(written, 'other'),
};

/** The lexeme of the word that stands at a place of a text. */
export function lexemeAt(source: TextUnits, place: WordPlace, rule: Rule): Lexeme {
  return tables[rule].at(source, place, makers[rule]);
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
