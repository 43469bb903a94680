import type { NamedCountry } from '../countries.ts';
import type { Position } from '../distance.ts';
import { chooseAbroad, regionsOf } from './choose-abroad.ts';
import { chooseCommune, type Written } from './choose-commune.ts';
import { readClues } from './clues.ts';
import { findingOfCountries, findingOfTerritories, type Finding, type PlaceKnowledge } from './finding.ts';
import type { StatedPlace } from './stated-place.ts';

/** How far a town reaches for drawing, where its surface is not known; metres. */
const townRadius = 5000;

interface Reading {
  readonly countries: readonly NamedCountry[];
  readonly position?: Position | undefined;
  readonly knowledge: PlaceKnowledge;
}

/**
 * Where the words of a place lead to: in France unless another country is named; a place without a country is looked for
 * in its source's country first, and in France only where postcode and town agree.
 */
export function findWritten(place: StatedPlace, reading: Reading): Finding {
  const { countries } = reading;
  const home = place.defaultCountry;
  const isNamed = countries.length > 0;
  const isFrench = isNamed ? countries.some(({ country }) => country === 'FR') : home === 'FR';
  if (isFrench)
    return (
      inFrance(place, reading) ??
      (isNamed ? undefined : abroad(place, reading)) ??
      byCountry(place, countries)
    );
  if (isNamed) return abroad(place, reading) ?? byCountry(place, countries);
  const atHome =
    home === undefined ? undefined : abroad(place, { ...reading, countries: [{ country: home }] });
  return atHome ?? inFrance(place, reading, isSure) ?? larger(place, reading) ?? byCountry(place, countries);
}

/** A commune that its code, or more than its name, speaks for. */
function isSure({ communes, evidence }: Written): boolean {
  const clues = new Set(evidence.map(({ from }) => from));
  return communes.length === 1 && (clues.has('code') || clues.size > 1);
}

/** A town whose name is all that is known: in France or abroad, where it is many times larger than its namesakes. */
function larger(place: StatedPlace, reading: Reading): Finding | undefined {
  const french = inFrance(
    place,
    reading,
    ({ evidence }) => !evidence.some(({ from }) => from === 'postcode'),
  );
  const foreign = abroad(place, reading);
  if (french === undefined || foreign === undefined) return french ?? foreign;
  const commune = reading.knowledge.territories.get(french.path.at(-1) ?? '');
  const [smaller, larger] = [commune?.population ?? 0, foreign.population ?? 0].sort((a, b) => a - b);
  if ((larger ?? 0) < 10 * (smaller ?? 0)) {
    const evidence = [...french.evidence, ...foreign.evidence];
    return {
      path: [],
      evidence,
      candidates: [french, foreign].flatMap(({ path }) => path.at(-1) ?? []),
      isTown: false,
    };
  }
  return commune?.population === larger ? french : foreign;
}

function inFrance(
  place: StatedPlace,
  { countries, position, knowledge: { territories } }: Reading,
  isEnough: (written: Written) => boolean = () => true,
): Finding | undefined {
  const clues = readClues(place, territories);
  const inside = countries.flatMap(({ within }) => territories.get(within ?? '') ?? []);
  const divisions = [
    ...clues.divisions,
    ...inside.filter(({ id }) => !clues.divisions.some((each) => each.id === id)),
  ];
  const written = chooseCommune(
    { ...clues, divisions },
    { territories, divisions, context: place.context ?? '', ...(position === undefined ? {} : { position }) },
  );
  const found = written.communes.length > 0 ? written.communes : written.divisions;
  if (found.length === 0 || !isEnough(written)) return undefined;
  return findingOfTerritories(found, { territories, evidence: written.evidence, conflict: written.conflict });
}

function abroad(place: StatedPlace, { countries, position, knowledge }: Reading): Finding | undefined {
  const hasWords = [place.city, place.text, place.street, place.region, place.departement].some(
    (text) => text !== undefined && /\p{L}/u.test(text),
  );
  if (!hasWords && countries.every(({ within }) => within === undefined)) return undefined;
  const world = knowledge.world();
  const { towns, evidence } = chooseAbroad(place, { world, countries, position });
  const [town] = towns;
  if (town === undefined) {
    const [region, ...others] = regionsOf(place, { world, countries });
    if (region === undefined || others.length > 0 || countries.length === 0) return undefined;
    const value = world.regionName(region) ?? region;
    return {
      path: [`country-${region.slice('region-'.length, region.indexOf('.'))}`, region],
      evidence: [{ from: 'region', value, how: 'exact', territory: region }],
      isTown: false,
    };
  }
  const shared = new Set(towns.map(({ country }) => country)).size === 1 ? [`country-${town.country}`] : [];
  if (towns.length > 1) return { path: shared, evidence, isTown: false };
  return {
    path: [...shared, ...(town.region === undefined ? [] : [town.region])],
    evidence,
    isTown: true,
    population: town.population,
    centre: { lat: town.lat, lon: town.lon, radius: townRadius },
  };
}

function byCountry({ defaultCountry }: StatedPlace, countries: readonly NamedCountry[]): Finding {
  return countries.length > 0 || defaultCountry === undefined
    ? findingOfCountries(countries, 'exact')
    : findingOfCountries([{ country: defaultCountry }], 'default');
}
