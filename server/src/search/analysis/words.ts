import type { TextUnits } from './text-units.ts';

/** A word as it stands in a text: UTF-16 offsets. */
export interface Word {
  readonly start: number;
  readonly end: number;
  /** What it is read as, where that is not what stands there: without the points or spaces within. */
  readonly read: string | undefined;
  /** True when a hyphen alone stands between this word and the one before it. */
  readonly isJoined: boolean;
}

/** Acronyms with points. */
const acronym = /(?:\p{L}\p{M}*\.){2,}/uy;
/** Numbers with thousands set apart by a no-break space. */
const thousands = /\d{1,3}(?:[\u00a0\u202f]\d{3})+(?!\d)/uy;
/** What stands within an acronym or a number without being of it. */
const inner = /[.\u00a0\u202f]/g;

/** What an apostrophe may cut off in French: it is no word by itself. */
const elided = new Set('l d c j m n s t qu jusqu lorsqu puisqu quoiqu presqu quelqu entr'.split(' '));
const longestElided = 7;

const [other, letter, digit, mark] = [0, 1, 2, 3] as const;

/** Classes of the code units that nearly all words are made of; those beyond are asked of Unicode one by one. */
const knownUnits = 0x250;
const classes = Uint8Array.from({ length: knownUnits }, (_, unit) => classify(String.fromCharCode(unit)));

function classify(character: string): number {
  if (/\p{L}/u.test(character)) return letter;
  if (/\p{N}/u.test(character)) return digit;
  return /\p{M}/u.test(character) ? mark : other;
}

function classAt({ text, units, length }: TextUnits, at: number): number {
  if (at >= length) return other;
  const unit = units[at] ?? 0;
  return unit < knownUnits
    ? (classes[unit] ?? other)
    : classify(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

const [firstSurrogate, lastSurrogate] = [0xd800, 0xdfff];

/** UTF-16 units of the character at a place. */
function widthAt({ text, units }: TextUnits, at: number): number {
  const unit = units[at] ?? 0;
  const isPaired = unit >= firstSurrogate && unit <= lastSurrogate && (text.codePointAt(at) ?? 0) > 0xffff;
  return isPaired ? 2 : 1;
}

/**
 * The words of a text in order, without elided articles (l’, d’, qu’…) and the English possessive s. Combining marks
 * belong to their letter, so that decomposed text gives the same words.
 */
export function wordsOf(source: TextUnits): Word[] {
  const { text, units, length } = source;
  const words: Word[] = [];
  let last = -1;
  for (let at = 0; at < length;) {
    const first = classAt(source, at);
    if (first !== letter && first !== digit) {
      at += widthAt(source, at);
      continue;
    }
    const start = at;
    const special = specialEnd(source, start, first);
    const end = special ?? plainEnd(source, start);
    const between = start - last === 1 ? (units[last] ?? 0) : 0;
    const after = end < length ? (units[end] ?? 0) : 0;
    at = last = end;
    const isCut = isApostrophe(after) && end - start <= longestElided && isElided(text.slice(start, end));
    const isPossessive = end - start === 1 && isApostrophe(between) && isLetterS(units[start] ?? 0);
    if (isCut || isPossessive) continue;
    words.push({
      start,
      end,
      read: special === undefined ? undefined : text.slice(start, end).replaceAll(inner, ''),
      isJoined: words.length > 0 && isHyphen(between),
    });
  }
  return words;
}

function plainEnd(source: TextUnits, start: number): number {
  let end = start;
  do end += widthAt(source, end);
  while (classAt(source, end) !== other);
  return end;
}

/** Where an acronym or a parted number that begins here ends; undefined where none does. */
function specialEnd(source: TextUnits, start: number, first: number): number | undefined {
  if (first === digit) return endOf(thousands, source.text, start);
  let after = start + widthAt(source, start);
  while (classAt(source, after) === mark) after += widthAt(source, after);
  const isPoint = after < source.length && source.units[after] === point;
  return isPoint ? endOf(acronym, source.text, start) : undefined;
}

function endOf(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function isElided(word: string): boolean {
  return elided.has(word.toLowerCase());
}

const point = 0x2e;

function isLetterS(unit: number): boolean {
  return unit === 0x73 || unit === 0x53;
}

function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x2019 || unit === 0x2bc;
}

function isHyphen(unit: number): boolean {
  return unit === 0x2d || unit === 0x2010 || unit === 0x2011;
}
