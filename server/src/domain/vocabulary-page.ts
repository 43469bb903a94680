import type { Bilingual } from './thing-doc.ts';

/** Something of our vocabulary, or of a standard one that we use, as a page names it. */
export interface TermReference {
  readonly iri: string;
  /** As Turtle writes it: `car:Innovation`, `schema:Place`. */
  readonly name: string;
  /** In words; the name again for a term that is not ours. */
  readonly label: Bilingual;
  /** Of its page, without language prefix; absent for a term that is not ours. */
  readonly path?: string;
}

/** A term with what it is for and where it stands. */
export interface TermSummary extends TermReference {
  readonly path: string;
  /** A relation leads to a node, an attribute holds a text or a number, a metric is a score. */
  readonly type: 'class' | 'relation' | 'attribute' | 'metric';
  readonly definition: Bilingual;
  /** Classes whose things may have this property, by the ontology and by the shapes. */
  readonly usedBy: readonly TermReference[];
  /** What its values are. */
  readonly range: readonly TermReference[];
}

/** A concept or term of another vocabulary; `broad` means that ours is the broader of both. */
export interface AlignmentReference {
  readonly kind: 'exact' | 'close' | 'broad' | 'narrow' | 'related';
  readonly iri: string;
}

/** The vocabulary as a whole. */
export interface OntologyPage {
  readonly kind: 'ontology';
  readonly iri: string;
  readonly path: string;
  readonly version: string;
  readonly licence: string;
  readonly title: Bilingual;
  readonly definition: Bilingual;
  readonly terms: readonly TermSummary[];
  readonly schemes: readonly SchemeSummary[];
}

/** A term with all that is said of it. */
export interface TermPage extends TermSummary {
  readonly kind: 'term';
  /** Turtle with the prefixes of the JSON-LD context. */
  readonly example: string;
  readonly broader: readonly TermReference[];
  readonly alignments: readonly AlignmentReference[];
  /** Of a class: what may be said of its things; standard properties have no page here. */
  readonly properties: readonly (TermReference | TermSummary)[];
  /** Of a class: properties whose values belong to it. */
  readonly leadingHere: readonly TermReference[];
}

/** A list of concepts. */
export interface SchemeSummary {
  readonly iri: string;
  readonly path: string;
  readonly scheme: string;
  readonly title: Bilingual;
  readonly definition: Bilingual;
  /** How many concepts it has. */
  readonly size: number;
}

/** A concept as lists name it. */
export interface ConceptReference {
  readonly iri: string;
  readonly path: string;
  readonly code: string;
  readonly label: Bilingual;
}

/** A concept in the list of its scheme. */
export interface ConceptSummary extends ConceptReference {
  readonly definition: Bilingual;
  /** Code of the broader concept. */
  readonly broader?: string;
  /** Entries with this concept or a narrower one; absent where the search does not filter by the scheme. */
  readonly entries?: number;
}

export interface SchemePage extends SchemeSummary {
  readonly kind: 'scheme';
  readonly concepts: readonly ConceptSummary[];
}

export interface ConceptPage extends ConceptReference {
  readonly kind: 'concept';
  readonly scheme: string;
  readonly schemePath: string;
  readonly schemeTitle: Bilingual;
  readonly definition: Bilingual;
  readonly altLabels: { readonly fr: readonly string[]; readonly en: readonly string[] };
  /** From the widest to the nearest. */
  readonly broader: readonly ConceptReference[];
  readonly narrower: readonly ConceptSummary[];
  readonly alignments: readonly AlignmentReference[];
  readonly entries?: number;
  /** Path of the page that shows the entries about it; themes have one. */
  readonly entriesPath?: string;
}

/** What stands at an address of the vocabulary. */
export type VocabularyAnswer =
  | OntologyPage
  | TermPage
  | SchemePage
  | ConceptPage
  | {
      readonly kind: 'unknown';
      /** The few that may be meant, the likeliest first. */
      readonly closest: readonly { readonly path: string; readonly label: Bilingual }[];
    };
