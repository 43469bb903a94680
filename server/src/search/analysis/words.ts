/** A word as it stands in a text: UTF-16 offsets. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** True when a hyphen alone stands between this word and the one before it. */
  readonly isJoined: boolean;
}

/**
 * In this order: acronyms with points; numbers with thousands set apart by a no-break space; words. Combining marks
 * belong to their letter, so that decomposed text gives the same words.
 */
const pattern =
  /(?:\p{L}\p{M}*\.){2,}|\d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;

const apostrophe = /['’ʼ]/;
const hyphen = /^[-‐‑]$/;

/** What an apostrophe may cut off in French: it is no word by itself. */
const elided = new Set('l d c j m n s t qu jusqu lorsqu puisqu quoiqu presqu quelqu entr'.split(' '));

/** The words of a text in order, without elided articles (l’, d’, qu’…) and the English possessive s. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let end = -1;
  for (const match of text.matchAll(pattern)) {
    const [found] = match;
    const start = match.index;
    const before = text.slice(Math.max(end, 0), start);
    end = start + found.length;
    const isElided = elided.has(found.toLowerCase()) && apostrophe.test(text.charAt(end));
    const isPossessive = /^s$/i.test(found) && apostrophe.test(before) && before.length === 1;
    if (isElided || isPossessive) continue;
    words.push({
      text: found.replaceAll(/[.\u00a0\u202f]/g, ''),
      start,
      end,
      isJoined: words.length > 0 && hyphen.test(before),
    });
  }
  return words;
}
