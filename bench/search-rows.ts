import { randomFrom, type Corpus } from './search-corpus.ts';

/** One request of a row. */
export interface BenchRequest {
  readonly q: string;
  /** Must be there as a phrase. */
  readonly isPhrase?: boolean;
  /** Facets with their chosen values. */
  readonly filters?: Readonly<Record<string, readonly string[]>>;
}

/** What is asked in each row; every engine is asked the same. */
export function searchRows(
  corpus: Corpus,
  phrases: readonly string[],
): ReadonlyMap<string, readonly BenchRequest[]> {
  const random = randomFrom(7);
  const word = (from: number, to: number): string =>
    corpus.vocabulary[from + Math.floor(random() * (to - from))] ?? 'jardin';
  const many = (make: () => BenchRequest, count = 60): BenchRequest[] => Array.from({ length: count }, make);
  const filters = { theme: ['EMP', 'SAN'], territory: ['region-75', 'region-11'] };
  return new Map([
    ['one word', many(() => ({ q: word(0, 2000) }))],
    ['the 20 commonest words', corpus.vocabulary.slice(0, 20).map((q) => ({ q }))],
    ['three words', many(() => ({ q: `${word(0, 60)} ${word(0, 60)} ${word(0, 60)}` }))],
    ['phrase', phrases.map((q) => ({ q, isPhrase: true }))],
    ['one word, two filters of two values', many(() => ({ q: word(0, 200), filters }))],
    ['misspelt word', many(() => ({ q: misspelt(word(20, 120), random) }))],
  ]);
}

/** With two neighbouring letters swapped. */
function misspelt(word: string, random: () => number): string {
  const at = 1 + Math.floor(random() * Math.max(word.length - 3, 1));
  return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
}
