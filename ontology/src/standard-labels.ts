import type { Bilingual } from './concepts.ts';
import { org, rdf, schema, skos, xsd } from './terms.ts';

/** What people call the standard classes and datatypes that our vocabulary leads to. */
const labels: ReadonlyMap<string, Bilingual> = new Map([
  [org.Organization, { fr: 'Organisation', en: 'Organization' }],
  [rdf.langString, { fr: 'Texte dans une langue', en: 'Text in a language' }],
  [schema.ContactPoint, { fr: 'Point de contact', en: 'Contact point' }],
  [schema.CreativeWork, { fr: 'Document', en: 'Document' }],
  [schema.Event, { fr: 'Événement', en: 'Event' }],
  [schema.MonetaryAmount, { fr: 'Somme d’argent', en: 'Amount of money' }],
  [schema.Observation, { fr: 'Mesure', en: 'Observation' }],
  [schema.Place, { fr: 'Lieu', en: 'Place' }],
  [skos.Concept, { fr: 'Concept d’une liste', en: 'Concept of a list' }],
  [xsd.date, { fr: 'Date', en: 'Date' }],
  [xsd.decimal, { fr: 'Nombre', en: 'Number' }],
  [xsd.integer, { fr: 'Nombre entier', en: 'Whole number' }],
  [xsd.string, { fr: 'Texte', en: 'Text' }],
] as const);

/** The words for a standard class or datatype, or undefined where we have none. */
export function standardLabel(iri: string): Bilingual | undefined {
  return labels.get(iri);
}
