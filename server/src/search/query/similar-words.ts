import type { LanguageText, ThingDoc } from '../../domain/thing-doc.ts';
import { isAskingWord } from './asking-words.ts';
import { find, type Evaluated } from './match-words.ts';
import { patternOf, termsOf } from './vocabulary.ts';
import type { View } from './view.ts';
import { wantedWords, type Clause, type WantedWord } from './wanted.ts';

/** A word of a doc that others are looked for by, as it stands there, with what it finds. */
export interface TellingWord {
  readonly text: string;
  readonly evaluated: Evaluated;
}

/** Bounds of what one doc asks: words that are weighed, words that are looked for, letters of each text. */
const bounds = { weighed: 60, asked: 16, letters: 400 } as const;
const shortest = 4;
/** A word that more than this share of all docs hold tells them from no others. */
const tooCommon = 0.05;
const fewDocs = 50;

interface Candidate {
  readonly text: string;
  readonly word: WantedWord;
  weight: number;
}

/** The words that tell what a doc is about: often in it, in its name above all, and rare elsewhere. */
export function tellingWords(doc: ThingDoc, view: View): TellingWord[] {
  const most = Math.max(view.docs * tooCommon, fewDocs);
  return candidates(doc)
    .slice(0, bounds.weighed)
    .map((candidate) => ({ ...candidate, count: countOf(candidate.word, view) }))
    .filter(({ count }) => count > 1 && count <= most)
    .map(({ count, weight, ...rest }) => ({ ...rest, worth: weight * Math.log(1 + view.docs / count) }))
    .sort((a, b) => b.worth - a.worth || (a.text < b.text ? -1 : 1))
    .slice(0, bounds.asked)
    .map(({ text, word }) => {
      const clause = clauseOf(word);
      return { text, evaluated: find(clause, [{ words: [patternOf(word, view)], weight: 1 }], view) };
    });
}

/** Words of the name and of keywords count more than those of longer texts, which are read from their beginning. */
function candidates(doc: ThingDoc): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (text: string, weight: number): void => {
    const read = text.slice(0, bounds.letters);
    for (const { word, token } of wantedWords(read)) {
      const { form, isStopWord } = word;
      if (isStopWord || token.span > 1 || form.length < shortest || /\d/.test(form) || isAskingWord(form))
        continue;
      const known = found.get(word.stems.fr);
      if (known !== undefined) known.weight += weight;
      else found.set(word.stems.fr, { text: read.slice(token.start, token.end).toLowerCase(), word, weight });
    }
  };
  for (const text of Object.values(doc.title)) add(text, 3);
  for (const text of doc.keywords) add(text, 2);
  for (const texts of [doc.summary, doc.need, doc.answer, doc.results]) addAll(texts, add);
  return [...found.values()];
}

function addAll(texts: LanguageText | undefined, add: (text: string, weight: number) => void): void {
  for (const text of Object.values(texts ?? {})) add(text, 1);
}

function countOf(word: WantedWord, view: View): number {
  const pattern = patternOf(word, view);
  return view.parts.reduce(
    (sum, { segment, live }) =>
      sum + termsOf(segment, pattern).reduce((held, { term }) => held + segment.liveCount(term, live), 0),
    0,
  );
}

function clauseOf(word: WantedWord): Clause {
  return {
    text: word.form,
    sequences: [[word]],
    others: [],
    together: [],
    isOpen: false,
    isPhrase: false,
  };
}
