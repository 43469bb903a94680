import { conceptOfIri, conceptSchemes, propertyOfScheme } from '@carrefour/ontology';
import type { Description } from '../domain/description.ts';
import type { ThingDoc } from '../domain/thing-doc.ts';

const conceptProperties = conceptSchemes.flatMap((scheme) => propertyOfScheme(scheme) ?? []);

/** Codes of the concepts that a thing is described by, by scheme. */
export function conceptsOf(root: string, description: Description): ThingDoc['concepts'] {
  const codes: Record<string, string[]> = {};
  for (const property of conceptProperties) {
    for (const iri of description.objects(root, property)) {
      const concept = conceptOfIri(iri);
      if (concept !== undefined) (codes[concept.scheme] ??= []).push(concept.code);
    }
  }
  return codes;
}
