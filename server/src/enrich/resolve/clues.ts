import { foldPlaceName } from '../fold-place-name.ts';
import { countriesIn, countryNamed, endsCountryName, type NamedCountry } from '../countries.ts';
import type { Territories, Territory } from '../reference/territories.ts';
import { partOf, readAddressText, readPostcode, type Segment } from './address-text.ts';
import { linkingWords, personWords, streetTypes } from './address-words.ts';
import type { StatedPlace } from './stated-place.ts';
import { townOfField, townOfSegment, type TownMention } from './towns.ts';

/** What a stated place says of its whereabouts in France, each clue apart. */
export interface Clues {
  readonly code?: Territory;
  /** Five digits each. */
  readonly postcodes: readonly string[];
  readonly towns: readonly TownMention[];
  /** All words, for looking a postcode's communes up in them. */
  readonly segments: readonly Segment[];
  /** Régions and départements that are named. */
  readonly divisions: readonly Territory[];
}

/** Reads the clues of every field; `context` gives none of its own. */
export function readClues(place: StatedPlace, territories: Territories): Clues {
  const code =
    place.code === undefined ? undefined : territories.communeOfCode(place.code.trim().toUpperCase());
  const field = readPostcode(place.postcode ?? '');
  const fields = [place.city ?? '', place.text ?? '', place.street ?? ''].map(readAddressText);
  const [city, text, street] = fields;
  const found = [
    ...(city?.segments ?? []).map((segment) => readSegment(segment, { territories, isField: true })),
    ...(text?.segments ?? []).map((segment) => readSegment(segment, { territories, isField: false })),
  ];
  const inStreet = found.some(({ town }) => town !== undefined)
    ? []
    : (street?.segments ?? [])
        .slice(1)
        .map((segment) => readSegment(segment, { territories, isField: false }));
  const read = [...found, ...inStreet];
  const divisions = [
    ...divisionsOf(place.departement, 'departement', territories),
    ...divisionsOf(place.region, 'region', territories),
    ...read.flatMap((each) => each.divisions),
  ];
  return {
    ...(code === undefined ? {} : { code }),
    postcodes: field === undefined ? fields.flatMap(({ postcodes }) => postcodes) : [field],
    towns: read.flatMap(({ town }) => town ?? []),
    segments: [...(city?.segments ?? []), ...(text?.segments ?? []), ...(street?.segments ?? [])],
    divisions: [...new Map(divisions.map((division) => [division.id, division])).values()],
  };
}

/** The countries that a place names: its field, else the end of a piece of its texts. */
export function countriesOf(place: StatedPlace): readonly NamedCountry[] {
  const stated = countriesIn(place.country ?? '');
  if (stated.length > 0) return stated;
  const texts = [place.city ?? '', place.text ?? '', place.region ?? ''];
  const named = texts
    .flatMap((text) => readAddressText(text).segments)
    .flatMap((segment) => countryAtEnd(segment)?.country ?? []);
  return [...new Map(named.map((each) => [`${each.country} ${each.within ?? ''}`, each])).values()];
}

interface ReadSegment {
  readonly town?: TownMention;
  readonly divisions: readonly Territory[];
}

function readSegment(
  segment: Segment,
  { territories, isField }: { territories: Territories; isField: boolean },
): ReadSegment {
  const town = (part: Segment): TownMention | undefined =>
    (isField ? townOfField(part, territories) : undefined) ?? townOfSegment(part, territories);
  const whole = segment.words.join(' ');
  const divisions = [...territories.divisionsNamed(whole), ...departementNumbered(whole, territories)];
  const stated = town(segment);
  if (!isField && stated?.text === whole && divisions.length > 0) return eitherOf(stated, divisions);
  if (stated !== undefined && !stated.isTypo && !isCountry(segment)) return { town: stated, divisions };
  if (divisions.length > 0) return { divisions };
  const region = divisionAtEnd(segment, territories);
  const narrowed = region === undefined ? undefined : town(region.before);
  if (region !== undefined && narrowed !== undefined && isWithinAny(narrowed, region.divisions))
    return { town: narrowed, divisions: region.divisions };
  const country = countryAtEnd(segment);
  if (country !== undefined && country.before.words.length > 0) {
    return readSegment(country.before, { territories, isField });
  }
  return { ...(stated === undefined || country !== undefined ? {} : { town: stated }), divisions };
}

