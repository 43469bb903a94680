import { conceptsField } from '../segments/concept-labels.ts';
import { maxPosition, positionBits } from '../segments/fields.ts';
import { impactUnit, occurrenceImpact } from '../segments/impacts.ts';
import { isLive } from '../segments/live-docs.ts';
import { accumulator, addPostings } from './scan.ts';
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
  if (first === undefined) return new Float64Array(0);
  let starts = startsOf(first);
  for (const word of rest) {
    if (starts.length === 0) return starts;
    starts = inBoth(starts, startsOf(word));
  }
  return starts;
}

/** Numbers of two sorted lists that are in both. */
function inBoth(a: Starts, b: Starts): Starts {
  const both = new Float64Array(Math.min(a.length, b.length));
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
  const found: number[] = [];
  for (const { term } of terms) {
    let occurrence = occurrenceStarts[term] ?? 0;
    const end = postingStarts[term + 1] ?? 0;
    for (let at = postingStarts[term] ?? 0; at < end; at += 1) {
      const next = occurrence + (postingCounts[at] ?? 0);
      const doc = postingDocs[at] ?? 0;
      if (candidates[doc] === 1) {
        for (; occurrence < next; occurrence += 1) {
          const code = codes[occurrence] ?? 0;
          if ((code & maxPosition) !== maxPosition) found.push(doc * occurrences + code - distance);
        }
      }
      occurrence = next;
    }
  }
  return sortedOnce(found, terms.length);
}

function startsInLabels({ terms, distance }: PlacedWord, { segment }: ViewPart): Starts {
  const { labelStarts, labelConcepts, labelOccurrences } = segment.columns;
  const found: number[] = [];
  for (const { term } of terms) {
    for (let at = labelStarts[term] ?? 0; at < (labelStarts[term + 1] ?? 0); at += 1) {
      const code = labelOccurrences[at] ?? 0;
      if ((code & maxPosition) !== maxPosition)
        found.push((labelConcepts[at] ?? 0) * occurrences + code - distance);
    }
  }
  return sortedOnce(found, terms.length);
}

/** Sorted, each once; those of one list are so already. */
function sortedOnce(found: readonly number[], lists: number): Starts {
  const starts = Float64Array.from(found);
  if (lists === 1) return starts;
  starts.sort();
  let count = 0;
  for (let at = 0; at < starts.length; at += 1) {
    if (at > 0 && starts[at] === starts[at - 1]) continue;
    starts[count] = starts[at] ?? 0;
    count += 1;
  }
  return starts.subarray(0, count);
}
