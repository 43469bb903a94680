import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { Parser, type Quad } from 'n3';
import { conceptOfIri, type Concept } from './concepts.ts';
import { dcterms, owl, rdfs, skos, voidVocabulary } from './terms.ts';

/** How a foreign concept or term relates to one of ours, as SKOS names it: `broad` means that ours is the broader. */
export type MatchKind = 'exact' | 'close' | 'broad' | 'narrow' | 'related';

/** The other end of an alignment, seen from ours or from a foreign concept or term. */
export interface Match {
  readonly kind: MatchKind;
  /** IRI of our concept or term, or of the standard term that we write; seen from ours, of the foreign one. */
  readonly iri: string;
}

const kinds: Readonly<Record<string, MatchKind>> = {
  [skos.exactMatch]: 'exact',
  [owl.equivalentClass]: 'exact',
  [owl.equivalentProperty]: 'exact',
  [skos.closeMatch]: 'close',
  [skos.broadMatch]: 'broad',
  [rdfs.subClassOf]: 'broad',
  [rdfs.subPropertyOf]: 'broad',
  [skos.narrowMatch]: 'narrow',
  [skos.relatedMatch]: 'related',
};

const order: readonly MatchKind[] = ['exact', 'close', 'broad', 'narrow', 'related'];

const folder = new URL('../alignments/', import.meta.url);

const texts = readdirSync(folder)
  .filter((name) => name.endsWith('.ttl'))
  .sort()
  .map((name) => readFileSync(new URL(name, folder), 'utf8'));

const quads: readonly Quad[] = texts.flatMap((text) => new Parser().parse(text));

/** Changes whenever a file of alignments does: whoever reads foreign IRIs by them has to read again. */
export const alignmentsVersion = createHash('sha256').update(texts.join('\0')).digest('hex').slice(0, 32);

const matches = Map.groupBy(
  quads.filter(({ predicate }) => kinds[predicate.value] !== undefined),
  ({ subject }) => subject.value,
);
const replacements = new Map(
  quads
    .filter(({ predicate }) => predicate.value === dcterms.isReplacedBy)
    .map(({ subject, object }) => [subject.value, object.value]),
);

/** Bases under which a vocabulary is met, longest first, each with the one that is written. */
const spaces = [
  ...Map.groupBy(
    quads.filter(({ predicate }) => predicate.value === voidVocabulary.uriSpace),
    ({ subject }) => subject.value,
  ).values(),
]
  .flatMap((said) => said.map(({ object }) => ({ base: object.value, written: said[0]?.object.value ?? '' })))
  .sort((a, b) => b.base.length - a.base.length);

/**
 * A foreign IRI as its vocabulary writes it: other bases of the vocabulary and known slips are put right, any other IRI
 * is given back as it is. What differs from the answer was written wrongly, which a validator may want to say.
 */
export function writtenIri(iri: string): string {
  const space = spaces.find(({ base }) => iri.startsWith(base));
  const rebased = space === undefined ? iri : space.written + iri.slice(space.base.length);
  return replacements.get(rebased) ?? rebased;
}

/** Our concepts and terms that a foreign IRI is aligned with, the closest first; its base may be any that is met. */
export function alignedWith(iri: string): Match[] {
  return (matches.get(writtenIri(iri)) ?? [])
    .map(({ predicate, object }) => ({ kind: kinds[predicate.value] ?? 'related', iri: object.value }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** Foreign concepts and terms that are aligned with one of ours, the closest first; `broad` means that ours is the broader. */
export function alignmentsOf(iri: string): Match[] {
  return quads
    .filter(({ predicate, object }) => object.value === iri && kinds[predicate.value] !== undefined)
    .map(({ subject, predicate }) => ({ kind: kinds[predicate.value] ?? 'related', iri: subject.value }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** Our concepts that stand for a foreign one: what is only related to it does not. */
export function conceptsStandingFor(iri: string): Concept[] {
  return alignedWith(iri)
    .filter(({ kind }) => kind !== 'related' && kind !== 'narrow')
    .flatMap(({ iri: ours }) => conceptOfIri(ours) ?? []);
}

/** All that the alignments say, for `/graph/vocabulary`. */
export function alignmentQuads(): readonly Quad[] {
  return quads;
}
