import type { Lang, ThingDoc } from '@carrefour/server/contract';

type Place = ThingDoc['places'][number];

/** `Guéret (23)`, `Sofia, Bulgarie` or `France`; undefined when nothing names the place. */
export function placeName(place: Place, lang: Lang): string | undefined {
  const departement = codeOf(place, 'departement-');
  const country = place.country ?? codeOf(place, 'country-');
  if (place.city !== undefined && departement !== undefined) return `${place.city} (${departement})`;
  const countryName = country === undefined ? undefined : nameOfCountry(country, lang);
  if (place.city === undefined) return place.name ?? countryName;
  return country === 'FR' || countryName === undefined ? place.city : `${place.city}, ${countryName}`;
}

/** Distinct names of a thing's places, in their order. */
export function placeNames(places: readonly Place[], lang: Lang): string[] {
  const names = places.map((place) => placeName(place, lang)).filter((name) => name !== undefined);
  return [...new Set(names)];
}

function codeOf({ territories }: Place, prefix: string): string | undefined {
  return territories.find((territory) => territory.startsWith(prefix))?.slice(prefix.length);
}

function nameOfCountry(code: string, lang: Lang): string | undefined {
  if (!/^[A-Z]{2}$/.test(code)) return undefined;
  return new Intl.DisplayNames(lang, { type: 'region' }).of(code);
}
