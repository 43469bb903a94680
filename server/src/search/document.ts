import { createHash } from 'node:crypto';
import {
  ancestors,
  concepts as conceptsOf,
  conceptIri,
  conceptOfIri,
  conceptSchemes,
} from '@carrefour/ontology';
import { qualityRanges, type FacetName } from '../domain/search-query.ts';
import { soughtIn } from '../domain/sought.ts';
import type { DocPlace, LanguageText, ThingDoc } from '../domain/thing-doc.ts';
import type { ThingId } from '../domain/thing-id.ts';
import { ruleOf, type Rule } from './analysis/stemming.ts';
import type { CompletionLabel } from './search-index.ts';
import type { Field } from './segments/fields.ts';

/** A text with the rule that its words inflect by. */
export interface TextPart {
  readonly text: string;
  readonly rule: Rule;
}

/** Names of territories by `{level}-{code}`. */
export type TerritoryNames = ReadonlyMap<string, readonly string[]>;

/** The fields whose words are a doc's own: those of its concepts are of the concepts, see {@link labelsOf}. */
export type TextField = Exclude<Field, 'concepts'>;

/** The texts of a doc by field; each text stands alone: no phrase reaches from one into the next. */
export function textsOf(
  doc: ThingDoc,
  territories: TerritoryNames,
): Readonly<Record<TextField, readonly TextPart[]>> {
  return {
    name: [...parts(doc.title), ...otherNames(doc)],
    summary: parts(doc.summary),
    need: parts(doc.need),
    answer: parts(doc.answer),
    results: parts(doc.results),
    more: [
      ...parts(doc.conditions),
      ...parts(doc.seeks),
      ...doc.keywords.map((text) => ({ text, rule: ruleOf('und') })),
    ],
    organisation: doc.links.flatMap(({ title }) => parts(title)),
    places: [...new Set(doc.places.flatMap((place) => placeWords(place, territories)))].map((text) => ({
      text,
      rule: 'other',
    })),
  };
}

function otherNames({ otherNames: names = {} }: ThingDoc): TextPart[] {
  return Object.entries(names).flatMap(([language, texts]) =>
    texts.map((text) => ({ text, rule: ruleOf(language) })),
  );
}

function parts(texts: LanguageText | undefined): TextPart[] {
  return Object.entries(texts ?? {}).map(([language, text]) => ({ text, rule: ruleOf(language) }));
}

const nameSeparator = '/';

/** Names the concepts of a doc and those above them, each once: `{scheme}/{code}`. */
export function conceptNames(doc: ThingDoc): ReadonlySet<string> {
  const names = new Set<string>();
  for (const [scheme, codes] of Object.entries(doc.concepts)) {
    for (const code of codes) {
      for (const each of withAncestors(scheme, code)) names.add(scheme + nameSeparator + each);
    }
  }
  return names;
}

/** Labels and other labels of a concept, in both languages; none for one that is not known. */
export function labelsOf(name: string): TextPart[] {
  const at = name.indexOf(nameSeparator);
  const concept = conceptOfIri(conceptIri(name.slice(0, at), name.slice(at + 1)));
  if (concept === undefined) return [];
  const { prefLabel, altLabels } = concept;
  return [
    ...[prefLabel.fr, ...altLabels.fr].map((text): TextPart => ({ text, rule: 'fr' })),
    ...[prefLabel.en, ...altLabels.en].map((text): TextPart => ({ text, rule: 'en' })),
  ];
}

const lineages = new Map<string, Map<string, readonly string[]>>();

/** A code with those above it, nearest first. */
function withAncestors(scheme: string, code: string): readonly string[] {
  const known = lineages.get(scheme)?.get(code);
  if (known !== undefined) return known;
  const lineage = [code, ...ancestors(scheme, code)];
  if (conceptOfIri(conceptIri(scheme, code)) === undefined) return lineage;
  const ofScheme = lineages.get(scheme) ?? new Map<string, readonly string[]>();
  lineages.set(scheme, ofScheme.set(code, lineage));
  return lineage;
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
    programme: plain(doc.links.flatMap(({ id, role }) => (role === 'programme' ? [id] : []))),
    sdg: concepts('sdg', doc),
    source: plain(doc.sources.map(({ source }) => source)),
    contentLang: plain(doc.languages),
    licence: plain(doc.sources.map(({ licence }) => licence)),
    evidence: concepts('evidence', doc),
    seeks: plain(soughtIn(doc.seeks)),
    quality: plain([qualityRangeOf(doc)]),
    rights: plain([doc.isOpen ? 'open' : 'shown']),
  };
  return entries;
}

function concepts(scheme: string, doc: ThingDoc): FacetEntry[] {
  const found = new Map<string, FacetEntry>();
  for (const code of doc.concepts[scheme] ?? []) {
    for (const [level, value] of withAncestors(scheme, code).entries()) {
      const parent = withAncestors(scheme, code)[level + 1];
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

/** How good a doc is, from 0 to 1: what “quality” sorts by. A doc without a score is judged by how much it says. */
export function completeness(doc: ThingDoc): number {
  if (doc.quality !== undefined) return doc.quality.score / 100;
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

function qualityRangeOf(doc: ThingDoc): string {
  const width = 100 / qualityRanges.length;
  const place = Math.floor(Math.round(completeness(doc) * 100) / width);
  return qualityRanges[place] ?? qualityRanges[qualityRanges.length - 1] ?? '';
}

/** When the newest of a doc's records was read or changed, in milliseconds since 1970; 0 where nobody says. */
export function updatedAt(doc: ThingDoc): number {
  const dates = doc.sources.flatMap(({ harvestedAt, modifiedAt }) => [harvestedAt, modifiedAt]);
  return [...dates, doc.dateModified]
    .map((date) => Date.parse(date ?? ''))
    .reduce((newest, time) => (time > newest ? time : newest), 0);
}

/** The year in which a thing began, or 0. */
export function yearOf({ startDate }: ThingDoc): number {
  return Number(/^\d{4}/.exec(startDate ?? '')?.[0] ?? 0);
}

/** The organization that carries a thing. */
export function carrierOf({ links }: ThingDoc): ThingId | undefined {
  return links.find(({ role }) => role === 'carrier')?.id;
}

/** The words of territories among what completion offers. */
export function territoryNames(labels: readonly CompletionLabel[]): TerritoryNames {
  return new Map(
    labels
      .filter(({ group }) => group === 'territory')
      .map(({ value, labels: names }) => [value, Object.values(names)]),
  );
}

/** Names everything that is mixed into docs when they are indexed: when it changes, the index is made anew. */
export function vocabularyName(labels: readonly CompletionLabel[]): string {
  const words = [...territoryNames(labels), ...conceptSchemes.flatMap(conceptsOf)];
  return createHash('sha256').update(JSON.stringify(words)).digest('base64url');
}
