import type { Address, AddressAnswer } from '../domain/geocoding.ts';
import { foldPlaceName } from './fold-place-name.ts';

/** An address to look up. */
export interface AddressQuery extends Address {
  /** INSEE code of the commune, where it is sure: nothing outside of it is then found. */
  readonly communeCode?: string;
}

/** What came of one address: an answer to keep, or that there is none for now. */
export type Geocoded = AddressAnswer | { readonly outcome: 'failed'; readonly reason: string };

/**
 * Asks a reference of addresses where they are. A batch is answered whole, in its order, or not at all; one address that the
 * service could not work on is `failed`, and may be asked again. An empty batch asks nothing. Keeps to the service's pace by
 * itself. Rejects with AppError `unavailable`, in words that say what to do, when the service cannot be reached, refuses, or
 * answers something else than was asked; or with the reason of the signal.
 */
export interface Geocoder {
  /** By which its answers are kept: answers of two names are never mixed. */
  readonly name: string;
  /** The most addresses in one batch. */
  readonly batchSize: number;
  /** True for one that asks nobody: its answers are not worth keeping. */
  readonly isOffline: boolean;
  ask(addresses: readonly AddressQuery[], signal: AbortSignal): Promise<readonly Geocoded[]>;
}

/** The address that a place writes, where it writes more than a town; undefined for any other. */
export function addressOf({
  street,
  postcode,
  city,
}: {
  readonly street?: string | undefined;
  readonly postcode?: string | undefined;
  readonly city?: string | undefined;
}): Address | undefined {
  if (street === undefined || !/\p{L}{2}/u.test(street)) return undefined;
  return {
    street,
    ...(postcode === undefined ? {} : { postcode }),
    ...(city === undefined ? {} : { town: city }),
  };
}

/** An address as it is compared: what differs only in case, accents and punctuation is one address. */
export function addressKey({ street, postcode = '', town = '' }: Address): string {
  return [street, postcode, town].map(foldPlaceName).join('|');
}
