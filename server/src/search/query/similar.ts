import type { ThingDoc } from '../../domain/thing-doc.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import { kinds } from '../../domain/kinds.ts';
import { completeness } from '../document.ts';
import type { SimilarThing } from '../search-index.ts';
import { linkSpace } from '../segments/segment.ts';
import { saturated } from './combine.ts';
import { diversified } from './diversity.ts';
import { BoundedHeap, type Ranked } from './rank.ts';
import { tellingWords, type TellingWord } from './similar-words.ts';
import { sharing, type SharedValue, type Sharing } from './similar-values.ts';
import type { View } from './view.ts';

/** What likeness is made of: how much each counts when all of it is shared, and what lifts the whole. */
export const likeness = { words: 1, theme: 0.5, audience: 0.15, territory: 0.25, sameKind: 0.15 } as const;

/** Texts that share this much of their telling words are as near as can be: no two say the same. */
const nearText = 0.5;
/** What shares less than this with a doc is not like it. */
const least = 0.12;
/** How far fuller entries come first: beside a thin one, and beside one that says much itself. */
const fuller = { thin: 0.4, full: 0.1, thinBelow: 0.5 } as const;
/** What a word that is all of a name weighs: as good as can be. */
const mostWeight = 10;
const shownWords = 3;
/** Places among which one source or carrier may not fill half. */
const diversity = { ratio: 0.5, depth: 60 } as const;

/**
 * Things like a doc, the most alike first, each with what it shares: telling words of its texts, themes, audiences,
 * territories. Neither itself nor what it names or what names it. Costs at most the scans of ten words, each of which three in a
 * hundred docs hold at most, and one pass over the facet columns.
 */
export function similar(view: View, { doc, limit }: { doc: ThingDoc; limit: number }): SimilarThing[] {
  const words = tellingWords(doc, view);
  const shared = sharing(doc, view);
  const texts = textScores(words, view);
  const most = { words: total(words), ...totals(shared.values) };
  const known = knownIds(doc, view);
  const heap = new BoundedHeap(diversity.depth);
  const own = kinds.indexOf(doc.kind);
  const lift = completeness(doc) < fuller.thinBelow ? fuller.thin : fuller.full;
  for (const [index, part] of view.parts.entries()) {
    const { completeness: says, kinds: kindOf } = part.segment.columns;
    const [masks, scores] = [shared.masks[index], texts[index]];
    for (let at = 0; at < part.segment.docs; at += 1) {
      const mask = masks?.[at] ?? 0;
      const score = scores?.[at] ?? 0;
      if (mask === 0 && score === 0) continue;
      const alike =
        likeness.words * Math.min(score / (most.words * nearText || 1), 1) +
        sharedScore(mask, shared.values, most);
      if (alike < least || known.has(part.segment.id(at))) continue;
      const kindLift = kindOf[at] === own ? likeness.sameKind : 0;
      heap.offer(part, at, alike * (1 + kindLift + lift * (says[at] ?? 0)));
    }
  }
  return diversified(heap.sorted(), ruleFor(limit))
    .slice(0, limit)
    .map((each) => described(each, { view, words, shared }));
}

function ruleFor(limit: number) {
  const half = Math.max(Math.floor(limit / 2), 1);
  return { block: limit, source: half, carrier: half, ...diversity };
}

/** How much of the telling words each doc of a part holds. */
function textScores(words: readonly TellingWord[], view: View): Float64Array[] {
  return view.parts.map(({ segment }, index) => {
    const scores = new Float64Array(segment.docs);
    for (const { worth, evaluated } of words) {
      const { docs, weights } = evaluated.found[index] ?? { docs: [], weights: [] };
      for (let at = 0; at < docs.length; at += 1) {
        const doc = docs[at] ?? 0;
        scores[doc] = (scores[doc] ?? 0) + saturated(weights[at] ?? 0, worth);
      }
    }
    return scores;
  });
}

/** What the telling words would score where each stands alone in a name. */
function total(words: readonly TellingWord[]): number {
  return words.reduce((sum, { worth }) => sum + saturated(mostWeight, worth), 0);
}

interface Totals {
  readonly theme: number;
  readonly audience: number;
}

function totals(values: readonly SharedValue[]): Totals {
  const of = (facet: SharedValue['facet']): number =>
    values.reduce((sum, each) => sum + (each.facet === facet ? each.weight : 0), 0);
  return { theme: of('theme'), audience: of('audience') };
}

function sharedScore(mask: number, values: readonly SharedValue[], most: Totals): number {
  let [theme, audience, territory] = [0, 0, 0];
  for (const [index, { facet, weight }] of values.entries()) {
    if ((mask & (1 << index)) === 0) continue;
    if (facet === 'theme') theme += weight;
    else if (facet === 'audience') audience += weight;
    else territory = Math.max(territory, weight);
  }
  return (
    (likeness.theme * theme) / (most.theme || 1) +
    (likeness.audience * audience) / (most.audience || 1) +
    likeness.territory * territory
  );
}

/** A doc itself, what it names and what names it: its page leads there already. */
function knownIds({ id, links }: ThingDoc, view: View): ReadonlySet<ThingId> {
  const naming = view.parts.flatMap(({ segment }) =>
    Array.from(segment.docsOf(linkSpace, id), (doc) => segment.id(doc)),
  );
  return new Set([id, ...links.map((link) => link.id), ...naming]);
}

function described(
  { part, doc }: Ranked,
  { view, words, shared }: { view: View; words: readonly TellingWord[]; shared: Sharing },
): SimilarThing {
  const index = view.parts.indexOf(part);
  const mask = shared.masks[index]?.[doc] ?? 0;
  const values = shared.values.filter((_, bit) => (mask & (1 << bit)) !== 0);
  const of = (facet: SharedValue['facet']): string[] =>
    values.filter((each) => each.facet === facet).map(({ value }) => value);
  const [territory] = of('territory');
  const [theme] = [...values]
    .filter(({ facet }) => facet === 'theme')
    .sort((a, b) => b.weight - a.weight)
    .map(({ value }) => value);
  return {
    id: part.segment.id(doc),
    words: words
      .filter(({ evaluated }) => evaluated.found[index]?.docs.includes(doc) === true)
      .slice(0, shownWords)
      .map(({ text }) => text),
    ...(theme === undefined ? {} : { theme }),
    ...(territory === undefined ? {} : { territory }),
    audiences: of('audience'),
  };
}
