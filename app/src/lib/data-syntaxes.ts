/** The syntaxes in which data is given, by the extension of its address. */
export const syntaxes = [
  { name: 'JSON-LD', extension: 'jsonld', type: 'application/ld+json' },
  { name: 'Turtle', extension: 'ttl', type: 'text/turtle' },
  { name: 'N-Triples', extension: 'nt', type: 'application/n-triples' },
  { name: 'RDF/XML', extension: 'rdf', type: 'application/rdf+xml' },
] as const;

/** The `Link` header of a page of the vocabulary: its data in each syntax, and what it is about. */
export function alternateLinks({ path, iri }: { path: string; iri: string }): string {
  return [
    ...syntaxes.map(({ extension, type }) => `<${path}.${extension}>; rel="alternate"; type="${type}"`),
    `<${iri}>; rel="about"`,
  ].join(', ');
}
