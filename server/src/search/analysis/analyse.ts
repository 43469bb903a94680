import { lexemeAt, lexemeOf, type Lexeme } from './lexeme.ts';
import type { Rule } from './stemming.ts';
import { wordsOf, type Word } from './words.ts';

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
  const words = wordsOf(text);
  const tokens: Token[] = [];
  for (let position = 0; position < words.length; position += 1) {
    const word = words[position] as Word;
    const { start, end } = word;
    tokens.push({ lexeme: lexemeIn(text, word, rule), position, span: 1, start, end });
    if (word.isJoined || words[position + 1]?.isJoined !== true) continue;
    const parts = joinedFrom(words, position);
    const joined = parts.map((part) => part.read ?? text.slice(part.start, part.end)).join('');
    const lexeme = lexemeOf(joined, rule);
    tokens.push({ lexeme, position, span: parts.length, start, end: parts.at(-1)?.end ?? end });
  }
  return tokens;
}

function lexemeIn(text: string, { start, end, read }: Word, rule: Rule): Lexeme {
  return read === undefined ? lexemeAt(text, start, { end, rule }) : lexemeOf(read, rule);
}

/** The word at `first` and those that hyphens join to it. */
function joinedFrom(words: readonly Word[], first: number): Word[] {
  let next = first + 1;
  while (words[next]?.isJoined === true) next += 1;
  return words.slice(first, next);
}
