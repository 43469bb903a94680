import { emptyQuery, type SearchQuery } from '../../src/domain/search-query.ts';
import type { DocPlace, DocSource, ThingDoc } from '../../src/domain/thing-doc.ts';
import { thingId, type ThingId } from '../../src/domain/thing-id.ts';
import type { CompletionLabel, SearchIndex } from '../../src/search/search-index.ts';

/** An index over a ledger of its own that a suite may write to. */
export interface IndexUnderTest {
  /** Not started. */
  readonly index: SearchIndex;
  /** Each writes to the ledger and resolves with the seq of its change. */
  readonly publish: (...docs: readonly ThingDoc[]) => Promise<number>;
  readonly withdraw: (...things: readonly ThingId[]) => Promise<number>;
  readonly redirect: (thing: ThingId, to: ThingId) => Promise<number>;
  readonly erase: (thing: ThingId) => Promise<number>;
  /** Closes the index and removes what it left. */
  readonly close: () => Promise<void>;
}

/** Gives a fresh one that knows the words of {@link labels}. */
export type CreateIndex = () => Promise<IndexUnderTest>;

/** What completion offers beside titles, and the words of territories. */
export const labels: readonly CompletionLabel[] = [
  { group: 'concept', value: 'ALI', labels: { fr: 'Alimentation', en: 'Food' } },
  { group: 'concept', value: 'ALI-AGR', labels: { fr: 'Agriculture locale', en: 'Local farming' } },
  { group: 'territory', value: 'country-FR', labels: { fr: 'France', en: 'France' } },
  { group: 'territory', value: 'country-DE', labels: { fr: 'Allemagne', en: 'Germany' } },
  { group: 'territory', value: 'region-75', labels: { fr: 'Nouvelle-Aquitaine', en: 'Nouvelle-Aquitaine' } },
  { group: 'territory', value: 'departement-23', labels: { fr: 'Creuse', en: 'Creuse' } },
];

/** The id of what a test calls by name. */
export function idOf(name: string): ThingId {
  return thingId({ source: 'test', set: 'things', key: name }, 'it');
}

/** A doc that says nothing but what is given; its id comes from its name. */
export function docOf(name: string, says: Partial<ThingDoc> = {}): ThingDoc {
  return {
    id: idOf(name),
    kind: 'innovation',
    slug: 'test',
    title: { fr: name },
    concepts: {},
    keywords: [],
    links: [],
    places: [],
    languages: ['fr'],
    sources: [sourceOf('exemple-a')],
    isOpen: true,
    mergedIds: [],
    ...says,
  };
}

/** What a record of a source contributes; its times can be set. */
export function sourceOf(source: string, says: Partial<DocSource> = {}): DocSource {
  return {
    source,
    sourceName: source,
    set: 'things',
    key: '1',
    licence: 'CC BY',
    agreement: 'open',
    harvestedAt: '2026-01-01T00:00:00Z',
    ...says,
  };
}

/** A place at a point. */
export function placeAt(lat: number, lon: number, says: Partial<DocPlace> = {}): DocPlace {
  return { role: 'implemented', lat, lon, precision: 'point', territories: [], ...says };
}

/** A query for everything, on one page, but for what is given. */
export function asking(says: Partial<SearchQuery> = {}): SearchQuery {
  return { ...emptyQuery, per: 1000, ...says };
}
