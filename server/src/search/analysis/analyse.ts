import { lexemeAt, type Lexeme } from './lexeme.ts';
import type { Rule } from './stemming.ts';
import { UnitsReader } from './text-units.ts';
import { wordsOf, type Word } from './words.ts';

const texts = new UnitsReader();

/** Changes with every change of what {@link analyse} gives: an index that was made by another version is made anew. */
export const analyserVersion = 1;

/** A word of a text. */
export interface Token {
  readonly lexeme: Lexeme;
  /** Counts words from 0; stop words count too, so that phrases keep their distances. */
  readonly position: number;
  /** How many words it stands for: more than one for words that hyphens join. */
  readonly span: number;
  /** Where it stands in the text: UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

/**
 * The words of a text in order. One analysis serves index, query, highlight and suggestion: NFC, lower case, no elided
 * articles, acronyms without their points, stems by language, accents folded after stemming. Words joined by hyphens
 * are given one by one and, at the place of the first, as one word: micro-crèche is found by microcrèche too.
 */
export function analyse(text: string, rule: Rule): Token[] {
  const source = texts.read(text);
  const words = wordsOf(source);
  const tokens: Token[] = [];
  for (let position = 0; position < words.length; position += 1) {
    const word = words[position] as Word;
    const { start, end } = word;
    const lexeme = word.read === undefined ? lexemeAt(source, word, rule) : lexemeOf(word.read, rule);
    tokens.push({ lexeme, position, span: 1, start, end });
    if (!word.isJoined && words[position + 1]?.isJoined === true)
      tokens.push(joinedToken(text, joinedFrom(words, position), { position, rule }));
  }
  return tokens;
}

function joinedToken(
  text: string,
  parts: readonly Word[],
  { position, rule }: { position: number; rule: Rule },
): Token {
  const written = parts.map(({ read, start, end }) => read ?? text.slice(start, end)).join('');
  const [start, end] = [parts[0]?.start ?? 0, parts.at(-1)?.end ?? 0];
  return { lexeme: lexemeOf(written, rule), position, span: parts.length, start, end };
}

const ownUnits = new UnitsReader();

/** The lexeme of a word that does not stand in the text as it is read. */
function lexemeOf(written: string, rule: Rule): Lexeme {
  return lexemeAt(ownUnits.read(written), { start: 0, end: written.length }, rule);
}

/** The word at `first` and those that hyphens join to it. */
function joinedFrom(words: readonly Word[], first: number): Word[] {
  let next = first + 1;
  while (words[next]?.isJoined === true) next += 1;
  return words.slice(first, next);
}
