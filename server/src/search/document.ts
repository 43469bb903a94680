import { ancestors, conceptIri, conceptOfIri } from '@carrefour/ontology';
import type { FacetName } from '../domain/search-query.ts';
import type { DocPlace, LanguageText, ThingDoc } from '../domain/thing-doc.ts';

/** The fields that words are looked for in, with how much a match in each weighs (BM25F). */
export const fieldBoosts = { title: 6, summary: 2, body: 1, concepts: 2.5, places: 2, links: 1.5 } as const;

type Field = keyof typeof fieldBoosts;

export const fields = Object.keys(fieldBoosts) as readonly Field[];

/** Names of territories by `{level}-{code}`. */
export type TerritoryNames = ReadonlyMap<string, readonly string[]>;

/** The texts of a doc by field, all languages together. */
export function textsOf(doc: ThingDoc, territories: TerritoryNames): Readonly<Record<Field, string>> {
  return {
    title: joined(doc.title),
    summary: joined(doc.summary),
    body: [doc.need, doc.answer, doc.results, doc.conditions].map(joined).concat(doc.keywords).join('\n'),
    concepts: Object.entries(doc.concepts)
      .flatMap(([scheme, codes]) => codes.flatMap((code) => wordsOf(scheme, code)))
      .join('\n'),
    places: doc.places.flatMap((place) => placeWords(place, territories)).join('\n'),
    links: doc.links.map(({ title }) => joined(title)).join('\n'),
  };
}

function joined(text: LanguageText | undefined): string {
  return Object.values(text ?? {}).join('\n');
}

/** Labels and other labels of a concept and of those above it, in both languages. */
function wordsOf(scheme: string, code: string): string[] {
  return [code, ...ancestors(scheme, code)].flatMap((each) => {
    const concept = conceptOfIri(conceptIri(scheme, each));
    return concept === undefined
      ? []
      : [concept.prefLabel.fr, concept.prefLabel.en, ...concept.altLabels.fr, ...concept.altLabels.en];
  });
}

function placeWords(
  { name, city, postcode, territories: codes }: DocPlace,
  territories: TerritoryNames,
): string[] {
  const names = codes.flatMap((code) => territories.get(code) ?? []);
  return [name, city, postcode, ...names].filter((text) => text !== undefined);
}

/** A facet value with the one above it, where its facet is a tree. */
export interface FacetEntry {
  readonly value: string;
  readonly parent?: string;
}

/** The values under which a doc counts, for each facet; each value once, ancestors included. */
export function facetsOf(doc: ThingDoc): Readonly<Record<FacetName, readonly FacetEntry[]>> {
  const plain = (values: readonly string[]): FacetEntry[] => [...new Set(values)].map((value) => ({ value }));
  const entries: Readonly<Record<FacetName, readonly FacetEntry[]>> = {
    kind: plain([doc.kind]),
    theme: concepts('theme', doc),
    territory: territories(doc),
    audience: concepts('audience', doc),
    method: concepts('method', doc),
    stage: concepts('stage', doc),
    actor: concepts('actor', doc),
    source: plain(doc.sources.map(({ source }) => source)),
    contentLang: plain(doc.languages),
    licence: plain(doc.sources.map(({ licence }) => licence)),
  };
  return entries;
}

function concepts(scheme: string, doc: ThingDoc): FacetEntry[] {
  const found = new Map<string, FacetEntry>();
  for (const code of doc.concepts[scheme] ?? []) {
    for (const value of [code, ...ancestors(scheme, code)]) {
      const [parent] = ancestors(scheme, value);
      found.set(value, parent === undefined ? { value } : { value, parent });
    }
  }
  return [...found.values()];
}

function territories(doc: ThingDoc): FacetEntry[] {
  const found = new Map<string, FacetEntry>();
  for (const { territories: path } of doc.places) {
    for (const [level, value] of path.entries()) {
      const parent = path[level - 1];
      found.set(value, parent === undefined ? { value } : { value, parent });
    }
  }
  return [...found.values()];
}

/** How much a doc says, from 0 to 1: what “quality” sorts by. */
export function completeness(doc: ThingDoc): number {
  const says = [
    doc.summary,
    doc.need,
    doc.answer,
    doc.results,
    doc.conditions,
    doc.startDate,
    doc.url,
    doc.image,
    doc.links[0],
    doc.places.find(({ lat }) => lat !== undefined),
    doc.concepts['theme']?.[0],
    doc.concepts['audience']?.[0],
  ];
  return says.filter((part) => part !== undefined).length / says.length;
}
