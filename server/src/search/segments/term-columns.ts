import { keySeparator } from '../analysis/lexeme.ts';
import type { SegmentColumns } from './segment.ts';
import { tableOf } from './text-table.ts';

type TermColumns = Pick<SegmentColumns, 'keyUnits' | 'keyStarts' | 'byForm'>;

/** The columns that name terms, from their sorted keys. */
export function termColumns(keys: readonly string[]): TermColumns {
  const { units, starts } = tableOf(keys);
  const words: { form: string; term: number }[] = [];
  for (const [term, key] of keys.entries()) {
    if (!key.startsWith('#')) words.push({ form: key.slice(key.lastIndexOf(keySeparator) + 1), term });
  }
  words.sort((a, b) => (a.form < b.form ? -1 : a.form > b.form ? 1 : a.term - b.term));
  return { keyUnits: units, keyStarts: starts, byForm: Uint32Array.from(words, ({ term }) => term) };
}
