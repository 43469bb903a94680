import type { Quad } from 'n3';
import type { LanguageText } from './thing-doc.ts';

/** Reads elected quads by subject and property; every answer is in a stable order. */
export interface Description {
  /** IRIs. */
  objects(subject: string, property: string): string[];
  /** Literals and IRIs as texts. */
  texts(subject: string, property: string): string[];
  first(subject: string, property: string): string | undefined;
  /** Every literal with its language (`und` without one), by language and text. */
  literals(subject: string, property: string): { readonly text: string; readonly language: string }[];
  /** One text a language (`und` without one), or undefined when there is none. */
  byLanguage(subject: string, property: string): LanguageText | undefined;
}

export function describe(quads: readonly Quad[]): Description {
  const index = Map.groupBy(quads, ({ subject, predicate }) => `${subject.value} ${predicate.value}`);
  const at = (subject: string, property: string): readonly Quad[] =>
    index.get(`${subject} ${property}`) ?? [];
  const texts = (subject: string, property: string): string[] =>
    [...new Set(at(subject, property).map(({ object }) => object.value))].sort();
  return {
    texts,
    objects: (subject, property) =>
      at(subject, property)
        .filter(({ object }) => object.termType === 'NamedNode')
        .map(({ object }) => object.value)
        .sort(),
    literals: (subject, property) =>
      at(subject, property)
        .filter(({ object }) => object.termType === 'Literal')
        .map(({ object }) => ({ text: object.value, language: languageOf(object) }))
        .sort((a, b) => (a.language + a.text < b.language + b.text ? -1 : 1)),
    first: (subject, property) => texts(subject, property)[0],
    byLanguage(subject, property) {
      const found = at(subject, property)
        .map(({ object }) => [languageOf(object), object.value] as const)
        .sort(([a, x], [b, y]) => (a + x < b + y ? 1 : -1));
      const smallest = new Map(found);
      return smallest.size === 0 ? undefined : Object.fromEntries([...smallest].toReversed());
    },
  };
}

function languageOf(term: Quad['object']): string {
  const tag = term.termType === 'Literal' ? term.language : '';
  return tag === '' ? 'und' : (tag.split('-', 1)[0] ?? tag);
}
