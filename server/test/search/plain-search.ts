import {
  facetNames,
  type BoundingBox,
  type FacetName,
  type SearchQuery,
} from '../../src/domain/search-query.ts';
import type { DocPlace, ThingDoc } from '../../src/domain/thing-doc.ts';

/** Broader themes of the codes in use here; written out, so as not to ask the code under test. */
const broader: Readonly<Record<string, string>> = { 'ALI-AGR': 'ALI', 'ALI-EPI': 'ALI' };

type Point = DocPlace & { readonly lat: number; readonly lon: number };

/** The answer to a query, by looking at every doc in turn; `docs` are those that hold its words. */
export interface PlainAnswer {
  readonly ids: readonly string[];
  /** Counts above zero by facet and value. */
  readonly facets: Readonly<Record<FacetName, Readonly<Record<string, number>>>>;
  /** How many began in each year, whatever years were asked for. */
  readonly years: Readonly<Record<string, number>>;
  /** Passing places, and the things that have some. */
  readonly places: number;
  readonly placed: number;
  readonly withoutPlace: number;
  /** How many things have a passing place at each `lat lon`. */
  readonly points: Readonly<Record<string, number>>;
}

/** Looks at every doc in turn. */
export function searchPlainly(docs: readonly ThingDoc[], query: SearchQuery): PlainAnswer {
  const found = docs.filter((doc) => matches(doc, query));
  const pairs = found.flatMap((doc) =>
    passing(doc, query).map(({ lat, lon }) => ({ doc, at: `${lat} ${lon}` })),
  );
  const byPoint = Map.groupBy(pairs, ({ at }) => at);
  return {
    ids: found.map(({ id }) => id).sort(),
    facets: Object.fromEntries(
      facetNames.map((name) => [name, counts(docs, query, name)]),
    ) as PlainAnswer['facets'],
    years: yearsOf(docs, query),
    places: pairs.length,
    placed: new Set(pairs.map(({ doc }) => doc.id)).size,
    withoutPlace: found.filter((doc) => drawable(doc).length === 0).length,
    points: Object.fromEntries(
      [...byPoint].map(([at, members]) => [at, new Set(members.map(({ doc }) => doc.id)).size]),
    ),
  };
}

function counts(docs: readonly ThingDoc[], query: SearchQuery, name: FacetName): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const doc of docs.filter((each) => matches(each, query, name))) {
    for (const value of new Set(valuesOf[name](doc))) sums[value] = (sums[value] ?? 0) + 1;
  }
  return sums;
}

function yearsOf(
  docs: readonly ThingDoc[],
  { yearMin: _, yearMax: __, ...others }: SearchQuery,
): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { startDate } of docs.filter((doc) => matches(doc, others))) {
    const year = startDate?.slice(0, 4);
    if (year !== undefined) sums[year] = (sums[year] ?? 0) + 1;
  }
  return sums;
}

function matches(doc: ThingDoc, query: SearchQuery, ignored?: FacetName): boolean {
  const fits = facetNames.every((name) => {
    const chosen: readonly string[] = name === ignored ? [] : query[name];
    return chosen.length === 0 || valuesOf[name](doc).some((value) => chosen.includes(value));
  });
  return fits && isInYears(doc, query) && isSomewhere(doc, query) && isLinked(doc, query);
}

function isLinked({ links, proposals = [] }: ThingDoc, { linkedTo, proposedFor }: SearchQuery): boolean {
  const names = (things: readonly { readonly id: string }[], asked: string | undefined): boolean =>
    asked === undefined || things.some(({ id }) => id === asked);
  return names(links, linkedTo) && names(proposals, proposedFor);
}

function isInYears({ startDate }: ThingDoc, { yearMin, yearMax }: SearchQuery): boolean {
  if (yearMin === undefined && yearMax === undefined) return true;
  if (startDate === undefined) return false;
  const year = Number(startDate.slice(0, 4));
  return !(yearMin !== undefined && year < yearMin) && !(yearMax !== undefined && year > yearMax);
}

function isSomewhere(doc: ThingDoc, query: SearchQuery): boolean {
  if (query.bbox !== undefined || query.near !== undefined) return passing(doc, query).length > 0;
  return query.placeRole === undefined || doc.places.some(({ role }) => role === query.placeRole);
}

function drawable({ places }: ThingDoc): Point[] {
  return places.filter((place): place is Point => place.lat !== undefined && place.lon !== undefined);
}

function passing(doc: ThingDoc, { bbox, near, radius = 50, placeRole }: SearchQuery): Point[] {
  return drawable(doc)
    .filter(({ role }) => placeRole === undefined || role === placeRole)
    .filter(({ lat, lon }) => bbox === undefined || isInBox(bbox, lat, lon))
    .filter(({ lat, lon }) => near === undefined || kilometres(near, [lat, lon]) <= radius);
}

function isInBox([west, south, east, north]: BoundingBox, lat: number, lon: number): boolean {
  const width = (east - west + 360) % 360;
  return lat >= south && lat <= north && (lon - west + 360) % 360 <= width;
}

/** By the angle between two vectors, another way than the haversine. */
function kilometres(a: readonly [number, number], b: readonly [number, number]): number {
  const vector = ([lat, lon]: readonly [number, number]): [number, number, number] => {
    const [phi, lambda] = [(lat * Math.PI) / 180, (lon * Math.PI) / 180];
    return [Math.cos(phi) * Math.cos(lambda), Math.cos(phi) * Math.sin(lambda), Math.sin(phi)];
  };
  const [p, q] = [vector(a), vector(b)];
  return 2 * 6371 * Math.asin(Math.min(1, Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]) / 2));
}

const concept =
  (scheme: string) =>
  ({ concepts }: ThingDoc): string[] =>
    (concepts[scheme] ?? []).flatMap((code) => [code, broader[code] ?? code]);

const valuesOf: Readonly<Record<FacetName, (doc: ThingDoc) => readonly string[]>> = {
  kind: ({ kind }) => [kind],
  theme: concept('theme'),
  territory: ({ places }) => places.flatMap(({ territories }) => territories),
  audience: concept('audience'),
  method: concept('method'),
  stage: concept('stage'),
  actor: concept('actor'),
  programme: ({ links }) => links.filter(({ role }) => role === 'programme').map(({ id }) => id),
  sdg: concept('sdg'),
  source: (doc) => doc.sources.map(({ source }) => source),
  contentLang: ({ languages }) => languages,
  licence: (doc) => doc.sources.map(({ licence }) => licence),
  evidence: concept('evidence'),
  seeks: ({ seeks }) => soughtBy(seeks?.['fr']),
  quality: ({ quality }) => [rangeOf(quality?.score ?? 0)],
  rights: ({ isOpen }) => [isOpen ? 'open' : 'shown'],
};

/** By the one text of each kind in use here. */
function soughtBy(text: string | undefined): string[] {
  if (text === undefined) return [];
  return text === 'Un local'
    ? ['place']
    : text === 'Des bénévoles et un local'
      ? ['volunteers', 'place']
      : ['other'];
}

function rangeOf(score: number): string {
  if (score >= 75) return '75-100';
  if (score >= 50) return '50-74';
  return score >= 25 ? '25-49' : '0-24';
}
