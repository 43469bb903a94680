import { z } from 'zod';
import type { SuggestionInput } from '../../enrich/suggestions.ts';

const text = (longest: number) =>
  z
    .string('must be a text')
    .max(longest, `is longer than ${String(longest)} characters`)
    .optional();

/** Unknown fields are left aside: partners send their whole record. */
const input = z
  .object({
    label: text(500),
    title: text(1000),
    description: text(50_000),
    source: text(200),
    lang: text(35),
  })
  .refine(
    ({ label, title, description }) =>
      [label, title, description].some((one) => one !== undefined && one.trim() !== ''),
    'has nothing to suggest for: give a “label”, or a “title” with a “description”',
  );

/** What suggestions are asked for, or what is wrong with the question and how to mend it. */
export function readSuggestionInput(given: unknown): SuggestionInput | string {
  const read = input.safeParse(given);
  if (read.success) {
    return Object.fromEntries(
      Object.entries(read.data).filter(([, value]) => value !== undefined && value.trim() !== ''),
    );
  }
  const [issue] = read.error.issues;
  const field = issue?.path.join('.') ?? '';
  return field === ''
    ? `The object ${issue?.message ?? 'cannot be read'}.`
    : `“${field}” ${issue?.message ?? 'cannot be read'}.`;
}
