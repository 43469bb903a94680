import type { LanguageText, ThingDoc } from '../../domain/thing-doc.ts';
import { ruleOf, type Rule } from '../analysis/stemming.ts';
import { isAskingWord } from './asking-words.ts';
import { find, type Evaluated } from './match-words.ts';
import { patternOf, termsOf, type WordPattern } from './vocabulary.ts';
import type { View } from './view.ts';
import { wantedWords, type Clause, type WantedWord } from './wanted.ts';

/** A word of a doc that others are looked for by, as it stands there, with what it finds. */
export interface TellingWord {
  readonly text: string;
  /** How much it tells: its weight in the doc times the square of its rarity. */
  readonly worth: number;
  readonly evaluated: Evaluated;
}

/** Bounds of what one doc asks: words that are weighed, words that are looked for, letters of each text. */
const bounds = { weighed: 60, asked: 10, letters: 400 } as const;
const shortest = 4;
/** A word that more than this share of all docs hold tells them from no others. */
const tooCommon = 0.03;
const fewDocs = 50;
/** A word that comes back again and again says no more for it. */
const mostWeight = 4;

interface Candidate {
  readonly text: string;
  readonly word: WantedWord;
  readonly rule: Rule;
  weight: number;
}

/** The words that tell what a doc is about: often in it, in its name above all, and rare elsewhere. */
export function tellingWords(doc: ThingDoc, view: View): TellingWord[] {
  const most = Math.max(view.docs * tooCommon, fewDocs);
  return candidates(doc)
    .slice(0, bounds.weighed)
    .map(({ word, rule, ...rest }) => {
      const pattern = patternIn(rule, word, view);
      return { ...rest, word, pattern, count: countOf(pattern, view) };
    })
    .filter(({ count }) => count > 1 && count <= most)
    .map(({ count, weight, ...rest }) => ({
      ...rest,
      worth: Math.min(weight, mostWeight) * Math.log(1 + view.docs / count) ** 2,
    }))
    .sort((a, b) => b.worth - a.worth || (a.text < b.text ? -1 : 1))
    .slice(0, bounds.asked)
    .map(({ text, worth, word, pattern }) => ({
      text,
      worth,
      evaluated: find(clauseOf(word), [{ words: [pattern], weight: 1 }], view),
    }));
}

/** Words of the name and of keywords count more than those of longer texts, which are read from their beginning. */
function candidates(doc: ThingDoc): Candidate[] {
  const found = new Map<string, Candidate>();
  const add = (text: string, language: string, weight: number): void => {
    const read = text.slice(0, bounds.letters);
    const rule = ruleOf(language);
    for (const { word, token } of wantedWords(read)) {
      const { form, isStopWord } = word;
      if (isStopWord || token.span > 1 || form.length < shortest || /\d/.test(form) || isAskingWord(form))
        continue;
      const known = found.get(word.stems.fr);
      if (known !== undefined) known.weight += weight;
      else
        found.set(word.stems.fr, {
          text: read.slice(token.start, token.end).toLowerCase(),
          word,
          rule,
          weight,
        });
    }
  };
  const addAll = (texts: LanguageText | undefined, weight: number): void => {
    for (const [language, text] of Object.entries(texts ?? {})) add(text, language, weight);
  };
  addAll(doc.title, 3);
  for (const text of doc.keywords) add(text, 'und', 3);
  addAll(doc.summary, 2);
  for (const texts of [doc.need, doc.answer, doc.results]) addAll(texts, 0.5);
  return [...found.values()];
}

/** A word inflects by the language of its own text only: what another language makes of its letters is another word. */
function patternIn(rule: Rule, word: WantedWord, view: View): WordPattern {
  const { stems, ...pattern } = patternOf(word, view);
  const own = [...stems].filter(([each]) => each === rule || each === 'other');
  return { ...pattern, stems: new Map(own) };
}

function countOf(pattern: WordPattern, view: View): number {
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
