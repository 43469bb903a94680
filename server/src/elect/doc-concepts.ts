import { car, conceptOfIri, dcterms, schema } from '@carrefour/ontology';
import type { Description } from '../domain/description.ts';
import type { ThingDoc } from '../domain/thing-doc.ts';

const conceptProperties = [
  ...[dcterms.subject, schema.audience, car.stage, car.method, car.actorType],
  ...[car.scale, car.evidenceLevel, car.spreading, car.goal],
];

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
