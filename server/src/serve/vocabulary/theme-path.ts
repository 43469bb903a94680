import { slugOf } from '../../domain/slug.ts';
import type { ConceptReference } from '../../domain/vocabulary-page.ts';

/** Path of a theme's page, without language prefix; its words are French in both languages, as those of all addresses. */
export function themePath({ code, label }: Pick<ConceptReference, 'code' | 'label'>): string {
  return `/theme/${code}-${slugOf(label.fr)}`;
}
