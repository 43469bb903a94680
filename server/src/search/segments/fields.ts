/**
 * The fields that words are looked for in, with how much a match in each weighs (BM25F). Their order is stored in
 * segments: a change of it is a change of `segmentVersion`.
 */
export const fieldBoosts = {
  name: 6,
  summary: 2,
  need: 1.2,
  answer: 1.2,
  results: 1,
  more: 1.5,
  organisation: 1.5,
  concepts: 1,
  places: 2,
} as const;

/**
 * Words that a field usually has: means over eight partners' records, those without it included. A match counts more in
 * a shorter text and less in a longer one. A change of them is a change of `segmentVersion`.
 */
export const usualLengths: Readonly<Record<Field, number>> = {
  name: 2.8,
  summary: 30,
  need: 6,
  answer: 5,
  results: 1.3,
  more: 2.4,
  organisation: 1,
  concepts: 30,
  places: 5.3,
};

export type Field = keyof typeof fieldBoosts;

export const fields = Object.keys(fieldBoosts) as readonly Field[];

export const nameField = fields.indexOf('name');

/** An occurrence is 16 bits: the field above, the position below. */
export const positionBits = 12;

/** Words beyond it are found, but not in phrases. */
export const maxPosition = 2 ** positionBits - 1;

/** Parts two texts of one field, so that no phrase reaches from one into the other. */
export const textGap = 16;

const exactLengths = 128;
const stepsPerDoubling = 16;

/** A field's length in words as a byte: exact up to 127, then in steps of some four per cent. */
export function lengthCode(words: number): number {
  if (words < exactLengths) return words;
  return Math.min(exactLengths + Math.floor(Math.log2(words / exactLengths) * stepsPerDoubling), 255);
}

/** The lengths that the codes stand for. */
export const codedLengths: readonly number[] = Array.from({ length: 256 }, (_, code) =>
  code < exactLengths ? code : Math.round(exactLengths * 2 ** ((code - exactLengths) / stepsPerDoubling)),
);
