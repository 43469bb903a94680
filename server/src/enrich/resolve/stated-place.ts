import type { FoundAddress } from '../../domain/geocoding.ts';
import type { StatedCoordinate } from '../coordinates.ts';

/** What a source says of a place. Every field may hold free text in any language. */
export interface StatedPlace {
  /** INSEE code of a commune, as it is or was. */
  readonly code?: string | undefined;
  /** An address, a label, a sentence: any text that names the place. */
  readonly text?: string | undefined;
  readonly street?: string | undefined;
  readonly postcode?: string | undefined;
  readonly city?: string | undefined;
  readonly departement?: string | undefined;
  readonly region?: string | undefined;
  /** ISO code or name. */
  readonly country?: string | undefined;
  readonly lat?: StatedCoordinate | undefined;
  readonly lon?: StatedCoordinate | undefined;
  /** What a geocoder said of the address. */
  readonly answer?: FoundAddress | undefined;
  /** What else the record says: names a département or région that tells homonyms apart, never a place by itself. */
  readonly context?: string | undefined;
  /** ISO 3166-1 alpha-2: where places lie whose record names no country. */
  readonly defaultCountry?: string | undefined;
}
