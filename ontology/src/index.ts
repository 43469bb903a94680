export { alignedWith, conceptsStandingFor, writtenIri, type Match, type MatchKind } from './alignments.ts';
export {
  car,
  dcat,
  dcterms,
  dqv,
  geo,
  org,
  owl,
  pointers,
  prefixes,
  prov,
  rdf,
  rdfs,
  schema,
  shacl,
  skos,
  xsd,
} from './terms.ts';
export {
  ancestors,
  conceptIri,
  conceptOfIri,
  concepts,
  conceptSchemes,
  schemeTitle,
  type Concept,
} from './concepts.ts';
export { vocabularyQuads } from './vocabulary.ts';
export { contextUrlPath, jsonLdContext, thingFrame } from './context.ts';