/**
 * A text that names a town and a division alike (“Vienne”, “Creuse”) can mean both, unless the division has a hundred times
 * more people, or is no more than the town (“Paris”).
 */
function eitherOf(town: TownMention, divisions: readonly Territory[]): ReadSegment {
  const people = (territories: readonly Territory[]): number =>
    territories.reduce((sum, { population = 0 }) => sum + population, 0);
  const towns = town.communes.map(({ commune }) => commune);
  if (people(divisions) === people(towns.slice(0, 1))) return { town, divisions };
  if (people(divisions) >= 100 * people(towns)) return { divisions };
  const meant = divisions.map((commune) => ({ commune, kind: 'name' as const }));
  return { town: { ...town, communes: [...town.communes, ...meant], strength: 'named' }, divisions: [] };
}

function isWithinAny({ communes }: TownMention, divisions: readonly Territory[]): boolean {
  return communes.some(({ commune }) => divisions.some(({ id }) => commune.within.includes(id)));
}

function isCountry(segment: Segment): boolean {
  return countryNamed(segment.words.join(' ')) !== undefined;
}

/** “hauts de seine” at the end of “Courbevoie Hauts de Seine”; not in “rue de Bretagne”. */
function divisionAtEnd(
  segment: Segment,
  territories: Territories,
): { before: Segment; divisions: readonly Territory[] } | undefined {
  for (let length = Math.min(6, segment.words.length - 1); length > 0; length -= 1) {
    const start = segment.words.length - length;
    const last = segment.words.slice(start).join(' ');
    const divisions = [...territories.divisionsNamed(last), ...departementNumbered(last, territories)];
    if (divisions.length === 0 || isLinked(segment, start)) continue;
    return { before: partOf(segment, 0, start), divisions };
  }
  return undefined;
}

function countryAtEnd(segment: Segment): { before: Segment; country: NamedCountry } | undefined {
  if (!endsCountryName(segment.words.at(-1) ?? '')) return undefined;
  for (let length = Math.min(5, segment.words.length); length > 0; length -= 1) {
    const start = segment.words.length - length;
    const country = countryNamed(segment.words.slice(start).join(' '));
    if (country !== undefined && !isLinked(segment, start))
      return { before: partOf(segment, 0, start), country };
  }
  return undefined;
}

/** True where a name belongs to a street or to another name: “rue Anatole France”, “avenue de Bretagne”. */
function isLinked({ words, isJoined }: Segment, start: number): boolean {
  const before = words[start - 1];
  if (isJoined[start] === true) return true;
  if (before === undefined) return false;
  return linkingWords.has(before) || personWords.has(before) || streetTypes.has(before);
}

function departementNumbered(text: string, territories: Territories): readonly Territory[] {
  const departement = /^(?:\d{2,3}|2[ab])$/.test(text)
    ? territories.get(`departement-${text.toUpperCase()}`)
    : undefined;
  return departement === undefined ? [] : [departement];
}

function divisionsOf(
  text: string | undefined,
  level: 'departement' | 'region',
  territories: Territories,
): readonly Territory[] {
  return (text ?? '').split(/[,;()/]/).flatMap((part) => {
    const folded = foldPlaceName(part);
    if (folded === '') return [];
    const byCode = territories.get(`${level}-${folded.toUpperCase().padStart(2, '0')}`);
    return [...territories.divisionsNamed(folded), ...(byCode === undefined ? [] : [byCode])];
  });
}
