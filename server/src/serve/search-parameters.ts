import { AppError } from '../domain/app-error.ts';
import { kinds, type Kind } from '../domain/kinds.ts';
import type { Audience } from '../domain/rights.ts';
import {
  emptyQuery,
  facetNames,
  type BoundingBox,
  type FacetName,
  type SearchQuery,
} from '../domain/search-query.ts';
import type { Lang } from '../contract.ts';

/** Every parameter of a search address, in canonical order; those without data yet are accepted and ignored. */
const parameterNames = [
  'q',
  'kind',
  'theme',
  'territory',
  'audience',
  'method',
  'stage',
  'actor',
  'programme',
  'sdg',
  'source',
  'content_lang',
  'licence',
  'evidence',
  'seeks',
  'year_min',
  'year_max',
  'quality',
  'rights',
  'near',
  'radius',
  'place_role',
  'sort',
  'page',
  'per',
  'view',
  'bbox',
  'z',
  'lang',
] as const;

/** The parameter that carries each facet. */
export const facetParameters: Readonly<Record<FacetName, string>> = {
  kind: 'kind',
  theme: 'theme',
  territory: 'territory',
  audience: 'audience',
  method: 'method',
  stage: 'stage',
  actor: 'actor',
  programme: 'programme',
  sdg: 'sdg',
  source: 'source',
  contentLang: 'content_lang',
  licence: 'licence',
  evidence: 'evidence',
  seeks: 'seeks',
  quality: 'quality',
  rights: 'rights',
};

/** The facet that a parameter carries; undefined for any other name. */
export function facetOfParameter(parameter: string): FacetName | undefined {
  return facetNames.find((facet) => facetParameters[facet] === parameter);
}

/** Bounds of one request; beyond them the answer is an error that names the bound, but for `facetValues`, which cuts. */
export const searchBounds = {
  words: 300,
  values: 50,
  per: 100,
  depth: 10_000,
  zoom: 20,
  facetValues: 50,
} as const;

const defaults: Readonly<Record<string, string>> = { sort: 'relevance', page: '1', per: '20', lang: 'fr' };
const defaultZoom = 5;
const defaultRadius = 30;

interface UnknownValue {
  readonly parameter: string;
  readonly value: string;
}

/** A query model, with what was left out of it because it does not exist. */
export interface ParsedSearch {
  readonly query: SearchQuery;
  /** Leaflet zoom for clusters. */
  readonly zoom: number;
  readonly unknownValues: readonly UnknownValue[];
}

/**
 * Reads the parameters of a search address. Unknown parameters are ignored; unknown values are dropped and reported.
 * Throws AppError `wrong-request` beyond {@link searchBounds}.
 */
export function parseSearchParameters(
  parameters: URLSearchParams,
  options: { lang: Lang; isKnown: (facet: FacetName, value: string) => boolean },
): ParsedSearch {
  checkBounds(parameters);
  const unknownValues: UnknownValue[] = [];
  const one = <T>(parameter: string, read: (text: string) => T | undefined): T | undefined => {
    const text = parameters.get(parameter)?.trim() ?? '';
    if (text === '') return undefined;
    const value = read(text);
    if (value === undefined) unknownValues.push({ parameter, value: text });
    return value;
  };
  const many = (facet: FacetName): string[] => {
    const parameter = facetParameters[facet];
    const values = [...new Set(parameters.getAll(parameter).map((value) => value.trim()))].filter(Boolean);
    const known = values.filter((value) => options.isKnown(facet, value));
    for (const value of values) if (!known.includes(value)) unknownValues.push({ parameter, value });
    return known;
  };
  const facets = byFacet(many);
  const near = one('near', readPoint);
  const radius = one('radius', readNumber({ from: 0.1, to: 1000 }));
  const query = {
    ...emptyQuery,
    ...facets,
    kind: facets.kind.filter(isKind),
    rights: facets.rights.filter(isAudience),
    q: (parameters.get('q') ?? '').trim(),
    ...present('yearMin', one('year_min', readYear)),
    ...present('yearMax', one('year_max', readYear)),
    ...(near === undefined ? {} : { near, radius: radius ?? defaultRadius }),
    ...present('placeRole', one('place_role', oneOf(['implemented', 'serves', 'seat']))),
    ...present('bbox', one('bbox', readBox)),
    sort: one('sort', oneOf(near === undefined ? sorts : [...sorts, 'distance'])) ?? emptyQuery.sort,
    page: one('page', readInteger({ from: 1, to: searchBounds.depth })) ?? 1,
    per: one('per', readInteger({ from: 1, to: searchBounds.per })) ?? emptyQuery.per,
    lang: options.lang,
  };
  if (query.page * query.per > searchBounds.depth) throw tooDeep(query);
  const zoom = one('z', readInteger({ from: 0, to: searchBounds.zoom })) ?? defaultZoom;
  return { query, zoom, unknownValues };
}

