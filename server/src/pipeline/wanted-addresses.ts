import { describe } from '../domain/description.ts';
import type { Address, FoundAddress } from '../domain/geocoding.ts';
import type { Publication } from '../domain/publication.ts';
import { fromNQuads } from '../domain/quads.ts';
import type { DocPlace } from '../domain/thing-doc.ts';
import { thingIri, type ThingId } from '../domain/thing-id.ts';
import { placeContext, placesBy, type ElectedPlace } from '../elect/doc-places.ts';
import { docPlaceOf } from '../enrich/doc-place.ts';
import { addressKey, addressOf, type AddressQuery } from '../enrich/geocoder.ts';
import type { Places } from '../enrich/places.ts';

/** What reading the addresses of publications takes. */
export interface AddressReading {
  readonly places: Places;
  /** ISO 3166-1 alpha-2 of a source. */
  readonly countryOf: (source: string) => string | undefined;
}

/** An address of a published thing that a geocoder might place better. */
export interface WantedAddress {
  readonly key: string;
  readonly query: AddressQuery;
  readonly thing: ThingId;
  /** The thing with all that it was merged from. */
  readonly members: readonly ThingId[];
  /** True where an answer would change where the thing is. */
  readonly isSettledBy: (answer: FoundAddress) => boolean;
}

/**
 * The addresses in France of one publication that lead to no point or to several communes. They are read from its open
 * statements alone: what a partner lets us show and no more is never among them, nor is a seat that is another thing's.
 */
export function wantedAddresses({ doc, graph }: Publication, reading: AddressReading): WantedAddress[] {
  if (!doc.isOpen || !doc.places.some(isWanted)) return [];
  const root = thingIri(doc.id);
  const description = describe(
    fromNQuads(graph).filter(({ graph: { termType } }) => termType === 'DefaultGraph'),
  );
  const context = placeContext(root, description);
  const source = doc.sources[0]?.source ?? '';
  return placesBy(root, { description, sourceOf: () => source }).flatMap((place) => {
    const address = addressOf(place);
    const found = (answer?: FoundAddress): DocPlace => locate(place, { context, reading, answer });
    const offline = found();
    if (address === undefined || !isWanted(offline)) return [];
    return {
      key: addressKey(address),
      query: withCommune(address, offline),
      thing: doc.id,
      members: [doc.id, ...doc.mergedIds],
      isSettledBy: (answer) => JSON.stringify(found(answer)) !== JSON.stringify(offline),
    };
  });
}

function locate(
  { source, ...place }: ElectedPlace,
  {
    context,
    reading: { places, countryOf },
    answer,
  }: { context: string; reading: AddressReading; answer: FoundAddress | undefined },
): DocPlace {
  return docPlaceOf(place, { defaultCountry: countryOf(source), context, answer }, places);
}

function isWanted({ isInherited, country, street, lat, radius, ...place }: DocPlace): boolean {
  if (isInherited === true || country !== 'FR' || street === undefined) return false;
  if (place.evidence?.some(({ from }) => from === 'geocoder') === true) return false;
  if (place.candidates !== undefined) return place.candidates.every(isCommune);
  return place.territories.some(isCommune) && (lat === undefined || radius !== undefined);
}

function isCommune(id: string): boolean {
  return id.startsWith('commune-');
}

function withCommune(address: Address, { candidates, territories }: DocPlace): AddressQuery {
  const commune = candidates === undefined ? territories.find(isCommune) : undefined;
  return commune === undefined ? address : { ...address, communeCode: commune.slice('commune-'.length) };
}
