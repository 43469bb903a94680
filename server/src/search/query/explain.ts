import { emptyQuery } from '../../domain/search-query.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import type { FieldShare, ScoreExplanation, WordShare } from '../search-index.ts';
import { fields } from '../segments/fields.ts';
import { saturated } from './combine.ts';
import { diversity } from './diversity.ts';
import { find, matchWords, type Evaluated, type Pattern } from './match-words.ts';
import { ordered } from './ordered.ts';
import { liftOf, rank, signals } from './rank.ts';
import { matching } from './selection.ts';
import type { Synonyms } from './synonyms.ts';
import type { View, ViewPart } from './view.ts';

interface Place {
  readonly index: number;
  readonly part: ViewPart;
  readonly doc: number;
}

/**
 * What the score of a thing for some words is made of; undefined when the words do not find it. The shares of the words
 * add up to the score. Scans each word once a field: for operators, not for pages.
 */
export function explain(
  view: View,
  { q, id, synonyms }: { q: string; id: ThingId; synonyms: Synonyms },
): ScoreExplanation | undefined {
  const matches = matchWords(q, view, synonyms);
  const query = { ...emptyQuery, q };
  const selected = matching(view, query, matches);
  const place = placeOf(id, view, selected);
  if (place === undefined || matches.evaluated === undefined) return undefined;
  const lift = liftOf(view, place.part)(place.doc);
  const completeness = signals.completeness * (place.part.segment.columns.completeness[place.doc] ?? 0);
  const held = matches.evaluated.filter((each) => weightOf(each, place) > 0);
  const share = shareHeld(held, matches.evaluated);
  const words = held.map((each) => wordShare(each, { view, place, factor: share * lift }));
  const ranked = rank(view, selected, { query, count: diversity.depth });
  const at = (list: typeof ranked): number | undefined => {
    const found = list.findIndex(({ part, doc }) => part === place.part && doc === place.doc);
    return found < 0 ? undefined : found + 1;
  };
  const [byScore, shown] = [at(ranked), at(ordered(view, selected, { query, count: diversity.depth }))];
  return {
    score: words.reduce((sum, { score }) => sum + score, 0),
    words,
    share,
    lift: { completeness, recency: lift - 1 - completeness },
    ...(byScore === undefined ? {} : { byScore }),
    ...(shown === undefined ? {} : { shown }),
  };
}

function placeOf(
  id: ThingId,
  view: View,
  selected: readonly { readonly docs: Uint32Array }[],
): Place | undefined {
  for (const [index, part] of view.parts.entries()) {
    const doc = selected[index]?.docs.find((each) => part.segment.id(each) === id);
    if (doc !== undefined) return { index, part, doc };
  }
  return undefined;
}

function weightOf({ found }: Pick<Evaluated, 'found'>, { index, doc }: Place): number {
  const held = found[index];
  const at = held?.docs.indexOf(doc) ?? -1;
  return at < 0 ? 0 : (held?.weights[at] ?? 0);
}

/** What share of the words is there; phrases always are. */
function shareHeld(held: readonly Evaluated[], asked: readonly Evaluated[]): number {
  const words = (list: readonly Evaluated[]): number => list.filter(({ clause }) => !clause.isPhrase).length;
  return words(asked) === 0 ? 1 : words(held) / words(asked);
}

function wordShare(
  evaluated: Evaluated,
  { view, place, factor }: { view: View; place: Place; factor: number },
): WordShare {
  const weight = weightOf(evaluated, place);
  const score = saturated(weight, evaluated.rarity) * factor;
  const parts = evaluated.patterns.flatMap((pattern) => fieldShares(evaluated, { pattern, view, place }));
  const whole = parts.reduce((sum, part) => sum + part.weight, 0);
  return {
    text: evaluated.clause.text,
    holders: evaluated.count,
    rarity: evaluated.rarity,
    weight,
    score,
    fields: parts.map((part) => ({ ...part, score: (score * part.weight) / whole })),
  };
}

function fieldShares(
  { clause }: Evaluated,
  { pattern, view, place }: { pattern: Pattern; view: View; place: Place },
): Omit<FieldShare, 'score'>[] {
  const by = pattern.words.map((word) => word?.form ?? '…').join(' ');
  return fields.flatMap((field, index) => {
    if (clause.field !== undefined && clause.field !== index) return [];
    const weight = weightOf(find({ ...clause, field: index }, [pattern], view), place);
    return weight === 0 ? [] : [{ field, by, weight }];
  });
}
