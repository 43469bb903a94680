import { keySeparator, termKey } from '../analysis/lexeme.ts';
import { labelsOf } from '../document.ts';
import { readField } from './field-words.ts';
import { fields } from './fields.ts';
import type { SegmentColumns } from './segment.ts';
import { afterPrefix } from './text-table.ts';

/** The space of terms that are concepts: their postings are the docs that carry them or one below them. */
const conceptSpace = '#concept';

export const conceptsField = fields.indexOf('concepts');

/** The words of a concept's labels, with their number. */
interface ConceptLabels {
  /** The key of the concept's term. */
  readonly key: string;
  readonly words: readonly { readonly key: string; readonly occurrence: number }[];
  readonly length: number;
}

const known = new Map<string, ConceptLabels>();

/** The words of the labels of a concept, as {@link conceptNames} names it, as a field of every doc that carries it. */
export function conceptLabels(name: string): ConceptLabels {
  let labels = known.get(name);
  if (labels === undefined) {
    const words: { key: string; occurrence: number }[] = [];
    const length = readField(labelsOf(name), conceptsField, ({ key }, occurrence) => {
      words.push({ key, occurrence });
    });
    labels = { key: conceptKey(name), words, length };
    known.set(name, labels);
  }
  return labels;
}

function conceptKey(name: string): string {
  return termKey(conceptSpace, '', name);
}

const keyStart = conceptKey('');

/** The keys of all concepts lie between these. */
export const conceptsBounds = [keyStart, afterPrefix(keyStart)] as const;

/** The name of the concept that a key stands for; undefined for other terms. */
export function conceptOfKey(key: string): string | undefined {
  return key.startsWith(keyStart) ? key.slice(key.lastIndexOf(keySeparator) + 1) : undefined;
}

/**
 * The labels' words by term: which concepts have it, and where in their labels. Docs of a concept are found by them
 * without holding them one by one: a hundred words a doc that are the same for every doc of its concepts.
 */
export function labelColumns(
  keys: readonly string[],
): Pick<SegmentColumns, 'labelStarts' | 'labelConcepts' | 'labelOccurrences'> {
  const terms = new Map(keys.map((key, term) => [key, term]));
  const found = keys.flatMap((key, concept) => {
    const name = conceptOfKey(key);
    if (name === undefined) return [];
    return conceptLabels(name).words.flatMap((word) => {
      const term = terms.get(word.key);
      return term === undefined ? [] : [{ term, concept, occurrence: word.occurrence }];
    });
  });
  found.sort((a, b) => a.term - b.term);
  const labelStarts = new Uint32Array(keys.length + 1);
  for (const { term } of found) labelStarts[term + 1] = (labelStarts[term + 1] ?? 0) + 1;
  for (let term = 0; term < keys.length; term += 1)
    labelStarts[term + 1] = (labelStarts[term + 1] ?? 0) + (labelStarts[term] ?? 0);
  return {
    labelStarts,
    labelConcepts: Uint32Array.from(found, ({ concept }) => concept),
    labelOccurrences: Uint16Array.from(found, ({ occurrence }) => occurrence),
  };
}
