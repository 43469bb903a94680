import { conceptsField } from '../segments/concept-labels.ts';
import { positionBits } from '../segments/fields.ts';
import { impactUnit, occurrenceImpact } from '../segments/impacts.ts';
import { isLive } from '../segments/live-docs.ts';
import { scratchIntegers, scratchNumbers } from './scratch.ts';
import type { ViewPart } from './view.ts';
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
  readonly part: ViewPart;
  readonly field: number | undefined;
}

/** Adds what live docs of a segment have of some terms, in their own words and in the labels of their concepts. */
export function scanTerms(terms: readonly WeightedTerm[], { part, field }: ScanOptions): void {
  accumulator.prepare(part.segment.docs);
  for (const { term, weight } of terms) {
    if (field === undefined) addPostings(term, weight, part);
    else if (field !== conceptsField) addField({ term, weight }, part, field);
    if (field === undefined || field === conceptsField) addLabels({ term, weight }, part);
  }
}

/** Adds to the live docs of a term what it weighs in them; of a concept, what a word in its labels weighs. */
export function addPostings(term: number, times: number, { segment, live }: ViewPart): void {
  const { postingStarts, postingDocs, postingImpacts } = segment.columns;
  const { sums, touched } = accumulator;
  const factor = times / impactUnit;
  let { count: reached } = accumulator;
  const end = postingStarts[term + 1] ?? 0;
  for (let at = postingStarts[term] ?? 0; at < end; at += 1) {
    const doc = postingDocs[at] ?? 0;
    if (((live[doc >>> 5] ?? 0) & (1 << (doc & 31))) === 0) continue;
    const sum = sums[doc] ?? 0;
    if (sum === 0) {
      touched[reached] = doc;
      reached += 1;
    }
    sums[doc] = sum + (postingImpacts[at] ?? 0) * factor;
  }
  accumulator.count = reached;
}

/** The same of what stands in one field. */
function addField({ term, weight }: WeightedTerm, { segment, live }: ViewPart, field: number): void {
  const { postingStarts, postingDocs, postingCounts, occurrenceStarts, occurrences, lengths } =
    segment.columns;
  let occurrence = occurrenceStarts[term] ?? 0;
  const end = postingStarts[term + 1] ?? 0;
  for (let at = postingStarts[term] ?? 0; at < end; at += 1) {
    const doc = postingDocs[at] ?? 0;
    const next = occurrence + (postingCounts[at] ?? 0);
    let times = 0;
    for (; occurrence < next; occurrence += 1)
      if ((occurrences[occurrence] ?? 0) >>> positionBits === field) times += 1;
    if (times > 0 && isLive(live, doc))
      accumulator.add(doc, (occurrenceImpact(lengths, doc, field) * times * weight) / impactUnit);
  }
}

/** Adds to the live docs of the concepts whose labels have a word. */
function addLabels({ term, weight }: WeightedTerm, part: ViewPart): void {
  const { labelStarts, labelConcepts } = part.segment.columns;
  const end = labelStarts[term + 1] ?? 0;
  for (let at = labelStarts[term] ?? 0; at < end;) {
    const concept = labelConcepts[at] ?? 0;
    const first = at;
    while (at < end && labelConcepts[at] === concept) at += 1;
    addPostings(concept, (at - first) * weight, part);
  }
}
