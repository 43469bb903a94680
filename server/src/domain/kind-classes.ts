import { car, org, schema } from '@carrefour/ontology';
import type { Kind } from './kinds.ts';

/** The class that makes a node a thing of a kind. */
export const kindClasses: Readonly<Record<Kind, string>> = {
  innovation: car.Innovation,
  solution: car.Solution,
  organization: org.Organization,
  programme: car.Programme,
  resource: schema.CreativeWork,
  event: schema.Event,
};

const kindByClass = new Map(Object.entries(kindClasses).map(([kind, iri]) => [iri, kind as Kind]));

/** The kind that a class stands for, or undefined for the class of a part (a place, an address). */
export function kindOfClass(iri: string): Kind | undefined {
  return kindByClass.get(iri);
}
