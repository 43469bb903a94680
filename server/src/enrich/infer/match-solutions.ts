import { ancestors } from '@carrefour/ontology';
import type { ProposedSolution } from '../../domain/inferred.ts';
import { stemsOf } from '../suggest/features.ts';
import type { KnownSolution } from './known-solution.ts';

/** The texts of a thing in which solutions are looked for. */
export interface InferenceTexts {
  /** Its name in every language. */
  readonly names: readonly string[];
  /** Its summary, need and answer. */
  readonly texts: readonly string[];
  /** Codes of its themes. */
  readonly themes: readonly string[];
}

/** Name and version: to be raised when the rules below change. */
export const method = 'names-of-solutions/1';

/** How sure a name of a solution is, by where it stands (docs/suggestions.md says what was measured). */
const base = { name: 0.9, beginning: 0.65, text: 0.45 } as const;
/** A theme in common speaks for it, other themes only against it. */
const themeInCommon = 0.1;
const themesApart = -0.25;
/** One word can be part of another name. */
const oneWord = -0.15;
const proposedFrom = 0.6;
/** More than this is a list of what exists, not a description of what is done. */
const most = 3;
/** Stems that count as the beginning of a text. */
const beginningStems = 30;
/** Letters: shorter words (sel, gem, lets) mean too much else. */
const shortestWord = 7;

interface Name {
  readonly solution: KnownSolution;
  readonly text: string;
  readonly stems: readonly string[];
}

/**
 * Finds solutions by their names in the texts of a thing: all words of a name, in order and side by side, whatever their
 * endings, accents and the small words between them. The longest name that stands at a place is the one that is meant.
 */
export function createSolutionMatcher(
  solutions: readonly KnownSolution[],
): (texts: InferenceTexts) => readonly ProposedSolution[] {
  const names = solutions
    .flatMap((solution) => solution.names.map((text): Name => ({ solution, text, stems: stepsOf(text) })))
    .filter(({ stems, text }) => stems.length > 1 || (stems.length === 1 && text.length >= shortestWord))
    .sort((a, b) => b.stems.length - a.stems.length || (a.text < b.text ? -1 : 1));
  const byFirst = Map.groupBy(names, ({ stems }) => stems[0] ?? '');
  return (thing) => {
    const found = new Map<string, ProposedSolution>();
    for (const { name, where } of occurrences(thing, byFirst)) {
      const confidence = confidenceOf(name, where, thing.themes);
      const known = found.get(name.solution.id);
      if (confidence < proposedFrom || (known?.confidence ?? 0) >= confidence) continue;
      const { id, title } = name.solution;
      found.set(id, { id, title, confidence, method, words: [name.text] });
    }
    const best = [...found.values()].sort((a, b) => b.confidence - a.confidence || (a.id < b.id ? -1 : 1));
    return best.length > most ? best.filter(({ confidence }) => confidence >= base.name) : best;
  };
}

type Where = keyof typeof base;

function* occurrences(
  { names, texts }: InferenceTexts,
  byFirst: ReadonlyMap<string, readonly Name[]>,
): Iterable<{ name: Name; where: Where }> {
  for (const text of names) for (const { name } of namesIn(text, byFirst)) yield { name, where: 'name' };
  for (const text of texts) {
    for (const { name, at } of namesIn(text, byFirst))
      yield { name, where: at < beginningStems ? 'beginning' : 'text' };
  }
}

function* namesIn(
  text: string,
  byFirst: ReadonlyMap<string, readonly Name[]>,
): Iterable<{ name: Name; at: number }> {
  const stems = stepsOf(text);
  for (let at = 0; at < stems.length; at += 1) {
    const name = byFirst
      .get(stems[at] ?? '')
      ?.find((one) => one.stems.every((stem, offset) => stems[at + offset] === stem));
    if (name === undefined) continue;
    yield { name, at };
    at += name.stems.length - 1;
  }
}

/** Stems with what parts them: no name reaches over a comma, and “crèches et parents” is no “crèche parentale”. */
function stepsOf(text: string): string[] {
  return text
    .split(/([.,;:!?()|«»"“”]|(?<!\p{L})(?:et|ou|and|or|&)(?!\p{L}))/iu)
    .flatMap((part, index) =>
      index % 2 === 0 ? stemsOf(singular(part)) : [/^[\p{L}&]/u.test(part) ? '&' : '|'],
    );
}

/** Without the endings of plurals, which the stems of some words keep apart (“épicerie”, “épiceries”). */
function singular(text: string): string {
  return text.replaceAll(/(?<=\p{L}{3})[sx](?!\p{L})/giu, '');
}

function confidenceOf({ solution, stems }: Name, where: Where, themes: readonly string[]): number {
  const own = withAncestors(themes);
  const isInCommon = withAncestors(solution.themes).some((code) => own.includes(code));
  const byTheme = themes.length === 0 ? 0 : isInCommon ? themeInCommon : themesApart;
  const sum = base[where] + byTheme + (stems.length === 1 ? oneWord : 0);
  return Math.round(Math.min(sum, 0.98) * 100) / 100;
}

function withAncestors(themes: readonly string[]): string[] {
  return themes.flatMap((code) => [code, ...ancestors('theme', code)]);
}
