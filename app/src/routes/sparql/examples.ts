import * as m from '#lib/paraglide/messages.js';

/** A question in plain words with the query that answers it; `{BASE}` stands for the platform's address. */
export interface Example {
  readonly slug: string;
  readonly question: () => string;
  readonly query: string;
}

const prefixes = `PREFIX car: <https://w3id.org/carrefour/ns#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX schema: <https://schema.org/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
`;

export const examples: readonly Example[] = [
  {
    slug: 'innovations',
    question: m.sparql_example_innovations,
    query: `${prefixes}SELECT ?thing ?name ?town {
  ?thing a car:Innovation ; schema:name ?name .
  OPTIONAL { ?thing car:implementedIn/schema:address/schema:addressLocality ?town }
} ORDER BY ?name LIMIT 100`,
  },
  {
    slug: 'themes',
    question: m.sparql_example_themes,
    query: `${prefixes}SELECT ?label (COUNT(DISTINCT ?thing) AS ?count) {
  ?thing a car:Innovation ; dcterms:subject ?theme .
  GRAPH <{BASE}/graph/vocabulary> { ?theme skos:prefLabel ?label FILTER(LANG(?label) = "fr") }
} GROUP BY ?label ORDER BY DESC(?count)`,
  },
  {
    slug: 'sources',
    question: m.sparql_example_sources,
    query: `${prefixes}SELECT ?source (COUNT(DISTINCT ?thing) AS ?open) {
  GRAPH <{BASE}/graph/provenance> { ?record dcterms:source ?source ; schema:about ?thing }
} GROUP BY ?source ORDER BY ?source`,
  },
  {
    slug: 'desaccords',
    question: m.sparql_example_disagreements,
    query: `${prefixes}SELECT ?thing (COUNT(DISTINCT ?name) AS ?names) {
  GRAPH ?record { ?thing schema:name ?name }
} GROUP BY ?thing HAVING (COUNT(DISTINCT ?name) > 1)`,
  },
];
