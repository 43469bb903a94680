import { conceptIri, prefixes, vocabularyQuads } from '@carrefour/ontology';
import type { Quad } from 'n3';
import type { VocabularyAddress } from './address.ts';

const quads: readonly Quad[] = vocabularyQuads();

/**
 * What the vocabulary says of an address: the statements about it, and those that lead to it (narrower concepts,
 * alignments of others). The ontology and a scheme come with all that belongs to them.
 */
export function graphOf(address: VocabularyAddress): Quad[] {
  const belongs = belongingTo(address);
  return quads.filter(
    ({ subject, object }) =>
      belongs(subject.value) || (object.termType === 'NamedNode' && belongs(object.value)),
  );
}

function belongingTo({ kind, iri, path }: VocabularyAddress): (other: string) => boolean {
  if (kind === 'ontology') return (other) => other === iri || other.startsWith(prefixes.car);
  if (kind !== 'scheme') return (other) => other === iri;
  const members = conceptIri(path.slice(path.lastIndexOf('/') + 1), '');
  return (other) => other === iri || other.startsWith(members);
}
