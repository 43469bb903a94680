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
/** What stands within a word without being of it. */
const inner = /[.\u00a0\u202f]/;
const hyphen = /^[-‐‑]$/;

/** What an apostrophe may cut off in French: it is no word by itself. */
const elided = new Set('l d c j m n s t qu jusqu lorsqu puisqu quoiqu presqu quelqu entr'.split(' '));

/** The words of a text in order, without elided articles (l’, d’, qu’…) and the English possessive s. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let last = -1;
  for (const match of text.matchAll(pattern)) {
    const [found] = match;
    const start = match.index;
    const end = start + found.length;
    const between = start - last === 1 ? text.charAt(last) : '';
    last = end;
    const isElided = apostrophe.test(text.charAt(end)) && elided.has(found.toLowerCase());
    const isPossessive = found.length === 1 && between !== '' && apostrophe.test(between) && /s/i.test(found);
    if (isElided || isPossessive) continue;
    const isPlain = !inner.test(found);
    words.push({
      text: isPlain ? found : found.replaceAll(/[.\u00a0\u202f]/g, ''),
      start,
      end,
      isJoined: between !== '' && words.length > 0 && hyphen.test(between),
    });
  }
  return words;
}
