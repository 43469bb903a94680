export { car, dcat, dcterms, dqv, geo, org, prefixes, prov, rdf, rdfs, schema, skos, xsd } from './terms.ts';
export {
  ancestors,
  conceptIri,
  conceptOfIri,
  concepts,
  conceptSchemes,
  schemeTitle,
  vocabularyQuads,
  type Concept,
} from './concepts.ts';
export { contextUrlPath, jsonLdContext } from './context.ts';
