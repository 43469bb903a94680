import { createRequire } from 'node:module';
import countries from 'i18n-iso-countries';
import type { DocPlace, PlacePrecision } from '../domain/thing-doc.ts';

/** What a source says of a place, and the country that its places are in unless they say otherwise. */
export type StatedPlace = Pick<DocPlace, 'postcode' | 'city' | 'lat' | 'lon' | 'street'> & {
  /** ISO code or name in any language. */
  readonly country?: string;
  /** ISO 3166-1 alpha-2. */
  readonly defaultCountry?: string;
};

export interface Located {
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** `{level}-{code}`, widest first. */
  readonly territories: readonly string[];
  readonly precision: PlacePrecision;
}

interface Commune {
  readonly nom: string;
  readonly departement?: string;
  readonly collectiviteOutremer?: { readonly code: string };
  readonly codesPostaux?: readonly string[];
}

interface Departement {
  readonly code: string;
  readonly region?: string;
}

/**
 * Countries as ISO 3166 has them; French régions and départements by their INSEE codes, from the postcode (a few
 * postcodes cross a border: the town's name decides, else nothing narrower than the country is said).
 */
export function locate(place: StatedPlace): Located {
  const country = countryCode(place.country) ?? place.defaultCountry;
  const departement = country === undefined || isFrench(country) ? departementOf(place) : undefined;
  const territories: string[] = [];
  const within = departement === undefined ? country : 'FR';
  if (within !== undefined) territories.push(`country-${isFrench(within) ? 'FR' : within}`);
  if (departement !== undefined) {
    const region = french().regions.get(departement);
    if (region !== undefined) territories.push(`region-${region}`);
    territories.push(`departement-${departement}`);
  }
  return {
    ...(within === undefined ? {} : { country: within }),
    territories,
    precision: precisionOf(place, territories),
  };
}

function precisionOf(place: StatedPlace, territories: readonly string[]): PlacePrecision {
  if (place.lat !== undefined && place.lon !== undefined) return 'point';
  if (place.city !== undefined || place.postcode !== undefined)
    return place.street === undefined ? 'commune' : 'street';
  const [level] = (territories.at(-1) ?? 'unknown').split('-');
  return level === 'departement' || level === 'region' || level === 'country' ? level : 'unknown';
}

/** ISO codes of French overseas territories, which sources name as countries of their own. */
const frenchCodes = new Set(['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'WF', 'PF', 'NC', 'TF']);

function isFrench(code: string): boolean {
  return frenchCodes.has(code);
}

function countryCode(text: string | undefined): string | undefined {
  const name = text?.trim();
  if (name === undefined || name === '') return undefined;
  if (countries.isValid(name.toUpperCase())) return countries.toAlpha2(name.toUpperCase());
  for (const language of ['fr', 'en', 'de', 'es', 'it', 'nl', 'pt', 'ca', 'pl', 'sv', 'el']) {
    const code = countries.getSimpleAlpha2Code(name, language);
    if (code !== undefined) return code;
  }
  return undefined;
}

function departementOf({ postcode, city, country, defaultCountry }: StatedPlace): string | undefined {
  const code = postcode?.replaceAll(/\s/g, '');
  if (code === undefined || !/^\d{5}$/.test(code)) return undefined;
  if (country === undefined && defaultCountry !== 'FR') return undefined;
  const known = french().byPostcode.get(code);
  if (known !== undefined) {
    const towns = new Set(known.map(([departement]) => departement));
    if (towns.size === 1) return known[0]?.[0];
    const wanted = foldName(city ?? '');
    return known.find(([, name]) => foldName(name) === wanted)?.[0];
  }
  const prefix = code.startsWith('97') || code.startsWith('98') ? code.slice(0, 3) : code.slice(0, 2);
  const departement = prefix === '20' ? corsica(code) : prefix;
  return french().departements.has(departement) ? departement : undefined;
}

/** Business postcodes of Corsica are in no commune's list: 200 and 201 are the south, 202 and 206 the north. */
function corsica(code: string): string {
  return /^20[01]/.test(code) ? '2A' : '2B';
}

function foldName(name: string): string {
  return name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .replace(/^st(e?) /, 'saint$1 ')
    .trim();
}

interface France {
  readonly byPostcode: ReadonlyMap<string, readonly (readonly [departement: string, commune: string])[]>;
  readonly regions: ReadonlyMap<string, string>;
  readonly departements: ReadonlySet<string>;
}

let loaded: France | undefined;

/** Read on first use: some 37,000 communes, about 20 MB once parsed. */
function french(): France {
  loaded ??= load();
  return loaded;
}

function load(): France {
  const require = createRequire(import.meta.url);
  const communes = require('@etalab/decoupage-administratif/data/communes.json') as Commune[];
  const departements = require('@etalab/decoupage-administratif/data/departements.json') as Departement[];
  const byPostcode = new Map<string, [string, string][]>();
  for (const { nom, departement, collectiviteOutremer, codesPostaux } of communes) {
    const code = departement ?? collectiviteOutremer?.code;
    for (const postcode of code === undefined ? [] : (codesPostaux ?? [])) {
      const towns = byPostcode.get(postcode) ?? [];
      towns.push([code ?? '', nom]);
      byPostcode.set(postcode, towns);
    }
  }
  return {
    byPostcode,
    regions: new Map(
      departements.flatMap(({ code, region }) => (region === undefined ? [] : [[code, region]])),
    ),
    departements: new Set(departements.map(({ code }) => code)),
  };
}
