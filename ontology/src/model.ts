import { readFileSync } from 'node:fs';
import { Parser, type Quad } from 'n3';
import type { Bilingual } from './concepts.ts';
import { dcterms, dqv, owl, prefixes, rdf, rdfs, skos } from './terms.ts';

/** What a term of the vocabulary is: a class, a property that leads to a node or holds a literal, a score. */
export type TermType = 'class' | 'relation' | 'attribute' | 'metric';

/** A term of `car:`, as the ontology describes it. */
export interface Term {
  readonly iri: string;
  /** The part of the IRI after `#`. */
  readonly name: string;
  readonly type: TermType;
  readonly label: Bilingual;
  readonly definition: Bilingual;
  /** Turtle in the prefixes of the context, with `ex:` for an invented base. */
  readonly example: string;
  /** IRIs of the classes of what has the property, and of what its values are. */
  readonly domain: readonly string[];
  readonly range: readonly string[];
  /** IRIs of the classes or properties of which it is a special case. */
  readonly broader: readonly string[];
}

/** The vocabulary as a whole. */
export interface Ontology {
  readonly iri: string;
  readonly version: string;
  readonly title: Bilingual;
  readonly definition: Bilingual;
  readonly licence: string;
}

const quads: readonly Quad[] = new Parser().parse(
  readFileSync(new URL('../carrefour.ttl', import.meta.url), 'utf8'),
);
const bySubject = Map.groupBy(quads, ({ subject }) => subject.value);

const types: Readonly<Record<string, TermType>> = {
  [owl.Class]: 'class',
  [owl.ObjectProperty]: 'relation',
  [owl.DatatypeProperty]: 'attribute',
  [dqv.Metric]: 'metric',
};

/** All that the file of the vocabulary says. */
export function ontologyQuads(): readonly Quad[] {
  return quads;
}

/** The vocabulary's own description. */
export function ontology(): Ontology {
  const iri = prefixes.car.slice(0, -1);
  const said = bySubject.get(iri) ?? [];
  return {
    iri,
    version: valuesOf(said, owl.versionInfo)[0] ?? '',
    title: bilingual(said, dcterms.title),
    definition: bilingual(said, rdfs.comment),
    licence: valuesOf(said, dcterms.license)[0] ?? '',
  };
}

/** Every term, in the order of the file. */
export function ontologyTerms(): readonly Term[] {
  return terms;
}

const terms: readonly Term[] = [...bySubject]
  .filter(([iri]) => iri.startsWith(prefixes.car))
  .map(([iri, said]) => ({
    iri,
    name: iri.slice(prefixes.car.length),
    type: valuesOf(said, rdf.type).flatMap((type) => types[type] ?? [])[0] ?? 'relation',
    label: bilingual(said, rdfs.label),
    definition: bilingual(said, rdfs.comment),
    example: valuesOf(said, skos.example)[0] ?? '',
    domain: valuesOf(said, rdfs.domain),
    range: valuesOf(said, rdfs.range),
    broader: [...valuesOf(said, rdfs.subClassOf), ...valuesOf(said, rdfs.subPropertyOf)],
  }));

function valuesOf(said: readonly Quad[], property: string): string[] {
  return said.filter(({ predicate }) => predicate.value === property).map(({ object }) => object.value);
}

function bilingual(said: readonly Quad[], property: string): Bilingual {
  const textIn = (language: string): string =>
    said.find(
      ({ predicate, object }) =>
        predicate.value === property && object.termType === 'Literal' && object.language === language,
    )?.object.value ?? '';
  return { fr: textIn('fr'), en: textIn('en') };
}
