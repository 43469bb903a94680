import { fold } from '../../search/analysis/fold.ts';

/** How well names answer a text, best first: the name begins with it, a word does, another name does, it is inside. */
export type MatchRank = 0 | 1 | 2 | 3;

/**
 * Compares names with a text, whatever their case and accents; each word of the text must begin a word of the name, in
 * any order, or the whole text stand somewhere in it. The function gives undefined where nothing matches.
 */
export function nameMatcher(
  text: string,
): (name: string, others: readonly string[]) => MatchRank | undefined {
  const letters = fold(text.trim());
  const words = wordsOf(letters);
  const hasWords = (name: string): boolean => {
    const own = wordsOf(name);
    return words.length > 0 && words.every((word) => own.some((each) => each.startsWith(word)));
  };
  return (name, others) => {
    const folded = fold(name);
    if (folded.startsWith(letters)) return 0;
    if (hasWords(folded)) return 1;
    if (others.some((other) => hasWords(fold(other)))) return 2;
    return folded.includes(letters) ? 3 : undefined;
  };
}

function wordsOf(folded: string): string[] {
  return folded.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
