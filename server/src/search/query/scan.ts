import { conceptsField } from '../segments/concept-labels.ts';
import { fields, positionBits } from '../segments/fields.ts';
import { scratchIntegers, scratchNumbers } from './scratch.ts';
import type { View, ViewPart } from './view.ts';
import type { WeightedTerm } from './vocabulary.ts';

/** Docs of a segment with how much a clause finds in each: BM25F before saturation. */
export interface Found {
  readonly docs: Uint32Array;
  readonly weights: Float64Array;
}

/** Sums by doc, for one segment at a time; buffers are used again from query to query. */
export class Accumulator {
  #sums = new Float64Array(1024);
  #touched = new Uint32Array(1024);
  #count = 0;

  /** For docs below `docs`. */
  prepare(docs: number): void {
    if (docs <= this.#sums.length) return;
    this.#sums = new Float64Array(docs);
    this.#touched = new Uint32Array(docs);
  }

  get sums(): Float64Array {
    return this.#sums;
  }

  /** Numbers of docs with a sum; the first {@link count} hold. */
  get touched(): Uint32Array {
    return this.#touched;
  }

  get count(): number {
    return this.#count;
  }

  set count(count: number) {
    this.#count = count;
  }

  add(doc: number, weight: number): void {
    const sum = this.#sums[doc] ?? 0;
    if (sum === 0) {
      this.#touched[this.#count] = doc;
      this.#count += 1;
    }
    this.#sums[doc] = sum + weight;
  }

  /** Takes the sums out and leaves none. */
  take(): Found {
    const docs = scratchIntegers(this.#count);
    docs.set(this.#touched.subarray(0, this.#count));
    const weights = scratchNumbers(this.#count);
    for (let at = 0; at < this.#count; at += 1) {
      const doc = docs[at] ?? 0;
      weights[at] = this.#sums[doc] ?? 0;
      this.#sums[doc] = 0;
    }
    this.#count = 0;
    return { docs, weights };
  }
}

/** The accumulator of this thread: a query fills and empties it before the next one starts. */
export const accumulator = new Accumulator();

interface ScanOptions {
  readonly view: View;
  readonly part: ViewPart;
  readonly field: number | undefined;
}

/** Adds what live docs of a segment have of some terms, in their own words and in the labels of their concepts. */
export function scanTerms(terms: readonly WeightedTerm[], options: ScanOptions): void {
  accumulator.prepare(options.part.segment.docs);
  for (const term of terms) {
    if (options.field !== conceptsField) scanOwnWords(term, options);
    if (options.field === undefined || options.field === conceptsField) scanLabels(term, options);
  }
}

function scanOwnWords({ term, weight }: WeightedTerm, { view, part, field }: ScanOptions): void {
  const { segment, live } = part;
  const { postingStarts, postingDocs, postingCounts, occurrenceStarts, occurrences, lengths } =
    segment.columns;
  const { weights } = view;
  const width = fields.length;
  const { sums, touched } = accumulator;
  let { count: reached } = accumulator;
  let occurrence = occurrenceStarts[term] ?? 0;
  const end = postingStarts[term + 1] ?? 0;
  for (let at = postingStarts[term] ?? 0; at < end; at += 1) {
    const doc = postingDocs[at] ?? 0;
    const next = occurrence + (postingCounts[at] ?? 0);
    if (((live[doc >>> 5] ?? 0) & (1 << (doc & 31))) === 0) {
      occurrence = next;
      continue;
    }
    let found = 0;
    for (; occurrence < next; occurrence += 1) {
      const inField = (occurrences[occurrence] ?? 0) >>> positionBits;
      if (field === undefined || field === inField)
        found += weights[(inField << 8) | (lengths[doc * width + inField] ?? 0)] ?? 0;
    }
    if (found === 0) continue;
    const sum = sums[doc] ?? 0;
    if (sum === 0) {
      touched[reached] = doc;
      reached += 1;
    }
    sums[doc] = sum + found * weight;
  }
  accumulator.count = reached;
}

function scanLabels({ term, weight }: WeightedTerm, options: ScanOptions): void {
  const { labelStarts, labelConcepts } = options.part.segment.columns;
  const end = labelStarts[term + 1] ?? 0;
  for (let at = labelStarts[term] ?? 0; at < end;) {
    const concept = labelConcepts[at] ?? 0;
    const first = at;
    while (at < end && labelConcepts[at] === concept) at += 1;
    addConcept(concept, (at - first) * weight, options);
  }
}

/** Adds to live docs of a concept what its labels say; `times` is how often they have a word. */
export function addConcept(
  concept: number,
  times: number,
  { view, part }: Pick<ScanOptions, 'view' | 'part'>,
): void {
  const { segment, live } = part;
  const { postingStarts, postingDocs, lengths } = segment.columns;
  const weights = view.weights.subarray(conceptsField << 8, (conceptsField + 1) << 8);
  const { sums, touched } = accumulator;
  let { count: reached } = accumulator;
  const end = postingStarts[concept + 1] ?? 0;
  for (let at = postingStarts[concept] ?? 0; at < end; at += 1) {
    const doc = postingDocs[at] ?? 0;
    if (((live[doc >>> 5] ?? 0) & (1 << (doc & 31))) === 0) continue;
    const sum = sums[doc] ?? 0;
    if (sum === 0) {
      touched[reached] = doc;
      reached += 1;
    }
    sums[doc] = sum + times * (weights[lengths[doc * fields.length + conceptsField] ?? 0] ?? 0);
  }
  accumulator.count = reached;
}
