export {
  alignedWith,
  alignmentsOf,
  alignmentsVersion,
  conceptsStandingFor,
  writtenIri,
  type Match,
  type MatchKind,
} from './alignments.ts';
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
  schemeDefinition,
  schemeIri,
  schemeTitle,
  type Bilingual,
  type Concept,
} from './concepts.ts';
export { ontology, ontologyTerms, type Ontology, type Term, type TermType } from './model.ts';
export { standardLabel } from './standard-labels.ts';
export { vocabularyQuads } from './vocabulary.ts';
export { contextUrlPath, jsonLdContext, propertyOfScheme, schemeOfProperty, thingFrame } from './context.ts';
