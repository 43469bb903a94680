import { readWanted } from './query/wanted.ts';

/**
 * What a query that is written as a sentence speaks of: its words but for those that only ask and those that it
 * excludes. Undefined for a query that names what it looks for.
 */
export function subjectOfSentence(q: string): string | undefined {
  const { clauses, isSentence } = readWanted(q);
  return isSentence ? clauses.map(({ text }) => text).join(' ') : undefined;
}
