import type { Bilingual } from './thing-doc.ts';
import type { ConceptPage, ConceptReference, ConceptSummary } from './vocabulary-page.ts';

/** Every theme with how many entries it has; paths are those of the themes' own pages, `/theme/{code}-{slug}`. */
export interface ThemesPage {
  readonly title: Bilingual;
  readonly definition: Bilingual;
  /** In the order of the vocabulary: a theme, then its narrower ones. */
  readonly themes: readonly ConceptSummary[];
}

/** A theme as a concept; paths of it and of the themes around it are those of their own pages. */
export interface ThemeConcept extends ConceptReference {
  /** Path of the page that the concept's IRI leads to. */
  readonly conceptPath: string;
  readonly definition: Bilingual;
  readonly altLabels: ConceptPage['altLabels'];
  readonly broader: readonly ConceptReference[];
  readonly narrower: readonly ConceptSummary[];
  readonly alignments: ConceptPage['alignments'];
}
