import { analyse } from '../analysis/analyse.ts';
import { ruleOf, type Rule } from '../analysis/stemming.ts';
import type { Highlight } from '../search-index.ts';
import { evaluate, otherPatterns, wholePatterns, type Pattern } from './match-words.ts';
import { withScratch } from './scratch.ts';
import type { Synonyms } from './synonyms.ts';
import type { View } from './view.ts';
import { termsOf } from './vocabulary.ts';
import { readWanted, type Clause } from './wanted.ts';

/** What marks a word: its form, its stem by the rule of its text, or how it begins. */
interface Marks {
  readonly forms: ReadonlySet<string>;
  readonly stems: ReadonlyMap<Rule, ReadonlySet<string>>;
  readonly prefixes: readonly string[];
}

/** Marks the words of texts that a query asks for, by the analysis of the index and what it knows. */
export function highlight(
  view: View,
  { q, texts, synonyms }: { q: string; texts: readonly { text: string; lang: string }[]; synonyms: Synonyms },
): Highlight[] {
  const clauses = synonyms.expand(readWanted(q).clauses);
  const marks = withScratch(() => marksOf(clauses.flatMap((clause) => patternsOf(clause, view))));
  return texts.map(({ text, lang }) => marked(text, ruleOf(lang), marks));
}

/** How a clause is looked for. Only of an open one must be known whether anything holds it as it stands. */
function patternsOf(clause: Clause, view: View): readonly Pattern[] {
  const whole = wholePatterns(clause, view);
  if (clause.isOpen && !whole.some((pattern) => isHeld(pattern, view)))
    return evaluate(clause, view).patterns;
  const single = [...clause.others, ...clause.together].filter((sequence) => sequence.length === 1);
  return [...whole, ...otherPatterns(single, view)];
}

/** True when a live doc holds a word of a pattern of one word. */
function isHeld({ words: [word] }: Pattern, view: View): boolean {
  return (
    word !== undefined &&
    view.parts.some(({ segment, live }) =>
      termsOf(segment, word).some(({ term }) => segment.isHeld(term, live)),
    )
  );
}

function marksOf(patterns: readonly Pattern[]): Marks {
  const forms = new Set<string>();
  const stems = new Map<Rule, Set<string>>();
  const prefixes: string[] = [];
  for (const word of patterns.flatMap(({ words }) => words)) {
    if (word === undefined) continue;
    if (word.isPrefix) prefixes.push(word.form);
    forms.add(word.form);
    for (const [rule, roots] of word.stems) stems.set(rule, (stems.get(rule) ?? new Set()).union(roots));
  }
  return { forms, stems, prefixes };
}

function marked(text: string, rule: Rule, { forms, stems, prefixes }: Marks): Highlight {
  const roots = stems.get(rule);
  const runs: { text: string; isMatch: boolean }[] = [];
  let at = 0;
  for (const { lexeme, start, end } of analyse(text, rule)) {
    const isWanted =
      forms.has(lexeme.form) ||
      roots?.has(lexeme.stem) === true ||
      prefixes.some((prefix) => lexeme.form.startsWith(prefix));
    if (!isWanted || start < at) continue;
    if (start > at) runs.push({ text: text.slice(at, start), isMatch: false });
    runs.push({ text: text.slice(start, end), isMatch: true });
    at = end;
  }
  if (at < text.length || runs.length === 0) runs.push({ text: text.slice(at), isMatch: false });
  return runs;
}
