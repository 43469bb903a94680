import { conceptOfIri } from '@carrefour/ontology';
import type { VocabularyAnswer } from '../../contract.ts';
import { closestAddresses, vocabularyAddress } from './address.ts';
import { conceptPage, schemePage, type EntryCounts } from './concept-pages.ts';
import { ontologyPage, termPage, type PropertyUses } from './term-pages.ts';

interface VocabularyDependencies {
  readonly propertyUses: PropertyUses;
  /** Asked of pages of concepts only. */
  readonly countsOf: (scheme: string) => Promise<EntryCounts>;
}

/** All that the page at a path of the vocabulary shows; `unknown`, with what may be meant, where nothing stands. */
export async function vocabularyAnswer(
  path: string,
  { propertyUses, countsOf }: VocabularyDependencies,
): Promise<VocabularyAnswer> {
  const address = vocabularyAddress(path);
  if (address?.kind === 'ontology') return ontologyPage(propertyUses);
  if (address?.kind === 'term') return termPage(address.iri, propertyUses) ?? unknown(path);
  if (address === undefined) return unknown(path);
  const scheme = path.split('/')[2] ?? '';
  const counts = await countsOf(scheme);
  const concept = conceptOfIri(address.iri);
  return concept === undefined ? schemePage(scheme, counts) : conceptPage(concept, counts);
}

function unknown(path: string): VocabularyAnswer {
  return {
    kind: 'unknown',
    closest: closestAddresses(path).map((address) => ({ path: address.path, label: address.label })),
  };
}
