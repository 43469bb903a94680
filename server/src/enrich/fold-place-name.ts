const letters: Readonly<Record<string, string>> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
};

const words: Readonly<Record<string, string>> = {
  st: 'saint',
  ste: 'sainte',
  sts: 'saints',
  lez: 'les',
};

/**
 * A place's name as it is compared: without accents, case and punctuation, with `saint` for `St`, `sur` for `s/` and
 * `les` for `lès` and `lez`. Words are parted by one space.
 */
export function foldPlaceName(text: string): string {
  const lower = text.toLowerCase();
  const plain = isAscii(lower) ? lower : withoutAccents(lower);
  const spelled = plain.includes('/')
    ? plain.replaceAll(/\bs\/\s*/g, 'sur ').replaceAll(/\bss\/\s*/g, 'sous ')
    : plain;
  const folded = spelled.replaceAll(isAscii(spelled) ? /[^a-z0-9]+/g : /[^\p{L}\p{N}]+/gu, ' ').trim();
  if (!/\b(?:st|ste|sts|lez)\b/.test(folded)) return folded;
  return folded
    .split(' ')
    .map((word) => words[word] ?? word)
    .join(' ');
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

function withoutAccents(lower: string): string {
  return lower
    .replaceAll(/[œæßøłđðþı]/g, (letter) => letters[letter] ?? letter)
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '');
}

/** A folded name without the article that it begins with: sources write “Havre (Le)”, “Le Havre” and “Havre”. */
export function withoutArticle(folded: string): string {
  return folded.replace(/^(le|la|les|l) /, '');
}

/**
 * Edits (insertions, deletions, replacements, swaps of neighbours) that turn one text into the other; more than `limit`
 * count as `limit + 1`.
 */
export function editsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + cost,
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      }
      current.push(best);
    }
    if (Math.min(...current) > limit) return limit + 1;
    beforeLast = last;
    last = current;
  }
  return Math.min(last[b.length] ?? limit + 1, limit + 1);
}

/** How many edits two spellings of one name may differ by: none for short names, where each letter makes another town. */
export function tolerance(folded: string): number {
  if (folded.length < 5) return 0;
  return folded.length < 10 ? 1 : 2;
}
