/** How often a text was searched on one day. */
export interface SearchCount {
  /** As {@link askedText} gives it. */
  readonly text: string;
  /** ISO 8601 date in UTC: no finer time is kept. */
  readonly day: string;
  readonly asked: number;
  /** How many of those found too little. */
  readonly poor: number;
}

/** A text that was searched often enough to be told, over some days. */
export interface AskedSearch {
  readonly text: string;
  readonly asked: number;
  readonly poor: number;
  /** On how many days, and when last. */
  readonly days: number;
  readonly last: string;
}

const longest = 200;
/** So many digits, whatever parts them, are a phone number or name a person; a postcode is shorter. */
const longNumber = /\d(?:[\s./()+_-]*\d){5,}/;
const address = /@|\bat\b.*\bdot\b|:\/\/|www\./;

/**
 * A searched text in the form in which equal ones meet; undefined where it must never be kept: nothing, more than 200
 * characters, a mail or web address, a long number.
 */
export function askedText(q: string): string | undefined {
  const text = q.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();
  const isKeepable = text !== '' && text.length <= longest && !longNumber.test(text) && !address.test(text);
  return isKeepable ? text : undefined;
}
