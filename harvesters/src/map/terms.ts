import * as ontology from '@carrefour/ontology';

/** Prefixes that every mapping has without declaring them. */
export const defaultPrefixes: Readonly<Record<string, string>> = {
  car: 'https://w3id.org/carrefour/ns#',
  schema: 'https://schema.org/',
  dcterms: 'http://purl.org/dc/terms/',
  org: 'http://www.w3.org/ns/org#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  fn: 'https://w3id.org/carrefour/fn#',
  concept: 'https://w3id.org/carrefour/concept/',
};

const { car, schema, dcterms, org, xsd } = ontology;
const vocabularies = { car, schema, dcterms, org, xsd };

/** Texts for readers: without a language of their own they take the source's. */
export const textProperties: ReadonlySet<string> = new Set<string>([
  ...[schema.name, schema.alternateName, schema.description],
  ...[car.need, car.answer, car.results, car.conditionsToRedo],
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
