import type { Quad } from 'n3';
import { alignmentQuads } from './alignments.ts';
import { conceptQuads } from './concepts.ts';
import { ontologyQuads } from './model.ts';

/** All that `/graph/vocabulary` holds: the vocabulary, the concepts, and how they are aligned with others. */
export function vocabularyQuads(): Quad[] {
  return [...ontologyQuads(), ...conceptQuads(), ...alignmentQuads()];
}
