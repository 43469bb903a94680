import { combine } from './combine.ts';
import { accumulator, scanTerms, type Found } from './scan.ts';
import { scanPhrase } from './phrase.ts';
import type { Synonyms } from './synonyms.ts';
import { correct } from './typo.ts';
import { formCount, patternOf, prefixPattern, termsOf, type WordPattern } from './vocabulary.ts';
import type { View } from './view.ts';
import { readWanted, wantedWords, type Clause, type WantedText } from './wanted.ts';

/** What the words of a query match: by part of the view, docs with their scores. */
export interface WordMatches {
  /** Undefined where no word is asked for: everything, equally. */
  readonly found: readonly Found[] | undefined;
  /** The text that was looked for instead, because nothing holds what was typed. */
  readonly corrected?: string;
  /** A text that would find more: a word that was typed is rare and looks like a frequent one. */
  readonly suggested?: string;
  /** True when nothing holds all the words: docs with at least half as many as the best are given. */
  readonly isRelaxed: boolean;
}

/** A clause with what it finds, by part, and the rarity of that. */
export interface Evaluated {
  readonly clause: Clause;
  /** How each sequence was looked for: a pattern a word, undefined for any word. */
  readonly patterns: readonly Pattern[];
  readonly found: readonly Found[];
  /** Live docs that hold it. */
  readonly count: number;
  readonly rarity: number;
}

/** A sequence as it is looked for; undefined stands for any word. */
export interface Pattern {
  readonly words: readonly (WordPattern | undefined)[];
  readonly weight: number;
}

/**
 * All the words, phrases included; where nothing holds them all, the nearest known words instead of unknown ones; then
 * as many of the words as possible.
 */
export function matchWords(q: string, view: View, synonyms: Synonyms): WordMatches {
  const wanted = readWanted(q);
  if (wanted.clauses.length + wanted.without.length === 0) return { found: undefined, isRelaxed: false };
  const evaluated = wanted.clauses.map((clause) => evaluate(clause, view, synonyms));
  const without = wanted.without.map((clause) => evaluate(clause, view, noSynonyms));
  const all = combine(evaluated, { without, view });
  if (isAny(all) || evaluated.every(({ clause }) => clause.isPhrase)) {
    return { found: all, isRelaxed: false, ...suggestion(wanted, evaluated, view) };
  }
  const mended = evaluated.map((each) => (each.count > 0 ? each : (corrected(each, view) ?? each)));
  const isMended = mended.some((each, index) => each !== evaluated[index]);
  const text = isMended
    ? {
        corrected: textOf(
          mended.map(({ clause }) => clause),
          wanted.without,
        ),
      }
    : {};
  const again = isMended ? combine(mended, { without, view }) : all;
  if (isAny(again)) return { found: again, isRelaxed: false, ...text };
  const some = relax(mended, { without, view });
  return { found: some, isRelaxed: isAny(some), ...(isAny(some) ? text : {}) };
}

const noSynonyms: Synonyms = { of: () => [] };

/** How a clause is looked for as it stands: its own sequences and those of its synonyms. */
export function wholePatterns(clause: Clause, view: View, synonyms: Synonyms): Pattern[] {
  const own = clause.sequences.map((sequence): Pattern => ({
    words: sequence.map((word) => (word === undefined ? undefined : patternOf(word, view))),
    weight: 1,
  }));
  return [...own, ...others(clause, view, synonyms).filter(({ words }) => words.length === 1)];
}

/** Labels of several words stand for a word only where nothing holds it: looking for them everywhere costs much. */
function longPatterns(clause: Clause, view: View, synonyms: Synonyms): Pattern[] {
  return others(clause, view, synonyms).filter(({ words }) => words.length > 1);
}

function others(clause: Clause, view: View, synonyms: Synonyms): readonly Pattern[] {
  return clause.isPhrase || clause.field !== undefined ? [] : synonyms.of(clause, view);
}

/** Looks for a clause everywhere; an open one that nothing holds, by its beginning. */
export function evaluate(clause: Clause, view: View, synonyms: Synonyms): Evaluated {
  const whole = find(clause, wholePatterns(clause, view, synonyms), view);
  const [word] = clause.sequences[0] ?? [];
  if (whole.count > 0 || word === undefined) return whole;
  const long = longPatterns(clause, view, synonyms);
  const byLabels = long.length === 0 ? whole : find(clause, long, view);
  if (byLabels.count > 0 || !clause.isOpen) return byLabels;
  return find(clause, [{ words: [prefixPattern(word)], weight: 1 }], view);
}

function find(clause: Clause, patterns: readonly Pattern[], view: View): Evaluated {
  let count = 0;
  const found = view.parts.map((part) => {
    for (const { words, weight } of patterns) {
      const places = words.map((word) =>
        word === undefined
          ? undefined
          : termsOf(part.segment, word).map((term) => ({ ...term, weight: term.weight * weight })),
      );
      const [only] = places;
      if (places.length === 1 && only !== undefined) scanTerms(only, { view, part, field: clause.field });
      else scanPhrase(places, { view, part, field: clause.field });
    }
    const taken = accumulator.take();
    count += taken.docs.length;
    return taken;
  });
  return { clause, patterns, found, count, rarity: Math.log(1 + (view.docs - count + 0.5) / (count + 0.5)) };
}

function isAny(found: readonly Found[]): boolean {
  return found.some(({ docs }) => docs.length > 0);
}

/** Docs that hold every phrase and at least half as many of the words as the doc that holds most of them. */
function relax(
  evaluated: readonly Evaluated[],
  options: { without: readonly Evaluated[]; view: View },
): Found[] {
  const words = evaluated.filter(({ clause }) => !clause.isPhrase).length;
  let most = words;
  while (most > 1 && !isAny(combine(evaluated, { ...options, words: most }))) most -= 1;
  return combine(evaluated, { ...options, words: Math.max(1, Math.ceil(most / 2)) });
}

/** The clause with the nearest known word in the place of its own. */
function corrected({ clause }: Evaluated, view: View): Evaluated | undefined {
  const [word] = clause.sequences[0] ?? [];
  if (clause.isPhrase || clause.sequences.length !== 1 || word === undefined) return undefined;
  const found = correct(word.form, view);
  return found === undefined ? undefined : evaluate(rewritten(clause, found.form), view, noSynonyms);
}

function rewritten(clause: Clause, form: string): Clause {
  const words = wantedWords(form).map(({ word }) => word);
  return { ...clause, text: form, sequences: [words], isOpen: false };
}

const rareCount = 2;
const farMoreFrequent = 20;

/** A word that hardly anything holds beside one that much holds, one edit away, is likely mistyped. */
function suggestion(
  { clauses, without }: WantedText,
  evaluated: readonly Evaluated[],
  view: View,
): { suggested?: string } {
  const better = evaluated.map(({ clause, count }) => {
    const [word] = clause.sequences[0] ?? [];
    const isRare = !clause.isPhrase && clause.sequences.length === 1 && count <= rareCount;
    if (!isRare || word === undefined) return clause;
    const found = correct(word.form, view);
    const isLikely =
      found?.distance === 1 && found.count >= farMoreFrequent * Math.max(formCount(view, word.form), 1);
    return isLikely ? rewritten(clause, found.form) : clause;
  });
  const isBetter = better.some((clause, index) => clause !== clauses[index]);
  return isBetter ? { suggested: textOf(better, without) } : {};
}

function textOf(clauses: readonly Clause[], without: readonly Clause[]): string {
  return [...clauses.map(({ text }) => text), ...without.map(({ text }) => `-${text}`)].join(' ');
}
