import type { Highlight } from './search-index.ts';

/**
 * About `length` characters around the first match, cut at word borders, with an ellipsis where text was left out; the
 * beginning where nothing matches.
 */
export function extractAround(highlight: Highlight, length: number): Highlight {
  const text = highlight.map((run) => run.text).join('');
  if (text.length <= length) return highlight;
  const [from, to] = windowOf(text, { length, match: firstMatch(highlight) });
  const runs: { text: string; isMatch: boolean }[] = [];
  let at = 0;
  for (const run of highlight) {
    const cut = run.text.slice(Math.max(from - at, 0), Math.max(to - at, 0));
    if (cut !== '') runs.push({ text: cut, isMatch: run.isMatch });
    at += run.text.length;
  }
  const before = from > 0 ? [{ text: '… ', isMatch: false }] : [];
  const after = to < text.length ? [{ text: ' …', isMatch: false }] : [];
  return [...before, ...runs, ...after];
}

function firstMatch(highlight: Highlight): number {
  let at = 0;
  for (const run of highlight) {
    if (run.isMatch) return at;
    at += run.text.length;
  }
  return 0;
}

function windowOf(text: string, { length, match }: { length: number; match: number }): [number, number] {
  const wanted = Math.max(0, Math.min(match - Math.floor(length / 4), text.length - length));
  const from = wanted === 0 ? 0 : text.lastIndexOf(' ', wanted) + 1;
  const end = from + length;
  const border = text.lastIndexOf(' ', end);
  return [from, end >= text.length ? text.length : border > from ? border : end];
}
