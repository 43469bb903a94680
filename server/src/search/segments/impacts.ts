import { conceptOfKey, conceptsField } from './concept-labels.ts';
import { codedLengths, fieldBoosts, fields, positionBits, usualLengths } from './fields.ts';
import type { SegmentColumns } from './segment.ts';

/** BM25 (Robertson and Zaragoza, 2009): how much the length of a field counts. */
const b = 0.6;

/** Impacts are whole numbers: this many stand for the weight of 1. */
export const impactUnit = 2048;

/** What is more is told as this: a weight of 32, which saturation makes hardly another of. */
const mostImpact = 0xffff;

/**
 * What one occurrence adds in a field of a coded length, before saturation: `field * 256 + code`, in {@link impactUnit}.
 * Lengths are compared to {@link usualLengths}, not to what the index holds now: what a doc says decides alone, so that
 * it can be added up once, when a segment is made.
 */
export const occurrenceImpacts = Uint16Array.from({ length: fields.length * 256 }, (_, place) => {
  const field = fields[place >>> 8] ?? 'more';
  const share = (codedLengths[place & 0xff] ?? 0) / usualLengths[field];
  return Math.round((impactUnit * fieldBoosts[field]) / (1 - b + b * share));
});

/** What an occurrence adds in a field of a doc, by the column of lengths. */
export function occurrenceImpact(lengths: Uint8Array, doc: number, field: number): number {
  return occurrenceImpacts[(field << 8) | (lengths[doc * fields.length + field] ?? 0)] ?? 0;
}

/**
 * By posting, what its term adds to its doc by all its occurrences; of a concept, what one word in its labels does. Other
 * keywords add nothing.
 */
export function postingImpacts(
  keys: readonly string[],
  {
    postingStarts,
    postingDocs,
    postingCounts,
    occurrences,
    lengths,
  }: Pick<SegmentColumns, 'postingStarts' | 'postingDocs' | 'postingCounts' | 'occurrences' | 'lengths'>,
): Uint16Array {
  const impacts = new Uint16Array(postingDocs.length);
  let occurrence = 0;
  for (const [term, key] of keys.entries()) {
    const isWord = !key.startsWith('#');
    const isConcept = !isWord && conceptOfKey(key) !== undefined;
    for (let at = postingStarts[term] ?? 0; at < (postingStarts[term + 1] ?? 0); at += 1) {
      const doc = postingDocs[at] ?? 0;
      const next = occurrence + (postingCounts[at] ?? 0);
      let impact = isConcept ? occurrenceImpact(lengths, doc, conceptsField) : 0;
      if (isWord)
        for (let each = occurrence; each < next; each += 1)
          impact += occurrenceImpact(lengths, doc, (occurrences[each] ?? 0) >>> positionBits);
      impacts[at] = Math.min(impact, mostImpact);
      occurrence = next;
    }
  }
  return impacts;
}
