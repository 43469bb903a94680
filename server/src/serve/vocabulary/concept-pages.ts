import {
  alignmentsOf,
  ancestors,
  conceptIri,
  conceptOfIri,
  concepts,
  schemeTitle,
  type Concept,
} from '@carrefour/ontology';
import type { ConceptPage, ConceptReference, ConceptSummary, SchemePage } from '../../contract.ts';
import { schemeSummary } from './term-pages.ts';
import { themePath } from './theme-path.ts';

/** Entries with a concept or a narrower one, by its code; undefined where the search does not filter by the scheme. */
export type EntryCounts = ReadonlyMap<string, number> | undefined;

/** The page of a list of concepts, which must exist. */
export function schemePage(scheme: string, counts: EntryCounts): SchemePage {
  return {
    kind: 'scheme',
    ...schemeSummary(scheme),
    concepts: concepts(scheme).map((concept) => summaryOf(concept, counts)),
  };
}

/** The page of a concept, which must exist. */
export function conceptPage(concept: Concept, counts: EntryCounts): ConceptPage {
  const { scheme, code } = concept;
  const referenceTo = (other: string): Concept[] => [conceptOfIri(conceptIri(scheme, other)) ?? []].flat();
  return {
    kind: 'concept',
    ...referenceOf(concept),
    scheme,
    schemePath: `/concept/${scheme}`,
    schemeTitle: schemeTitle(scheme),
    definition: concept.definition,
    altLabels: concept.altLabels,
    broader: ancestors(scheme, code).toReversed().flatMap(referenceTo).map(referenceOf),
    narrower: concept.narrower.flatMap(referenceTo).map((one) => summaryOf(one, counts)),
    alignments: alignmentsOf(concept.iri),
    ...entriesOf(code, counts),
    ...(scheme === 'theme' ? { entriesPath: themePath(referenceOf(concept)) } : {}),
  };
}

function summaryOf(concept: Concept, counts: EntryCounts): ConceptSummary {
  return {
    ...referenceOf(concept),
    definition: concept.definition,
    ...(concept.broader === undefined ? {} : { broader: concept.broader }),
    ...entriesOf(concept.code, counts),
  };
}

function referenceOf({ iri, scheme, code, prefLabel }: Concept): ConceptReference {
  return { iri, path: `/concept/${scheme}/${code}`, code, label: prefLabel };
}

function entriesOf(code: string, counts: EntryCounts): { readonly entries?: number } {
  return counts === undefined ? {} : { entries: counts.get(code) ?? 0 };
}
