import type { ThingDoc } from '../../src/domain/thing-doc.ts';

/** What a query asks for in words that have no inflections, no accents and no likeness to one another. */
export interface PlainWords {
  readonly words: readonly string[];
  readonly phrases: readonly (readonly string[])[];
  readonly without: readonly string[];
}

/** The query as it is typed; the space at its end closes the last word. */
export function typed({ words, phrases, without }: PlainWords): string {
  const quoted = phrases.map((phrase) => `"${phrase.join(' ')}"`);
  return [...words, ...quoted, ...without.map((word) => `-${word}`), ''].join(' ');
}

/** The docs that hold what is asked for, by reading each of them; all of them where nothing is asked. */
export function holdingWords(
  docs: readonly ThingDoc[],
  { words, phrases, without }: PlainWords,
): { readonly docs: readonly ThingDoc[]; readonly isRelaxed: boolean } {
  const allowed = docs.filter((doc) => without.every((word) => !holds(doc, [word])));
  const fitting = allowed.filter((doc) => phrases.every((phrase) => holds(doc, phrase)));
  const wordsOf = (doc: ThingDoc): number => words.filter((word) => holds(doc, [word])).length;
  const whole = fitting.filter((doc) => wordsOf(doc) === words.length);
  const isEnough = words.length < 3 ? whole.length > 0 : whole.length >= 10;
  if (isEnough || words.length === 0) return { docs: whole, isRelaxed: false };
  const most = Math.max(0, ...fitting.map(wordsOf));
  const some = fitting.filter((doc) => most > 0 && wordsOf(doc) >= most / 2);
  return { docs: some, isRelaxed: some.length > whole.length };
}

/** True when words stand next to one another in one text of a doc. */
function holds({ title, summary, need, keywords }: ThingDoc, sequence: readonly string[]): boolean {
  const texts = [title, summary, need].flatMap((text) => Object.values(text ?? {})).concat(keywords);
  return texts.some((text) => ` ${text} `.includes(` ${sequence.join(' ')} `));
}
