import { conceptsField } from '../segments/concept-labels.ts';
import { maxPosition, positionBits } from '../segments/fields.ts';
import { impactUnit, occurrenceImpact } from '../segments/impacts.ts';
import { isLive } from '../segments/live-docs.ts';
import { accumulator, addPostings } from './scan.ts';
import { scratchNumbers } from './scratch.ts';
import type { ViewPart } from './view.ts';
import type { WeightedTerm } from './vocabulary.ts';

/** Terms that may stand at each place of a phrase; undefined where any word may. */
export type PhraseTerms = readonly (readonly WeightedTerm[] | undefined)[];

interface PhraseOptions {
  readonly part: ViewPart;
  readonly field: number | undefined;
}

/** A word of a phrase, and how far it stands from the start. */
interface PlacedWord {
  readonly terms: readonly WeightedTerm[];
  readonly distance: number;
}

/**
 * Where a phrase may start: sorted numbers that hold a doc or concept above and an occurrence below. Doubles hold them
 * exactly.
 */
type Starts = Float64Array;

const noStarts: Starts = new Float64Array(0);

const occurrences = 2 ** 16;

/** Adds what live docs of a segment have of a phrase: words next to one another, in order, in one text. */
export function scanPhrase(places: PhraseTerms, { part, field }: PhraseOptions): void {
  accumulator.prepare(part.segment.docs);
  const words = places.flatMap((terms, distance) => (terms === undefined ? [] : [{ terms, distance }]));
  if (field !== conceptsField) addOwnTexts(words, { part, field });
  if (field === undefined || field === conceptsField) addLabels(words, part);
}

function addOwnTexts(words: readonly PlacedWord[], { part, field }: PhraseOptions): void {
  const candidates = docsWithAll(words, part);
  const starts = inSequence(words, (word) => startsInTexts(word, part, candidates));
  const { lengths } = part.segment.columns;
  for (let index = 0; index < starts.length; index += 1) {
    const start = starts[index] ?? 0;
    const doc = Math.floor(start / occurrences);
    const inField = (start % occurrences) >>> positionBits;
    if (field === undefined || field === inField)
      accumulator.add(doc, occurrenceImpact(lengths, doc, inField) / impactUnit);
  }
}

/** Docs of the concepts with a label that has the phrase. */
function addLabels(words: readonly PlacedWord[], part: ViewPart): void {
  for (const start of inSequence(words, (word) => startsInLabels(word, part)))
    addPostings(Math.floor(start / occurrences), 1, part);
}

/** The starts that all words leave. */
function inSequence(words: readonly PlacedWord[], startsOf: (word: PlacedWord) => Starts): Starts {
  const [first, ...rest] = words;
  if (first === undefined) return noStarts;
  let starts = startsOf(first);
  for (const word of rest) {
    if (starts.length === 0) return starts;
    starts = inBoth(starts, startsOf(word));
  }
  return starts;
}

/** Numbers of two sorted lists that are in both. */
function inBoth(a: Starts, b: Starts): Starts {
  const both = scratchNumbers(Math.min(a.length, b.length));
  let count = 0;
  for (let [inA, inB] = [0, 0]; inA < a.length && inB < b.length;) {
    const difference = (a[inA] ?? 0) - (b[inB] ?? 0);
    if (difference === 0) {
      both[count] = a[inA] ?? 0;
      count += 1;
    }
    if (difference <= 0) inA += 1;
    if (difference >= 0) inB += 1;
  }
  return both.subarray(0, count);
}

/** Flags the live docs that hold at least one term of every word. */
function docsWithAll(words: readonly PlacedWord[], { segment, live }: ViewPart): Uint8Array {
  const reached = new Uint8Array(segment.docs);
  const { postingStarts, postingDocs } = segment.columns;
  for (const [place, { terms }] of words.entries()) {
    for (const { term } of terms) {
      const end = postingStarts[term + 1] ?? 0;
      for (let at = postingStarts[term] ?? 0; at < end; at += 1) {
        const doc = postingDocs[at] ?? 0;
        if (reached[doc] === place && (place > 0 || isLive(live, doc))) reached[doc] = place + 1;
      }
    }
  }
  for (let doc = 0; doc < reached.length; doc += 1) reached[doc] = reached[doc] === words.length ? 1 : 0;
  return reached;
}

function startsInTexts(
  { terms, distance }: PlacedWord,
  { segment }: ViewPart,
  candidates: Uint8Array,
): Starts {
  const { postingStarts, postingDocs, postingCounts, occurrenceStarts, occurrences: codes } = segment.columns;
  const runs = terms.map(({ term }) => {
    let occurrence = occurrenceStarts[term] ?? 0;
    const found = scratchNumbers((occurrenceStarts[term + 1] ?? 0) - occurrence);
    let count = 0;
    const end = postingStarts[term + 1] ?? 0;
    for (let at = postingStarts[term] ?? 0; at < end; at += 1) {
      const next = occurrence + (postingCounts[at] ?? 0);
      const doc = postingDocs[at] ?? 0;
      if (candidates[doc] === 1) {
        for (; occurrence < next; occurrence += 1) {
          const code = codes[occurrence] ?? 0;
          if ((code & maxPosition) === maxPosition) continue;
          found[count] = doc * occurrences + code - distance;
          count += 1;
        }
      }
      occurrence = next;
    }
    return found.subarray(0, count);
  });
  return inOne(runs);
}

function startsInLabels({ terms, distance }: PlacedWord, { segment }: ViewPart): Starts {
  const { labelStarts, labelConcepts, labelOccurrences } = segment.columns;
  const runs = terms.map(({ term }) => {
    const [from, to] = [labelStarts[term] ?? 0, labelStarts[term + 1] ?? 0];
    const found: number[] = [];
    for (let at = from; at < to; at += 1) {
      const code = labelOccurrences[at] ?? 0;
      if ((code & maxPosition) !== maxPosition)
        found.push((labelConcepts[at] ?? 0) * occurrences + code - distance);
    }
    return Float64Array.from(found).sort();
  });
  return inOne(runs);
}

/** Sorted runs in one, each number once. */
function inOne(runs: readonly Starts[]): Starts {
  const [shortest, next, ...rest] = runs
    .filter(({ length }) => length > 0)
    .sort((a, b) => a.length - b.length);
  if (shortest === undefined) return noStarts;
  return next === undefined ? shortest : inOne([inEither(shortest, next), ...rest]);
}

function inEither(a: Starts, b: Starts): Starts {
  const either = scratchNumbers(a.length + b.length);
  let count = 0;
  for (let [inA, inB] = [0, 0]; inA < a.length || inB < b.length;) {
    const [ofA, ofB] = [a[inA] ?? Infinity, b[inB] ?? Infinity];
    either[count] = Math.min(ofA, ofB);
    count += 1;
    if (ofA <= ofB) inA += 1;
    if (ofB <= ofA) inB += 1;
  }
  return either.subarray(0, count);
}
