import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnitsReader } from '../../../src/search/analysis/text-units.ts';
import { wordsOf } from '../../../src/search/analysis/words.ts';

/** The same in one pattern, tried in order: acronyms with points, numbers with thousands set apart, words. */
const pattern =
  /(?:\p{L}\p{M}*\.){2,}|\d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const elided = /^(?:l|d|c|j|m|n|s|t|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|quelqu|entr)$/i;

function wordsByPattern(text: string): { start: number; end: number; read: string; isJoined: boolean }[] {
  const words: ReturnType<typeof wordsByPattern> = [];
  let last = -1;
  for (const { 0: found, index: start } of text.matchAll(pattern)) {
    const end = start + found.length;
    const between = start - last === 1 ? text.charAt(last) : '';
    last = end;
    if (/['’ʼ]/.test(text.charAt(end)) && elided.test(found)) continue;
    if (/['’ʼ]/.test(between) && /^s$/i.test(found)) continue;
    words.push({
      start,
      end,
      read: found.replaceAll(/[.\u00a0\u202f]/g, ''),
      isJoined: words.length > 0 && /^[-‐‑]$/.test(between),
    });
  }
  return words;
}

const pieces = [
  ...[
    'a',
    'E',
    'é',
    'e\u0301',
    'œ',
    'ß',
    '\u0301',
    's',
    'qu',
    'jusqu',
    'jardin',
    'ﬁ',
    '中',
    'Ω',
    '\u{1d49c}',
  ],
  ...['1', '12', '345', '٣', '½', '\u{1d7d8}', '.', '..', ' ', '\u00a0', '\u202f', "'", '’', 'ʼ'],
  ...['-', '‐', '‑', '–', '_', '\u200d', '\ud800', '😀', '\n'],
];

const reader = new UnitsReader();

describe('the words of a text', () => {
  it('are those that the pattern of a word finds', () => {
    const text = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((some) => some.join(''));
    const property = fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (written) => {
      const words = wordsOf(reader.read(written)).map(
        ({ start, end, read = written.slice(start, end), isJoined }) => ({
          start,
          end,
          read,
          isJoined,
        }),
      );
      expect(words).toEqual(wordsByPattern(written));
    });
    fc.assert(property, { numRuns: 2000 });
  });
});
