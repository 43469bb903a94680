import {
  alignmentsOf,
  conceptSchemes,
  concepts,
  ontology,
  ontologyTerms,
  prefixes,
  schemeDefinition,
  schemeIri,
  schemeTitle,
  standardLabel,
  type Term,
} from '@carrefour/ontology';
import type { OntologyPage, SchemeSummary, TermPage, TermReference, TermSummary } from '../../contract.ts';
import { pathOfIri } from './address.ts';

/** Which classes have constraints on a property: IRIs of classes by the IRI of the property. */
export type PropertyUses = ReadonlyMap<string, readonly string[]>;

const terms = new Map(ontologyTerms().map((term) => [term.iri, term]));

/** The page of the vocabulary as a whole. */
export function ontologyPage(uses: PropertyUses): OntologyPage {
  const { iri, version, licence, title, definition } = ontology();
  return {
    kind: 'ontology',
    iri,
    path: '/ns',
    version,
    licence,
    title,
    definition,
    terms: ontologyTerms().map((term) => summaryOf(term, uses)),
    schemes: conceptSchemes.map(schemeSummary),
  };
}

/** The page of the term with an IRI, which must be one of ours. */
export function termPage(iri: string, uses: PropertyUses): TermPage | undefined {
  const term = terms.get(iri);
  if (term === undefined) return undefined;
  return {
    kind: 'term',
    ...summaryOf(term, uses),
    example: term.example,
    broader: term.broader.map(referenceTo),
    alignments: alignmentsOf(iri),
    properties: propertiesOf(iri, uses),
    leadingHere: ontologyTerms()
      .filter(({ range }) => range.includes(iri))
      .map((other) => referenceTo(other.iri)),
  };
}

/** What a list of concepts is, without its concepts. */
export function schemeSummary(scheme: string): SchemeSummary {
  return {
    iri: schemeIri(scheme),
    path: `/concept/${scheme}`,
    scheme,
    title: schemeTitle(scheme),
    definition: schemeDefinition(scheme),
    size: concepts(scheme).length,
  };
}

function summaryOf(term: Term, uses: PropertyUses): TermSummary {
  const users = new Set([...term.domain, ...(uses.get(term.iri) ?? [])]);
  return {
    ...referenceTo(term.iri),
    path: `/ns/${term.name}`,
    type: term.type,
    definition: term.definition,
    usedBy: [...users].map(referenceTo),
    range: term.range.map(referenceTo),
  };
}

/** Ours first, in the order of the vocabulary, then those of standard vocabularies by name. */
function propertiesOf(iri: string, uses: PropertyUses): (TermReference | TermSummary)[] {
  const ours = ontologyTerms().filter(
    (term) => term.domain.includes(iri) || uses.get(term.iri)?.includes(iri) === true,
  );
  const standard = [...uses]
    .filter(([property, classes]) => classes.includes(iri) && !terms.has(property))
    .map(([property]) => referenceTo(property))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return [...ours.map((term) => summaryOf(term, uses)), ...standard];
}

function referenceTo(iri: string): TermReference {
  const name = shortName(iri);
  const path = pathOfIri(iri);
  const label = terms.get(iri)?.label ?? standardLabel(iri) ?? { fr: name, en: name };
  return { iri, name, label, ...(path === undefined ? {} : { path }) };
}

function shortName(iri: string): string {
  const known = Object.entries(prefixes).find(([, base]) => iri.startsWith(base));
  return known === undefined ? iri : `${known[0]}:${iri.slice(known[1].length)}`;
}
