import countries from 'i18n-iso-countries';
import type { TerritoryId } from '../domain/territory.ts';
import { foldPlaceName } from './fold-place-name.ts';

/** A country that a text names, and the territory within it where the text names a part of the country. */
export interface NamedCountry {
  /** ISO 3166-1 alpha-2. French overseas territories are France. */
  readonly country: string;
  readonly within?: TerritoryId;
}

/** ISO 3166 codes of the French overseas territories, with the code of their département or collectivity. */
const overseas: Readonly<Record<string, string>> = {
  GP: '971',
  MQ: '972',
  GF: '973',
  RE: '974',
  PM: '975',
  YT: '976',
  BL: '977',
  MF: '978',
  TF: '984',
  WF: '986',
  PF: '987',
  NC: '988',
  CP: '989',
};

/** Names that ISO 3166 does not list, or that name a part of a country. */
const otherNames: Readonly<Record<string, NamedCountry>> = {
  england: { country: 'GB', within: 'region-GB.ENG' },
  angleterre: { country: 'GB', within: 'region-GB.ENG' },
  inglaterra: { country: 'GB', within: 'region-GB.ENG' },
  scotland: { country: 'GB', within: 'region-GB.SCT' },
  ecosse: { country: 'GB', within: 'region-GB.SCT' },
  wales: { country: 'GB', within: 'region-GB.WLS' },
  'pays de galles': { country: 'GB', within: 'region-GB.WLS' },
  'northern ireland': { country: 'GB', within: 'region-GB.NIR' },
  'irlande du nord': { country: 'GB', within: 'region-GB.NIR' },
  'great britain': { country: 'GB' },
  'grande bretagne': { country: 'GB' },
  grossbritannien: { country: 'GB' },
  uk: { country: 'GB' },
  'u k': { country: 'GB' },
  usa: { country: 'US' },
  'u s a': { country: 'US' },
  'etats unis d amerique': { country: 'US' },
  america: { country: 'US' },
  holland: { country: 'NL' },
  hollande: { country: 'NL' },
  czechia: { country: 'CZ' },
  tchequie: { country: 'CZ' },
  'republique tcheque': { country: 'CZ' },
  'cote d ivoire': { country: 'CI' },
  kosovo: { country: 'XK' },
  'republic of ireland': { country: 'IE' },
  eire: { country: 'IE' },
  'france metropolitaine': { country: 'FR' },
  'la reunion': { country: 'FR', within: 'departement-974' },
  'ile de la reunion': { country: 'FR', within: 'departement-974' },
  guyane: { country: 'FR', within: 'departement-973' },
  'guyane francaise': { country: 'FR', within: 'departement-973' },
  tahiti: { country: 'FR', within: 'departement-987' },
  'saint barth': { country: 'FR', within: 'departement-977' },
};

/** The country that a code or a name stands for, in any of some eighty languages; undefined when it is none. */
export function countryOf(text: string): NamedCountry | undefined {
  const code = text.trim().toUpperCase();
  const alpha2 = /^[A-Z]{3}$/.test(code) ? countries.alpha3ToAlpha2(code) : code;
  if (alpha2 !== undefined && (alpha2 === 'XK' || countries.isValid(alpha2))) return ofCode(alpha2);
  return countryNamed(foldPlaceName(text));
}

/** The country of a folded name; codes are not names here. */
export function countryNamed(folded: string): NamedCountry | undefined {
  return names().get(folded);
}

/**
 * The countries that a field names, which may say one twice (“Österreich, AT”) or several (“France / Belgique”), each once.
 */
export function countriesIn(text: string): readonly NamedCountry[] {
  const whole = countryOf(text);
  if (whole !== undefined) return [whole];
  const parts = text.split(/[,;/|()&+\n]| - | and | et | und | y | e /);
  const found = parts.flatMap((part) => (part.trim() === '' ? [] : (countryOf(part) ?? [])));
  return [...new Map(found.map((each) => [`${each.country} ${each.within ?? ''}`, each])).values()];
}

function ofCode(code: string): NamedCountry {
  const departement = overseas[code];
  return departement === undefined
    ? { country: code }
    : { country: 'FR', within: `departement-${departement}` };
}

/** True where a folded word ends the name of some country: other words need not be looked at. */
export function endsCountryName(word: string): boolean {
  lastWords ??= new Set([...names().keys()].map((name) => name.slice(name.lastIndexOf(' ') + 1)));
  return lastWords.has(word);
}

let byName: ReadonlyMap<string, NamedCountry> | undefined;
let lastWords: ReadonlySet<string> | undefined;

/** All names of all countries in the languages of the package, and ours; a name of two countries is left out. */
function names(): ReadonlyMap<string, NamedCountry> {
  if (byName !== undefined) return byName;
  const codes = new Map<string, string | undefined>();
  for (const language of countries.getSupportedLanguages()) {
    const listed = countries.getNames(language, { select: 'all' });
    for (const [code, spelled] of Object.entries(listed)) {
      for (const name of spelled.map(foldPlaceName)) {
        if (name.length < 3) continue;
        codes.set(name, !codes.has(name) || codes.get(name) === code ? code : undefined);
      }
    }
  }
  byName = new Map([
    ...[...codes].flatMap(([name, code]) => (code === undefined ? [] : [[name, ofCode(code)] as const])),
    ...Object.entries(otherNames),
  ]);
  return byName;
}
