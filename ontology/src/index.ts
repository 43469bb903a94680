export { car, dcterms, org, rdf, rdfs, schema, skos, xsd } from './terms.ts';
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
