import { conceptIri, conceptOfIri, concepts, schemeDefinition, schemeTitle } from '@carrefour/ontology';
import type { ThemeConcept, ThemesPage } from '../../domain/theme-page.ts';
import type { ConceptReference } from '../../domain/vocabulary-page.ts';
import { closestOf } from './closest.ts';
import { conceptPage, schemePage, type EntryCounts } from './concept-pages.ts';
import { themePath } from './theme-path.ts';

const scheme = 'theme';

/** All themes, as their page shows them. */
export function themesPage(counts: EntryCounts): ThemesPage {
  return {
    title: schemeTitle(scheme),
    definition: schemeDefinition(scheme),
    themes: schemePage(scheme, counts).concepts.map(atThemePage),
  };
}

/**
 * The code that the last part of a theme's address begins with, whatever words follow it; written in capitals or not.
 * Undefined where no theme has such a code.
 */
export function themeCodeOf(name: string): string | undefined {
  const parts = name.split('-');
  const beginnings = parts.map((_, index) => parts.slice(0, parts.length - index).join('-'));
  return [...beginnings, ...beginnings.map((one) => one.toUpperCase())].find(
    (code) => conceptOfIri(conceptIri(scheme, code)) !== undefined,
  );
}

/** A theme by its code, which must exist. */
export function themeConcept(code: string, counts: EntryCounts): ThemeConcept {
  const concept = conceptOfIri(conceptIri(scheme, code));
  if (concept === undefined) throw new RangeError(`No theme has the code ${code}.`);
  const { iri, path, label, definition, altLabels, broader, narrower, alignments } = conceptPage(
    concept,
    counts,
  );
  return {
    iri,
    code,
    path: themePath({ code, label }),
    conceptPath: path,
    label,
    definition,
    altLabels,
    broader: broader.map(atThemePage),
    narrower: narrower.map(atThemePage),
    alignments,
  };
}

/** The few themes that may be meant by the last part of an address, the likeliest first. */
export function closestThemes(name: string): Pick<ConceptReference, 'path' | 'label'>[] {
  const named = concepts(scheme).map(({ code, prefLabel, altLabels }) => ({
    path: themePath({ code, label: prefLabel }),
    label: prefLabel,
    names: [code, prefLabel.fr, prefLabel.en, ...altLabels.fr, ...altLabels.en],
  }));
  const words = name.replace(/^[A-Z]+(-[A-Z]+)*-(?=.)/, '');
  return closestOf(words, named).map(({ path, label }) => ({ path, label }));
}

function atThemePage<Named extends ConceptReference>(concept: Named): Named {
  return { ...concept, path: themePath(concept) };
}
