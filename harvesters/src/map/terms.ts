import * as ontology from '@carrefour/ontology';

/** Prefixes that every mapping has without declaring them. */
export const defaultPrefixes: Readonly<Record<string, string>> = {
  ...ontology.prefixes,
  fn: 'https://w3id.org/carrefour/fn#',
  concept: 'https://w3id.org/carrefour/concept/',
};

const { car, schema, dcterms, org, xsd } = ontology;
const vocabularies = { car, schema, dcterms, org, xsd };

/** Texts for readers: without a language of their own they take the source's. */
export const textProperties: ReadonlySet<string> = new Set<string>([
  ...[schema.name, schema.alternateName, schema.description],
  ...[schema.award, schema.measuredProperty, schema.measurementMethod],
  ...[car.need, car.answer, car.results, car.obstacles, car.lessons, car.conditionsToRedo],
  ...[car.seeks, car.offers, car.criteria, car.legalForm],
]);

/**
 * The names that an IRI's vocabulary has, when the IRI is not among them and can only be a slip: any unknown term of
 * our own vocabulary, and of the others one that differs from a known term by its capitals alone.
 */
export function knownNames(iri: string): { name: string; known: string[] } | undefined {
  for (const [prefix, terms] of Object.entries(vocabularies)) {
    const base = defaultPrefixes[prefix] ?? '';
    if (!iri.startsWith(base)) continue;
    const name = iri.slice(base.length);
    const known = Object.keys(terms);
    if (known.includes(name)) return undefined;
    const isSlip = known.some((other) => other.toLowerCase() === name.toLowerCase());
    return prefix === 'car' || isSlip ? { name, known } : undefined;
  }
  return undefined;
}
