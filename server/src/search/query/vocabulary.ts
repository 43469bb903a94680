import { rules, type Rule } from '../analysis/stemming.ts';
import { keySeparator } from '../analysis/lexeme.ts';
import type { Segment } from '../segments/segment.ts';
import { afterPrefix } from '../segments/text-table.ts';
import type { View, ViewPart } from './view.ts';
import type { WantedWord } from './wanted.ts';

/** A term of a segment with how much it counts for the word that it stands for. */
export interface WeightedTerm {
  readonly term: number;
  readonly weight: number;
}

/** An inflection says a little less than the word itself. */
const inflectionWeight = 0.9;
/** A longer word stands for an unfinished one. */
const prefixWeight = 0.7;

/** How a word is looked for: its stems, those of known words that are written like it but for accents, or its letters. */
export interface WordPattern {
  readonly form: string;
  readonly stems: ReadonlyMap<Rule, ReadonlySet<string>>;
  readonly isPrefix: boolean;
}

/** What stands for a word in a view: inflections by its stems, and by those of its own form written with accents. */
export function patternOf({ form, stems }: WantedWord, view: View): WordPattern {
  const found = new Map<Rule, Set<string>>(rules.map((rule) => [rule, new Set([stems[rule]])]));
  for (const { segment, live } of view.parts) {
    for (const term of termsOfForm(segment, form)) {
      const [rule = '', root = ''] = segment.key(term).split(keySeparator);
      const known = found.get(rule as Rule);
      if (known !== undefined && !known.has(root) && segment.isHeld(term, live)) known.add(root);
    }
  }
  return { form, stems: found, isPrefix: false };
}

/** What begins with the letters of a word. */
export function prefixPattern({ form }: WantedWord): WordPattern {
  return { form, stems: new Map(), isPrefix: true };
}

/** The terms of a segment that a pattern stands for, in the order of their numbers. */
export function termsOf(segment: Segment, { form, stems, isPrefix }: WordPattern): WeightedTerm[] {
  if (isPrefix) {
    const { byForm } = segment.columns;
    const [from, to] = segment.formsBetween(form, afterPrefix(form));
    return Array.from(byForm.subarray(from, to).toSorted(), (term) => ({ term, weight: prefixWeight }));
  }
  const terms: WeightedTerm[] = [];
  for (const [rule, roots] of stems) {
    for (const root of [...roots].sort()) {
      const [from, to] = segment.termsOfStem(rule, root);
      for (let term = from; term < to; term += 1)
        terms.push({ term, weight: segment.form(term) === form ? 1 : inflectionWeight });
    }
  }
  return terms;
}

/** How many live docs hold a word in exactly this form, docs in two languages counting twice. */
export function formCount(view: View, form: string): number {
  const count = ({ segment, live }: ViewPart): number =>
    termsOfForm(segment, form).reduce((sum, term) => sum + segment.liveCount(term, live), 0);
  return view.parts.reduce((sum, part) => sum + count(part), 0);
}

/** What {@link formCount} cannot exceed, without looking at docs. */
export function mostFormCount(view: View, form: string): number {
  const most = (segment: Segment): number =>
    termsOfForm(segment, form)
      .flatMap((term) => segment.postingLists(term))
      .reduce((sum, docs) => sum + docs.length, 0);
  return view.parts.reduce((sum, { segment }) => sum + most(segment), 0);
}

function termsOfForm(segment: Segment, form: string): number[] {
  const [from, to] = segment.formsBetween(form, `${form}\u0000`);
  return [...segment.columns.byForm.subarray(from, to)];
}
