import { readFileSync } from 'node:fs';
import { Parser, type Quad } from 'n3';
import { alignmentQuads } from './alignments.ts';
import { conceptQuads } from './concepts.ts';

/** All that `/graph/vocabulary` holds: the vocabulary, the concepts, and how they are aligned with others. */
export function vocabularyQuads(): Quad[] {
  const text = readFileSync(new URL('../carrefour.ttl', import.meta.url), 'utf8');
  return [...new Parser().parse(text), ...conceptQuads(), ...alignmentQuads()];
}
