import type { Clause, Sequence, WantedWord } from './wanted.ts';
import { wantedWords } from './wanted.ts';

/** Labels that stand for one another: who asks with one of `asked` is given what holds one of `given` too. */
export interface SynonymGroup {
  readonly asked: readonly string[];
  readonly given: readonly string[];
}

/** Other words for what clauses ask for. */
export interface Synonyms {
  /** The same clauses, each with what may stand in its place. */
  expand(clauses: readonly Clause[]): readonly Clause[];
}

/** Another label of a concept says less surely what was asked for. */
export const synonymWeight = 0.4;

/** Words of the longest label that is looked up. */
const longestLabel = 4;
/** What may stand for one clause at most: a bound on the cost of a query. */
const mostOthers = 24;

interface Label {
  readonly keys: readonly string[];
  readonly sequence: Sequence;
}

/**
 * Looks synonyms up by one word or by several that stand one after another, stop words left out, in any inflection.
 * Where several make one label (personnes âgées), each of them may be replaced by the others of its group (seniors).
 */
export function synonymsOf(groups: readonly SynonymGroup[]): Synonyms {
  const others = new Map<string, Label[]>();
  for (const { asked, given } of groups) {
    const labels = given.map(labelOf);
    for (const { keys } of asked.map(labelOf)) {
      const rest = labels.filter((label) => !isInflectionOf(label, { keys }));
      for (const key of keys) others.set(key, [...(others.get(key) ?? []), ...rest]);
    }
  }
  return { expand: (clauses) => expanded(clauses, others) };
}

/** Forms of one label are found by each other: as two labels they would count twice. */
function isInflectionOf({ keys }: Pick<Label, 'keys'>, other: Pick<Label, 'keys'>): boolean {
  return keys.some((key) => other.keys.includes(key));
}

/** A label by the stems of its words that mean something, in French and in English. */
function labelOf(text: string): Label {
  const words = wantedWords(text)
    .filter(({ token }) => token.span === 1)
    .map(({ word }) => word);
  return {
    keys: keysOf(words),
    sequence: trimmed(words.map((word) => (word.isStopWord ? undefined : word))),
  };
}

function trimmed(sequence: Sequence): Sequence {
  const first = sequence.findIndex((word) => word !== undefined);
  const last = sequence.findLastIndex((word) => word !== undefined);
  return sequence.slice(Math.max(first, 0), last + 1);
}

function keysOf(words: readonly (WantedWord | undefined)[]): string[] {
  const meant = words.filter((word) => word?.isStopWord === false);
  if (meant.length === 0) return [];
  return [
    ...new Set((['fr', 'en'] as const).map((rule) => meant.map((word) => word?.stems[rule]).join(' '))),
  ];
}

function expanded(
  clauses: readonly Clause[],
  others: ReadonlyMap<string, readonly Label[]>,
): readonly Clause[] {
  const standIns = (from: number, to: number): readonly Label[] => {
    const run = clauses.slice(from, to + 1);
    if (!run.every(isReplaceable)) return [];
    const keys = keysOf(run.flatMap(({ sequences }) => sequences[0] ?? []));
    return keys.flatMap((key) => others.get(key) ?? []);
  };
  const together = clauses.map(() => new Set<Label>());
  for (const from of clauses.keys()) {
    for (let to = from + 1; to < Math.min(from + longestLabel, clauses.length); to += 1) {
      const found = standIns(from, to);
      for (const place of together.slice(from, to + 1)) for (const each of found) place.add(each);
    }
  }
  return clauses.map((clause, place) => ({
    ...clause,
    others: sequencesOf(standIns(place, place)),
    together: sequencesOf([...(together[place] ?? [])]),
  }));
}

function sequencesOf(labels: readonly Label[]): Sequence[] {
  const distinct: Label[] = [];
  for (const label of labels) {
    if (distinct.length === mostOthers) break;
    if (!distinct.some((other) => isInflectionOf(label, other))) distinct.push(label);
  }
  return distinct.map(({ sequence }) => sequence);
}

function isReplaceable({ isPhrase, field }: Clause): boolean {
  return !isPhrase && field === undefined;
}
