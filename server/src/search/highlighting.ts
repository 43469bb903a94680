import { analyse } from './analysis.ts';
import type { Highlight } from './search-index.ts';
import { parseWords } from './word-index.ts';

/** Marks the words of a text that a query asks for, by the analysis of the index. */
export function highlight(q: string, text: string): Highlight {
  const { words, phrases } = parseWords(q);
  const stems = new Set([...words.map(({ stem }) => stem), ...phrases.flat()]);
  const prefixes = words.filter(({ isPrefix }) => isPrefix).map(({ form }) => form);
  const runs: { text: string; isMatch: boolean }[] = [];
  let at = 0;
  for (const { stem, form, start, end } of analyse(text)) {
    if (!stems.has(stem) && !prefixes.some((prefix) => form.startsWith(prefix))) continue;
    if (start > at) runs.push({ text: text.slice(at, start), isMatch: false });
    runs.push({ text: text.slice(start, end), isMatch: true });
    at = end;
  }
  if (at < text.length || runs.length === 0) runs.push({ text: text.slice(at), isMatch: false });
  return runs;
}
