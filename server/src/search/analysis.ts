/** A word of a text, as it stands in it and as it is compared. */
export interface Token {
  /** Folded: lower case, without accents. */
  readonly form: string;
  /** What inflections of one word have in common. */
  readonly stem: string;
  /** Where the word stands in the text: UTF-16 offsets. */
  readonly start: number;
  readonly end: number;
}

const word = /(?:\p{L}\p{M}*\.){2,}|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu;
const elisions = new Set([
  'l',
  'd',
  'c',
  'j',
  'm',
  'n',
  's',
  't',
  'qu',
  'jusqu',
  'lorsqu',
  'puisqu',
  'quoiqu',
]);
const stopWords = new Set(
  `a au aux avec ce ces cette dans de des du elle en est et eux il ils je la le les leur leurs lui ma mais me mes mon ne nos
   notre nous on ou par pas plus pour qui que se sa ses son sont sur ta te tes ton tu un une vos votre vous y
   an and are as at be by for from in is it its of on or our that the their this to was we with you your`.split(
    /\s+/,
  ),
);

/**
 * The words of a text in order. One analysis serves index, query, highlight and completion: accents and case are
 * folded, elided articles (l’, d’, qu’) drop off, acronyms lose their points, hyphens part words.
 */
export function analyse(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(word)) {
    const start = match.index;
    const end = start + match[0].length;
    const form = fold(match[0].replaceAll('.', ''));
    const isElided = elisions.has(form) && /['’ʼ]/.test(text.charAt(end));
    if (!isElided) tokens.push({ form, stem: stem(form), start, end });
  }
  return tokens;
}

/** Lower case without accents or ligatures; NFC and NFD give the same. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss');
}

/** True for words that say nothing of what a text is about; they count only where nothing else is asked. */
export function isStopWord(form: string): boolean {
  return stopWords.has(form);
}

const shortest = 4;
/** Letters that the final e of a feminine leaves: aidé, aidée and aidées are one, rue is not ru. */
const shortestFeminine = 3;
/** Endings after plural and feminine are off, longest first; what is left must keep four letters. */
const endings = [
  'issement',
  'ement',
  'ation',
  'ateur',
  'atric',
  'ment',
  'ition',
  'iteur',
  'eur',
  'eus',
  'ant',
  'ing',
  'iqu',
  'ier',
  'er',
  'al',
  'el',
  'if',
  'iv',
  'i',
];

/** A light stem for French and English: plural, feminine and common endings off; short words and numbers untouched. */
export function stem(form: string): string {
  if (form.length < shortest || /\d/.test(form)) return form;
  let base = singular(form).replace(/y$/, 'i');
  while (base.endsWith('e') && base.length > shortestFeminine) base = base.slice(0, -1);
  if (base.length > shortest) base = base.replace(/(.)\1$/, '$1');
  for (const ending of endings) {
    if (base.endsWith(ending) && base.length - ending.length >= shortest)
      return base.slice(0, -ending.length);
  }
  return base;
}

function singular(form: string): string {
  if (form.endsWith('eaux')) return form.slice(0, -1);
  if (form.length > shortest && form.endsWith('aux')) return `${form.slice(0, -3)}al`;
  if (form.length > shortest && form.endsWith('ies')) return `${form.slice(0, -3)}i`;
  return /[^s]s$|x$/.test(form) ? form.slice(0, -1) : form;
}
