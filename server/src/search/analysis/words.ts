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

function classAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < knownUnits) return classes[unit] ?? other;
  return Number.isNaN(unit) ? other : classify(String.fromCodePoint(text.codePointAt(at) ?? 0));
}

/** UTF-16 units of the character at a place. */
function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/**
 * The words of a text in order, without elided articles (l’, d’, qu’…) and the English possessive s. Combining marks
 * belong to their letter, so that decomposed text gives the same words.
 */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  let last = -1;
  for (let at = 0; at < text.length;) {
    const first = classAt(text, at);
    if (first !== letter && first !== digit) {
      at += widthAt(text, at);
      continue;
    }
    const start = at;
    const special = specialEnd(text, start, first);
    const end = special ?? plainEnd(text, start);
    const between = start - last === 1 ? text.charCodeAt(last) : 0;
    at = last = end;
    if (isElided(text, start, end) || isPossessive(text, { start, end, between })) continue;
    words.push({
      start,
      end,
      read: special === undefined ? undefined : text.slice(start, end).replaceAll(inner, ''),
      isJoined: words.length > 0 && isHyphen(between),
    });
  }
  return words;
}

function plainEnd(text: string, start: number): number {
  let end = start;
  do end += widthAt(text, end);
  while (classAt(text, end) !== other);
  return end;
}

/** Where an acronym or a parted number that begins here ends; undefined where none does. */
function specialEnd(text: string, start: number, first: number): number | undefined {
  if (first === digit) return endOf(thousands, text, start);
  let after = start + widthAt(text, start);
  while (classAt(text, after) === mark) after += widthAt(text, after);
  return text.charAt(after) === '.' ? endOf(acronym, text, start) : undefined;
}

function endOf(pattern: RegExp, text: string, start: number): number | undefined {
  pattern.lastIndex = start;
  return pattern.test(text) ? pattern.lastIndex : undefined;
}

function isElided(text: string, start: number, end: number): boolean {
  const mayBe = end - start <= longestElided && isApostrophe(text.charCodeAt(end));
  return mayBe && elided.has(text.slice(start, end).toLowerCase());
}

function isPossessive(
  text: string,
  { start, end, between }: { start: number; end: number; between: number },
): boolean {
  return end - start === 1 && isApostrophe(between) && text.charAt(start).toLowerCase() === 's';
}

function isApostrophe(unit: number): boolean {
  return unit === 0x27 || unit === 0x2019 || unit === 0x2bc;
}

function isHyphen(unit: number): boolean {
  return unit === 0x2d || unit === 0x2010 || unit === 0x2011;
}
