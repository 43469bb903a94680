import { createKeyReader } from './key-rule.ts';
import type { Json } from './protocol.ts';
import { labelKey } from './source/crosswalk.ts';
import type { SourceSet } from './source/source.ts';

/**
 * Tells the records that their source still lists but marks as deleted: a field holds one of the listed texts (in any
 * case, accents aside), or any text at all where none are listed (`deleted_at`). False for every record without a rule.
 */
export function createDeletionReader(
  rule: SourceSet['deletedWhen'],
): (payload: { readonly [name: string]: Json }) => boolean {
  if (rule === undefined) return () => false;
  const read = createKeyReader(rule.field);
  const listed = rule.values && new Set(rule.values.map(labelKey));
  return (payload) => read(payload).some((text) => listed?.has(labelKey(text)) ?? true);
}
