import { foldPlaceName } from '../fold-place-name.ts';

/** A piece of an address between commas, dashes, brackets or line ends. */
export interface Segment {
  /** Folded. */
  readonly words: readonly string[];
  /** For each word, whether it hangs on the one before it by a hyphen: “Rueil-Malmaison” is one name, not two. */
  readonly isJoined: readonly boolean[];
}

export interface ReadAddress {
  readonly segments: readonly Segment[];
  /** Five digits that may be a French postcode, in order. */
  readonly postcodes: readonly string[];
}

const separators = /[\n\r\t,;|()[\]•·]+| [-–—/] /;

/**
 * The words of an address, without what says nothing of the place: CEDEX, post boxes, country prefixes of postcodes.
 * A postcode that stands stuck to a word (“38400Saint-Martin”) is parted from it. Reads at most 600 characters.
 */
export function readAddressText(text: string): ReadAddress {
  const known = recent.get(text);
  if (known !== undefined) return known;
  if (recent.size >= kept) recent.clear();
  const read = readAfresh(text);
  recent.set(text, read);
  return read;
}

/** How many texts are kept read: the steps of resolving one place read the same texts one after the other. */
const kept = 64;
const recent = new Map<string, ReadAddress>();

function readAfresh(text: string): ReadAddress {
  const cleaned = text
    .slice(0, 600)
    .replaceAll(/\b(?:F|FR)[- ]?(?=\d{5}\b)/gi, ' ')
    .replaceAll(/\b(\d{5})(?=\p{L})/gu, '$1 ')
    .replaceAll(/(?<=\p{L})(\d{5})\b/gu, ' $1')
    .replaceAll(/\bcedex\b(?:\s*\d{1,2}\b)?/gi, ' ')
    .replaceAll(/\b(?:B\.?P\.?|C\.?S\.?|T\.?S\.?A\.?|boîte postale)\s*(?:n°\s*)?\d{1,6}\b/gi, ' , ');
  const segments = cleaned
    .split(separators)
    .map(segmentOf)
    .filter(({ words }) => words.length > 0);
  return {
    segments,
    postcodes: segments.flatMap(({ words }) => words.filter((word) => /^\d{5}$/.test(word))),
  };
}

function segmentOf(text: string): Segment {
  const words: string[] = [];
  const isJoined: boolean[] = [];
  for (const chunk of text.split(/[^\p{L}\p{M}\p{N}'’./-]+/u)) {
    const folded = foldPlaceName(chunk);
    for (const [at, word] of (folded === '' ? [] : folded.split(' ')).entries()) {
      words.push(word);
      isJoined.push(at > 0 && chunk.includes('-'));
    }
  }
  return { words, isJoined };
}

/** The words of a segment from one place to another. */
export function partOf({ words, isJoined }: Segment, start: number, end = words.length): Segment {
  return { words: words.slice(start, end), isJoined: isJoined.slice(start, end) };
}

/** The text of a postcode field as five digits, where it can be a French one: a lost first zero is put back. */
export function readPostcode(text: string): string | undefined {
  const digits = text.replace(/^\s*(?:F|FR)[- ]/i, '').replaceAll(/[\s.]/g, '');
  if (/^\d{4}$/.test(digits)) return `0${digits}`;
  const [code] = /^\d{5}(?!\d)/.exec(digits) ?? [];
  return code;
}