/** The same parameters in canonical order, without defaults, empties, repeats and unknown names. */
export function canonicalParameters(parameters: URLSearchParams): URLSearchParams {
  const canonical = new URLSearchParams();
  for (const name of parameterNames) {
    const values = [...new Set(parameters.getAll(name).map((value) => value.trim()))].sort();
    for (const value of values) if (value !== '' && value !== defaults[name]) canonical.append(name, value);
  }
  return canonical;
}

const sorts = ['relevance', 'recent', 'quality', 'less-seen'] as const;

/** One value a facet. */
export function byFacet<T>(of: (facet: FacetName) => T): Readonly<Record<FacetName, T>> {
  return {
    kind: of('kind'),
    theme: of('theme'),
    territory: of('territory'),
    audience: of('audience'),
    method: of('method'),
    stage: of('stage'),
    actor: of('actor'),
    programme: of('programme'),
    sdg: of('sdg'),
    source: of('source'),
    contentLang: of('contentLang'),
    licence: of('licence'),
    evidence: of('evidence'),
    seeks: of('seeks'),
    quality: of('quality'),
    rights: of('rights'),
  };
}

function isKind(value: string): value is Kind {
  return kinds.some((kind) => kind === value);
}

function isAudience(value: string): value is Audience {
  return value === 'open' || value === 'shown';
}

function checkBounds(parameters: URLSearchParams): void {
  if ((parameters.get('q') ?? '').length > searchBounds.words) {
    throw new AppError('wrong-request', `q holds at most ${searchBounds.words} characters: shorten it.`, {
      details: { parameter: 'q', limit: searchBounds.words },
    });
  }
  for (const name of new Set(parameters.keys())) {
    if (parameters.getAll(name).length > searchBounds.values) {
      throw new AppError('wrong-request', `At most ${searchBounds.values} values a parameter.`, {
        details: { parameter: name, limit: searchBounds.values },
      });
    }
  }
}

function tooDeep({ page, per }: SearchQuery): AppError {
  return new AppError(
    'wrong-request',
    `Page ${page} of ${per} results lies beyond result ${searchBounds.depth}: narrow the search, or take the whole set from an export.`,
    { details: { parameter: 'page', limit: searchBounds.depth } },
  );
}

function present<K extends string, T>(name: K, value: T | undefined): Partial<Record<K, T>> {
  return value === undefined ? {} : ({ [name]: value } as Record<K, T>);
}

function oneOf<const T extends readonly string[]>(values: T): (text: string) => T[number] | undefined {
  return (text) => values.find((value) => value === text);
}

interface Range {
  readonly from: number;
  readonly to: number;
}

function readNumber({ from, to }: Range): (text: string) => number | undefined {
  return (text) => {
    const value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    return value >= from && value <= to ? value : undefined;
  };
}

function readInteger(range: Range): (text: string) => number | undefined {
  return (text) => (/^\d+$/.test(text) ? readNumber(range)(text) : undefined);
}

function readYear(text: string): number | undefined {
  return /^\d{4}$/.test(text) ? Number(text) : undefined;
}

function readNumbers(text: string, ranges: readonly Range[]): number[] | undefined {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.length !== ranges.length) return undefined;
  const values = ranges.map((range, place) => readNumber(range)(parts[place] ?? ''));
  return values.every((value) => value !== undefined) ? values : undefined;
}

const latitude = { from: -90, to: 90 };
/** Leaflet lets the world repeat sideways: boxes may reach past the antimeridian. */
const boxLongitude = { from: -540, to: 540 };

function readPoint(text: string): readonly [lat: number, lon: number] | undefined {
  const values = readNumbers(text, [latitude, { from: -180, to: 180 }]);
  return values === undefined ? undefined : [values[0] ?? 0, values[1] ?? 0];
}

function readBox(text: string): BoundingBox | undefined {
  const values = readNumbers(text, [boxLongitude, latitude, boxLongitude, latitude]);
  if (values === undefined) return undefined;
  const [west = 0, south = 0, east = 0, north = 0] = values;
  return south <= north ? [west, south, east, north] : undefined;
}
