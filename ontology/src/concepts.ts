import { readFileSync } from 'node:fs';
import { Parser, type Quad } from 'n3';
import { dcterms, skos } from './terms.ts';

/** A text in the two languages of the project. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

/** A SKOS concept of ours. */
export interface Concept {
  readonly iri: string;
  readonly scheme: string;
  /** `skos:notation`: unique within the scheme. */
  readonly code: string;
  readonly prefLabel: Bilingual;
  readonly altLabels: { readonly fr: readonly string[]; readonly en: readonly string[] };
  /** Words that lead to the concept without naming it (`skos:hiddenLabel`), in every language: matched, never shown. */
  readonly hiddenLabels: readonly string[];
  readonly definition: Bilingual;
  /** Code of the broader concept, where there is one. */
  readonly broader?: string;
  /** Codes of the narrower concepts. */
  readonly narrower: readonly string[];
}

const base = 'https://w3id.org/carrefour/concept/';

/** Scheme by scheme, in the order of the files. */
const files: Readonly<Record<string, string>> = {
  theme: 'themes',
  audience: 'audiences',
  stage: 'stages',
  method: 'methods',
  actor: 'actor-types',
  scale: 'scales',
  evidence: 'evidence-levels',
  spreading: 'spreading-strategies',
  role: 'roles',
  sdg: 'sdgs',
  quality: 'quality-dimensions',
};

/** Names of the schemes. */
export const conceptSchemes: readonly string[] = Object.keys(files);

function quadsOf(name: string): Quad[] {
  return new Parser().parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
}

const quadsByScheme = new Map(
  Object.entries(files).map(([scheme, file]) => [scheme, quadsOf(`concepts/${file}.ttl`)]),
);
const hiddenLabels = Map.groupBy(quadsOf('concepts/hidden-labels.ttl'), ({ subject }) => subject.value);
const byScheme = new Map([...quadsByScheme].map(([scheme, quads]) => [scheme, readScheme(scheme, quads)]));
const byIri = new Map([...byScheme.values()].flat().map((concept) => [concept.iri, concept]));

function readScheme(scheme: string, quads: readonly Quad[]): Concept[] {
  const bySubject = Map.groupBy(quads, ({ subject }) => subject.value);
  const prefix = `${base}${scheme}/`;
  return [...bySubject]
    .filter(([iri]) => iri.startsWith(prefix))
    .map(([iri, said]) => {
      const code = said.find(({ predicate }) => predicate.value === skos.notation)?.object.value ?? '';
      const broader = said.find(({ predicate }) => predicate.value === skos.broader)?.object.value;
      const narrower = quads
        .filter(({ predicate, object }) => predicate.value === skos.broader && object.value === iri)
        .map(({ subject }) => subject.value.slice(prefix.length));
      return {
        iri,
        scheme,
        code,
        prefLabel: bilingual(said, skos.prefLabel),
        altLabels: { fr: textsIn(said, skos.altLabel, 'fr'), en: textsIn(said, skos.altLabel, 'en') },
        hiddenLabels: (hiddenLabels.get(iri) ?? []).map(({ object }) => object.value),
        definition: bilingual(said, skos.definition),
        ...(broader === undefined ? {} : { broader: broader.slice(prefix.length) }),
        narrower,
      };
    });
}

function textsIn(quads: readonly Quad[], property: string, language: string): string[] {
  return quads
    .filter(
      ({ predicate, object }) =>
        predicate.value === property && object.termType === 'Literal' && object.language === language,
    )
    .map(({ object }) => object.value);
}

function bilingual(quads: readonly Quad[], property: string): Bilingual {
  return { fr: textsIn(quads, property, 'fr')[0] ?? '', en: textsIn(quads, property, 'en')[0] ?? '' };
}

/** The concepts of a scheme in the order of its file; empty for a scheme that does not exist. */
export function concepts(scheme: string): readonly Concept[] {
  return byScheme.get(scheme) ?? [];
}

/** The title of a scheme. */
export function schemeTitle(scheme: string): Bilingual {
  const said = (quadsByScheme.get(scheme) ?? []).filter(({ subject }) => subject.value === base + scheme);
  return bilingual(said, dcterms.title);
}

/** What a scheme is for. */
export function schemeDefinition(scheme: string): Bilingual {
  const said = (quadsByScheme.get(scheme) ?? []).filter(({ subject }) => subject.value === base + scheme);
  return bilingual(said, dcterms.description);
}

/** `https://w3id.org/carrefour/concept/{scheme}`, whether or not there is such a scheme. */
export function schemeIri(scheme: string): string {
  return base + scheme;
}

/** `https://w3id.org/carrefour/concept/{scheme}/{code}`, whether or not such a concept exists. */
export function conceptIri(scheme: string, code: string): string {
  return `${base}${scheme}/${code}`;
}

/** The concept that an IRI names, or undefined. */
export function conceptOfIri(iri: string): Concept | undefined {
  return byIri.get(iri);
}

/** Codes of the concepts above one, nearest first. */
export function ancestors(scheme: string, code: string): string[] {
  const above: string[] = [];
  let broader = byIri.get(conceptIri(scheme, code))?.broader;
  while (broader !== undefined && !above.includes(broader)) {
    above.push(broader);
    broader = byIri.get(conceptIri(scheme, broader))?.broader;
  }
  return above;
}

/** All that the files of the schemes say. */
export function conceptQuads(): Quad[] {
  return [...[...quadsByScheme.values()].flat(), ...[...hiddenLabels.values()].flat()];
}
