import type { FoundAddress } from '../domain/geocoding.ts';
import type { DocPlace, PlaceRole } from '../domain/thing-doc.ts';
import type { Places } from './places.ts';
import type { StatedPlace } from './resolve/stated-place.ts';

/** A place of a thing as its source states it. */
export interface PlaceInRecord extends Pick<
  StatedPlace,
  'street' | 'postcode' | 'city' | 'region' | 'country' | 'lat' | 'lon'
> {
  readonly role: PlaceRole;
  readonly name?: string | undefined;
}

/** What is known beside the place itself. */
export interface PlaceSurroundings {
  /** ISO 3166-1 alpha-2 of the source's country. */
  readonly defaultCountry?: string | undefined;
  /** Texts of the record, for telling homonyms apart. */
  readonly context: string;
  /** What a geocoder said of the address. */
  readonly answer?: FoundAddress | undefined;
}

/** Longest context that is looked through for the names of départements and régions. */
const contextLength = 2000;

/**
 * A place as page, API and search read it. Coordinates that contradict what is written are left out of it; where only a
 * territory is known, its middle stands with the metres that the place may be away from it.
 */
export function docPlaceOf(
  { role, name, ...stated }: PlaceInRecord,
  { defaultCountry, context, answer }: PlaceSurroundings,
  places: Places,
): DocPlace {
  const hasTown = isText(stated.city) || isText(stated.postcode);
  const resolved = places.resolve({
    ...stated,
    ...(hasTown ? {} : { text: [name, stated.street].filter(isText).join(', ') }),
    defaultCountry,
    answer,
    context: context.slice(0, contextLength),
  });
  const { street, postcode, city } = stated;
  const commune = resolved.territories.find((id) => id.startsWith('commune-'));
  const town = city ?? (commune === undefined ? undefined : places.territories().get(commune)?.name);
  const { position, evidence, candidates, conflict, country, territories, precision } = resolved;
  const members = {
    role,
    name,
    street,
    postcode,
    city: town,
    country,
    lat: position?.lat,
    lon: position?.lon,
    radius: position?.radius,
    precision,
    territories,
    evidence: evidence.length === 0 ? undefined : evidence,
    candidates,
    conflict,
  };
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as unknown as DocPlace;
}

function isText(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== '';
}
