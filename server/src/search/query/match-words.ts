import { combine } from './combine.ts';
import { accumulator, scanTerms, type Found } from './scan.ts';
import { scanPhrase } from './phrase.ts';
import { synonymWeight, type Synonyms } from './synonyms.ts';
import { correct } from './typo.ts';
import { formCount, patternOf, prefixPattern, termsOf, type WordPattern } from './vocabulary.ts';
import type { View } from './view.ts';
import { readWanted, wantedWords, type Clause, type Sequence, type WantedText } from './wanted.ts';

/** What the words of a query match: by part of the view, docs with their scores. */
export interface WordMatches {
  /** Undefined where no word is asked for: everything, equally. */
  readonly found: readonly Found[] | undefined;
  /** The clauses that were looked for in the end; undefined where no word is asked for. */
  readonly evaluated?: readonly Evaluated[];
  /** The text that was looked for instead, because nothing holds what was typed. */
  readonly corrected?: string;
  /** A text that would find more: a word that was typed is rare and looks like a frequent one. */
  readonly suggested?: string;
  /** True when too little holds all the words: docs with at least half as many as the best are given too. */
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
 * All the words, phrases included. Where that finds little: words that mean the same; then, of many words or of a
 * sentence, as many as possible. Where it finds nothing, the nearest known words instead of unknown ones before that.
 */
export function matchWords(q: string, view: View, synonyms: Synonyms): WordMatches {
  const wanted = readWanted(q);
  if (wanted.clauses.length + wanted.without.length === 0) return { found: undefined, isRelaxed: false };
  const without = wanted.without.map((clause) => evaluate(clause, view));
  const options = { without, view };
  const { evaluated, all } = widened(
    synonyms.expand(wanted.clauses).map((clause) => evaluate(clause, view)),
    options,
  );
  const size = sizeOf(all);
  if (size > 0 || evaluated.every(({ clause }) => clause.isPhrase)) {
    const some = mayMiss(wanted) && size < enough ? relax(evaluated, options) : all;
    const isRelaxed = sizeOf(some) > size;
    return { found: some, evaluated, isRelaxed, ...suggestion(wanted, evaluated, view) };
  }
  const mended = evaluated.map((each) => (each.count > 0 ? each : (corrected(each, view) ?? each)));
  const isMended = mended.some((each, index) => each !== evaluated[index]);
  const clauses = mended.map(({ clause }) => clause);
  const text = isMended ? { corrected: textOf(clauses, wanted.without) } : {};
  const again = isMended ? combine(mended, options) : all;
  if (sizeOf(again) > 0) return { found: again, evaluated: mended, isRelaxed: false, ...text };
  const some = relax(mended, options);
  const isAny = sizeOf(some) > 0;
  return { found: some, evaluated: mended, isRelaxed: isAny, ...(isAny ? text : {}) };
}

interface Options {
  readonly without: readonly Evaluated[];
  readonly view: View;
}

/** Fewer results than a page begins with: other words are tried, and some may be missing. */
const enough = 10;
/** With fewer words than this, one that is missing changes what is asked for. */
const manyWords = 3;

/** True where much was asked for, or a need was described: then a thing that lacks a word may still be what is meant. */
function mayMiss({ clauses, isSentence }: WantedText): boolean {
  const words = clauses.filter(({ isPhrase }) => !isPhrase).length;
  return words >= manyWords || (isSentence && words > 1);
}

/** What holds all the clauses; where that is little, also by the synonyms of labels that several of them make. */
function widened(
  evaluated: readonly Evaluated[],
  options: Options,
): { evaluated: readonly Evaluated[]; all: readonly Found[] } {
  const all = combine(evaluated, options);
  if (sizeOf(all) >= enough || !evaluated.some(({ clause }) => clause.together.length > 0))
    return { evaluated, all };
  const wider = evaluated.map(({ clause, patterns, ...rest }) =>
    clause.together.length === 0
      ? { clause, patterns, ...rest }
      : find(clause, [...patterns, ...otherPatterns(clause.together, options.view)], options.view),
  );
  return { evaluated: wider, all: combine(wider, options) };
}

function sizeOf(found: readonly Found[]): number {
  return found.reduce((sum, { docs }) => sum + docs.length, 0);
}

/** How a clause is looked for as it stands. */
export function wholePatterns(clause: Clause, view: View): Pattern[] {
  return clause.sequences.map((sequence) => patternFor(sequence, 1, view));
}

/** How words that may stand in a clause's place are looked for. */
export function otherPatterns(sequences: readonly Sequence[], view: View): Pattern[] {
  return sequences.map((sequence) => patternFor(sequence, synonymWeight, view));
}

function patternFor(sequence: Sequence, weight: number, view: View): Pattern {
  return { words: sequence.map((word) => (word === undefined ? undefined : patternOf(word, view))), weight };
}

/** Other words stand for one that hardly anything holds: where much holds it, they would only blur what was asked for. */
const hardlyAny = 30;

/** Looks for a clause everywhere; an open one that nothing holds, by its beginning. */
export function evaluate(clause: Clause, view: View): Evaluated {
  const patterns = wholePatterns(clause, view);
  const whole = find(clause, patterns, view);
  const [word] = clause.sequences[0] ?? [];
  if (whole.count >= hardlyAny || word === undefined) return whole;
  const others = otherPatterns(clause.others, view);
  const byLabels = others.length === 0 ? whole : find(clause, [...patterns, ...others], view);
  if (byLabels.count > 0 || !clause.isOpen) return byLabels;
  return find(clause, [{ words: [prefixPattern(word)], weight: 1 }], view);
}

/** Looks for a clause by given patterns, everywhere. */
export function find(clause: Clause, patterns: readonly Pattern[], view: View): Evaluated {
  let count = 0;
  const found = view.parts.map((part) => {
    for (const { words, weight } of patterns) {
      const places = words.map((word) =>
        word === undefined
          ? undefined
          : termsOf(part.segment, word).map((term) => ({ ...term, weight: term.weight * weight })),
      );
      const [only] = places;
      if (places.length === 1 && only !== undefined) scanTerms(only, { part, field: clause.field });
      else scanPhrase(places, { part, field: clause.field });
    }
    const taken = accumulator.take();
    count += taken.docs.length;
    return taken;
  });
  return { clause, patterns, found, count, rarity: Math.log(1 + (view.docs - count + 0.5) / (count + 0.5)) };
}

/** Docs that hold every phrase and at least half as many of the words as the doc that holds most of them. */
function relax(evaluated: readonly Evaluated[], options: Options): Found[] {
  const words = evaluated.filter(({ clause }) => !clause.isPhrase).length;
  let most = words;
  while (most > 1 && sizeOf(combine(evaluated, { ...options, words: most })) === 0) most -= 1;
  return combine(evaluated, { ...options, words: Math.max(1, Math.ceil(most / 2)) });
}

/** The clause with the nearest known word in the place of its own. */
function corrected({ clause }: Evaluated, view: View): Evaluated | undefined {
  const [word] = clause.sequences[0] ?? [];
  if (clause.isPhrase || clause.sequences.length !== 1 || word === undefined) return undefined;
  const found = correct(word.form, view);
  return found === undefined ? undefined : evaluate(rewritten(clause, found.form), view);
}

function rewritten(clause: Clause, form: string): Clause {
  const words = wantedWords(form).map(({ word }) => word);
  return { ...clause, text: form, sequences: [words], others: [], together: [], isOpen: false };
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
  const suggested = textOf(better, without);
  return suggested === textOf(clauses, without) ? {} : { suggested };
}

function textOf(clauses: readonly Clause[], without: readonly Clause[]): string {
  return [...clauses.map(({ text }) => text), ...without.map(({ text }) => `-${text}`)].join(' ');
}
