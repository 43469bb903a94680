import {
  conceptIri,
  concepts,
  conceptSchemes,
  ontology,
  ontologyTerms,
  schemeIri,
  schemeTitle,
  type Bilingual,
} from '@carrefour/ontology';
import { closestOf, type Named } from './closest.ts';

/** Something of the vocabulary that has an address of its own, below `/ns` or `/concept`. */
export interface VocabularyAddress {
  readonly kind: 'ontology' | 'term' | 'scheme' | 'concept';
  readonly iri: string;
  /** Of the page, without language prefix; with a syntax's extension, of the data. */
  readonly path: string;
  readonly label: Bilingual;
}

const root: VocabularyAddress = {
  kind: 'ontology',
  iri: ontology().iri,
  path: '/ns',
  label: ontology().title,
};

const known: ReadonlyMap<string, VocabularyAddress & Named> = new Map(
  [
    { ...root, names: [] },
    ...ontologyTerms().map(({ iri, name, label }) => ({
      kind: 'term' as const,
      iri,
      path: `/ns/${name}`,
      label,
      names: [name, label.fr, label.en],
    })),
    ...conceptSchemes.flatMap((scheme) => [
      {
        kind: 'scheme' as const,
        iri: schemeIri(scheme),
        path: `/concept/${scheme}`,
        label: schemeTitle(scheme),
        names: [scheme, schemeTitle(scheme).fr, schemeTitle(scheme).en],
      },
      ...concepts(scheme).map(({ code, prefLabel, altLabels }) => ({
        kind: 'concept' as const,
        iri: conceptIri(scheme, code),
        path: `/concept/${scheme}/${code}`,
        label: prefLabel,
        names: [code, prefLabel.fr, prefLabel.en, ...altLabels.fr, ...altLabels.en],
      })),
    ]),
  ].map((address) => [address.path, address]),
);
const byIri = new Map([...known.values()].map((address) => [address.iri, address.path]));

/** What stands at a path (without language prefix and extension), or undefined. */
export function vocabularyAddress(path: string): VocabularyAddress | undefined {
  return known.get(path);
}

/** The path of what an IRI of the vocabulary names, or undefined for any other IRI. */
export function pathOfIri(iri: string): string | undefined {
  return byIri.get(iri);
}

/** The current version has a path of its own (`owl:versionIRI`), which leads to the vocabulary. */
export function isVersionPath(path: string): boolean {
  return path === `/ns/${ontology().version}`;
}

/** The few addresses that may be meant by a path where nothing stands, the likeliest first. */
export function closestAddresses(path: string): VocabularyAddress[] {
  const [, home = '', ...rest] = path.split('/');
  const kinds = home === 'ns' ? ['term'] : rest.length > 1 ? ['concept'] : ['scheme', 'concept'];
  const all = [...known.values()].filter(({ kind }) => kinds.includes(kind));
  const scheme = `/concept/${rest[0] ?? ''}/`;
  const near = all.filter((address) => address.path.startsWith(scheme));
  return closestOf(rest.at(-1) ?? '', near.length > 0 ? near : all);
}
