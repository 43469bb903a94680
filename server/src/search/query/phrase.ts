import { conceptsField } from '../segments/concept-labels.ts';
import { fields, maxPosition, positionBits } from '../segments/fields.ts';
import { accumulator, addConcept } from './scan.ts';
import type { View, ViewPart } from './view.ts';
import type { WeightedTerm } from './vocabulary.ts';

/** Terms that may stand at each place of a phrase; undefined where any word may. */
export type PhraseTerms = readonly (readonly WeightedTerm[] | undefined)[];

interface PhraseOptions {
  readonly view: View;
  readonly part: ViewPart;
  readonly field: number | undefined;
}

/** Adds what live docs of a segment have of a phrase: words next to one another, in order, in one text. */
export function scanPhrase(places: PhraseTerms, { view, part, field }: PhraseOptions): void {
  const { segment } = part;
  accumulator.prepare(segment.docs);
  const words = places.flatMap((terms, distance) => (terms === undefined ? [] : [{ terms, distance }]));
  const candidates = docsWithAll(
    words.map(({ terms }) => terms),
    part,
  );
  let ends: Map<number, number[]> | undefined;
  for (const { terms, distance } of words) ends = step(ends, { terms, distance, part, candidates });
  const { lengths } = segment.columns;
  for (const [doc, starts] of ends ?? []) {
    let found = 0;
    for (const start of starts) {
      const inField = start >>> positionBits;
      if (field === undefined || field === inField)
        found += view.weights[(inField << 8) | (lengths[doc * fields.length + inField] ?? 0)] ?? 0;
    }
    if (found > 0) accumulator.add(doc, found);
  }
  if (field !== undefined && field !== conceptsField) return;
  for (const [concept, starts] of labelStarts(words, part))
    addConcept(concept, starts.length, { view, part });
}

/** Where the phrase starts in the labels of concepts, by their term. */
function labelStarts(
  words: readonly { readonly terms: readonly WeightedTerm[]; readonly distance: number }[],
  { segment }: ViewPart,
): ReadonlyMap<number, readonly number[]> {
  const { labelStarts: starts, labelConcepts, labelOccurrences } = segment.columns;
  let before: Map<number, number[]> | undefined;
  for (const { terms, distance } of words) {
    const found = new Map<number, number[]>();
    for (const { term } of terms) {
      for (let at = starts[term] ?? 0; at < (starts[term + 1] ?? 0); at += 1) {
        const [concept, code] = [labelConcepts[at] ?? 0, labelOccurrences[at] ?? 0];
        const start = code - distance;
        const isNext = before === undefined || before.get(concept)?.includes(start) === true;
        if ((code & maxPosition) === maxPosition || !isNext) continue;
        const known = found.get(concept) ?? [];
        if (!known.includes(start)) found.set(concept, [...known, start]);
      }
    }
    before = found;
  }
  return before ?? new Map();
}

/** Flags the live docs that hold at least one term of every place. */
function docsWithAll(places: readonly (readonly WeightedTerm[])[], { segment, live }: ViewPart): Uint8Array {
  const reached = new Uint8Array(segment.docs);
  const { postingStarts, postingDocs } = segment.columns;
  for (const [place, terms] of places.entries()) {
    for (const { term } of terms) {
      for (let at = postingStarts[term] ?? 0; at < (postingStarts[term + 1] ?? 0); at += 1) {
        const doc = postingDocs[at] ?? 0;
        if (reached[doc] === place && ((live[doc >>> 5] ?? 0) & (1 << (doc & 31))) !== 0)
          reached[doc] = place + 1;
      }
    }
  }
  for (let doc = 0; doc < reached.length; doc += 1) reached[doc] = reached[doc] === places.length ? 1 : 0;
  return reached;
}

/** Starts of the phrase, by doc, that the words up to here leave; `distance` is how far this word is from its start. */
function step(
  before: Map<number, number[]> | undefined,
  {
    terms,
    distance,
    part: { segment },
    candidates,
  }: { terms: readonly WeightedTerm[]; distance: number; part: ViewPart; candidates: Uint8Array },
): Map<number, number[]> {
  const { postingStarts, postingDocs, postingCounts, occurrenceStarts, occurrences } = segment.columns;
  const starts = new Map<number, number[]>();
  for (const { term } of terms) {
    let occurrence = occurrenceStarts[term] ?? 0;
    for (let at = postingStarts[term] ?? 0; at < (postingStarts[term + 1] ?? 0); at += 1) {
      const doc = postingDocs[at] ?? 0;
      const next = occurrence + (postingCounts[at] ?? 0);
      const known = candidates[doc] === 1 ? before?.get(doc) : undefined;
      if (candidates[doc] === 1 && (before === undefined || known !== undefined)) {
        for (; occurrence < next; occurrence += 1) {
          const code = occurrences[occurrence] ?? 0;
          if ((code & maxPosition) === maxPosition) continue;
          const start = code - distance;
          if (known !== undefined && !known.includes(start)) continue;
          const found = starts.get(doc);
          if (found === undefined) starts.set(doc, [start]);
          else if (!found.includes(start)) found.push(start);
        }
      }
      occurrence = next;
    }
  }
  return starts;
}
