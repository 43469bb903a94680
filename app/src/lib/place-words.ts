import type { Lang, ThingDoc } from '@carrefour/server/contract';

type Place = ThingDoc['places'][number];

/** Names of territories by `{level}-{code}`, in the reader's language. */
type TerritoryNames = Readonly<Record<string, string>>;

/** The name of the département or région of a place without a town, where `names` holds it. */
export function divisionName({ city, territories }: Place, names: TerritoryNames): string | undefined {
  const narrowest = territories.slice(1).at(-1);
  return city !== undefined || narrowest === undefined ? undefined : names[narrowest];
}

/** `Guéret (23)`, `Sofia, Bulgarie`, `Creuse` or `France`; undefined when nothing names the place. */
export function placeName(place: Place, lang: Lang, names: TerritoryNames = {}): string | undefined {
  const departement = codeOf(place, 'departement-');
  const country = place.country ?? codeOf(place, 'country-');
  if (place.city !== undefined && departement !== undefined) return `${place.city} (${departement})`;
  const countryName = country === undefined ? undefined : nameOfCountry(country, lang);
  const local = place.city ?? place.name ?? divisionName(place, names);
  if (local === undefined) return countryName;
  const isPlain =
    country === 'FR' || countryName === undefined || (place.city === undefined && local === place.name);
  return isPlain ? local : `${local}, ${countryName}`;
}

/** Distinct names of a thing's places, in their order. */
export function placeNames(places: readonly Place[], lang: Lang, territories: TerritoryNames = {}): string[] {
  const names = places
    .map((place) => placeName(place, lang, territories))
    .filter((name) => name !== undefined);
  return [...new Set(names)];
}

function codeOf({ territories }: Place, prefix: string): string | undefined {
  return territories.find((territory) => territory.startsWith(prefix))?.slice(prefix.length);
}

function nameOfCountry(code: string, lang: Lang): string | undefined {
  if (!/^[A-Z]{2}$/.test(code)) return undefined;
  return new Intl.DisplayNames(lang, { type: 'region' }).of(code);
}
