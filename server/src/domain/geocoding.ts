/** An address as it is asked for: what its source writes, field by field. */
export interface Address {
  /** A number and a street, a hamlet, or a whole address in one line. */
  readonly street: string;
  readonly postcode?: string;
  readonly town?: string;
}

/** What a geocoder found an address to be, from the closest to the widest. */
export type AddressType = 'housenumber' | 'street' | 'locality' | 'municipality';

/** Where an address is, as a geocoder says it. */
export interface FoundAddress {
  readonly outcome: 'found';
  /** WGS 84 degrees. */
  readonly lat: number;
  readonly lon: number;
  /** How well what was found fits what was asked, from 0 to 1. */
  readonly score: number;
  readonly type: AddressType;
  /** The address in the geocoder's own words. */
  readonly label: string;
  /** INSEE code of the commune, or of an arrondissement. */
  readonly communeCode: string;
  /** The reference that it was looked up in, by its name. */
  readonly source: string;
  /** When (ISO 8601). */
  readonly at: string;
}

/** That a geocoder knows no such address. */
export interface UnknownAddress {
  readonly outcome: 'unknown';
  readonly source: string;
  readonly at: string;
}

/** What a geocoder says of one address. */
export type AddressAnswer = FoundAddress | UnknownAddress;

/** An answer as it is kept, by what was asked of whom. */
export interface KeptAnswer {
  /** The address as it is compared (`addressKey`). */
  readonly address: string;
  /** Name of the geocoder that was asked. */
  readonly geocoder: string;
  readonly answer: AddressAnswer;
}
