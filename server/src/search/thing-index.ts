import { facetNames, type FacetName, type SearchQuery } from '../domain/search-query.ts';
import type { DocPlace, ThingDoc } from '../domain/thing-doc.ts';
import type { ThingId } from '../domain/thing-id.ts';
import { Bitset } from './bitset.ts';
import { completeness, facetsOf, fields, textsOf, type TerritoryNames } from './document.ts';
import { distanceKm, isInside } from './geo.ts';
import type { FacetCount } from './search-index.ts';
import { WordIndex } from './word-index.ts';

/** A place that can be drawn. */
export interface Point {
  readonly lat: number;
  readonly lon: number;
  readonly role: DocPlace['role'];
}

/** What sorting, filtering and drawing need of a thing: no text. */
export interface Entry {
  readonly id: ThingId;
  readonly kind: ThingDoc['kind'];
  readonly title: string;
  readonly points: readonly Point[];
  readonly roles: ReadonlySet<DocPlace['role']>;
  readonly year: number | undefined;
  /** ISO 8601: the newest of harvest and change. */
  readonly updated: string;
  readonly completeness: number;
  readonly sources: readonly string[];
  /** Things that this one names. */
  readonly links: ReadonlySet<ThingId>;
}

/** Everything that is known of the things, by slot number; slots of things that went are used again. */
export class ThingIndex {
  readonly words = new WordIndex();
  readonly entries: (Entry | undefined)[] = [];
  /** Which slots hold a thing. */
  readonly all = new Bitset();
  readonly #slots = new Map<ThingId, number>();
  readonly #free: number[] = [];
  readonly #facets = new Map<FacetName, Map<string, Bitset>>(facetNames.map((name) => [name, new Map()]));
  readonly #parents = new Map<string, string>();
  readonly #values = new Map<number, ReturnType<typeof facetsOf>>();
  readonly #territories: TerritoryNames;

  constructor(territories: TerritoryNames) {
    this.#territories = territories;
  }

  get size(): number {
    return this.#slots.size;
  }

  put(doc: ThingDoc): void {
    this.remove(doc.id);
    const slot = this.#free.pop() ?? this.entries.length;
    this.#slots.set(doc.id, slot);
    this.entries[slot] = entryOf(doc);
    this.all.add(slot);
    const texts = textsOf(doc, this.#territories);
    this.words.add(
      slot,
      fields.map((field) => texts[field]),
    );
    const values = facetsOf(doc);
    this.#values.set(slot, values);
    for (const name of facetNames) {
      const bits = this.#facets.get(name);
      for (const { value, parent } of values[name]) {
        const members = bits?.get(value) ?? new Bitset();
        members.add(slot);
        bits?.set(value, members);
        if (parent !== undefined) this.#parents.set(`${name} ${value}`, parent);
      }
    }
  }

  remove(id: ThingId): void {
    const slot = this.#slots.get(id);
    if (slot === undefined) return;
    this.words.remove(slot);
    const values = this.#values.get(slot);
    for (const name of facetNames) {
      for (const { value } of values?.[name] ?? []) this.#facets.get(name)?.get(value)?.delete(slot);
    }
    this.#values.delete(slot);
    this.entries[slot] = undefined;
    this.all.delete(slot);
    this.#slots.delete(id);
    this.#free.push(slot);
  }

  /** Slots with one of these values; undefined where none is chosen, for no filter. */
  chosen(name: FacetName, values: readonly string[]): Bitset | undefined {
    if (values.length === 0) return undefined;
    let members = new Bitset();
    for (const value of values) members = members.or(this.#facets.get(name)?.get(value) ?? new Bitset());
    return members;
  }

  /** Counts of every value among some slots; values at zero only where they are chosen. Most frequent first. */
  counts(name: FacetName, among: Bitset, chosen: readonly string[]): FacetCount[] {
    const counts: FacetCount[] = [];
    const known = this.#facets.get(name) ?? new Map<string, Bitset>();
    for (const value of new Set([...known.keys(), ...chosen])) {
      const count = known.get(value)?.countWith(among) ?? 0;
      if (count === 0 && !chosen.includes(value)) continue;
      const parent = this.#parents.get(`${name} ${value}`);
      counts.push(parent === undefined ? { value, count } : { value, count, parent });
    }
    return counts.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
  }

  /** Slots that pass the filters which are not facets: years, role, distance, box, link. */
  within(
    query: Pick<SearchQuery, 'yearMin' | 'yearMax' | 'near' | 'radius' | 'bbox' | 'placeRole' | 'linkedTo'>,
  ): Bitset {
    const { yearMin, yearMax, near, bbox, placeRole, linkedTo } = query;
    if ([yearMin, yearMax, near, bbox, placeRole, linkedTo].every((filter) => filter === undefined))
      return this.all;
    const passed = new Bitset();
    for (const slot of this.all) {
      const entry = this.entries[slot];
      if (entry === undefined || (linkedTo !== undefined && !entry.links.has(linkedTo))) continue;
      if (isInYears(entry, query) && hasPlace(entry, query)) passed.add(slot);
    }
    return passed;
  }
}

function isInYears({ year }: Entry, { yearMin, yearMax }: Pick<SearchQuery, 'yearMin' | 'yearMax'>): boolean {
  if (yearMin === undefined && yearMax === undefined) return true;
  return year !== undefined && year >= (yearMin ?? -Infinity) && year <= (yearMax ?? Infinity);
}

/** One place must pass all the filters on places together. */
function hasPlace(entry: Entry, query: PlaceFilter): boolean {
  if (query.near === undefined && query.bbox === undefined) {
    return query.placeRole === undefined || entry.roles.has(query.placeRole);
  }
  return pointsWithin(entry, query).length > 0;
}

export type PlaceFilter = Pick<SearchQuery, 'near' | 'radius' | 'bbox' | 'placeRole'>;

const defaultRadius = 50;

/** The points of a thing that pass the filters on places. */
export function pointsWithin(
  { points }: Entry,
  { near, radius = defaultRadius, bbox, placeRole }: PlaceFilter,
): readonly Point[] {
  return points.filter(
    ({ lat, lon, role }) =>
      (placeRole === undefined || role === placeRole) &&
      (bbox === undefined || isInside(bbox, lat, lon)) &&
      (near === undefined || distanceKm(near, [lat, lon]) <= radius),
  );
}

function entryOf(doc: ThingDoc): Entry {
  const dates = doc.sources.flatMap(({ harvestedAt, modifiedAt }) => [harvestedAt, modifiedAt ?? '']);
  const year = Number(/^\d{4}/.exec(doc.startDate ?? '')?.[0] ?? Number.NaN);
  return {
    id: doc.id,
    kind: doc.kind,
    title: doc.title['fr'] ?? doc.title['en'] ?? Object.values(doc.title)[0] ?? '',
    points: doc.places.flatMap(({ lat, lon, role }) =>
      lat === undefined || lon === undefined ? [] : [{ lat, lon, role }],
    ),
    roles: new Set(doc.places.map(({ role }) => role)),
    year: Number.isNaN(year) ? undefined : year,
    updated: [...dates, doc.dateModified ?? ''].sort().at(-1) ?? '',
    completeness: completeness(doc),
    sources: doc.sources.map(({ source }) => source),
    links: new Set(doc.links.map(({ id }) => id)),
  };
}
