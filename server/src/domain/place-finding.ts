import type { TerritoryId } from './territory.ts';

/** How closely a place is known. */
export type PlacePrecision =
  'point' | 'street' | 'commune' | 'departement' | 'region' | 'country' | 'unknown';

/** What a piece of evidence is read from. */
export type EvidenceSource =
  | 'code'
  | 'postcode'
  | 'town'
  | 'departement'
  | 'region'
  | 'country'
  | 'coordinates'
  | 'context'
  | 'population'
  | 'geocoder';

/**
 * How evidence speaks. `exact`: the code or name as it stands; `former`: a name or code from before a merger of communes;
 * `locality`: a place within the commune;
 * `other-name`: a name in another language; `typo`: a name within one or two letters; `only`: the postcode serves one
 * commune alone; `prefix`: the first digits of an office's postcode; `nearest`: the nearest centre; `within`: inside the
 * contour; `swapped`: latitude and longitude stood in each other's field; `largest`: far larger than all others of the
 * name, or home to so large a share of the people of all that can be meant; `default`: the source's own country; `unusable`: read, and no place.
 */
export type EvidenceKind =
  | 'exact'
  | 'former'
  | 'locality'
  | 'other-name'
  | 'typo'
  | 'only'
  | 'prefix'
  | 'nearest'
  | 'within'
  | 'swapped'
  | 'largest'
  | 'default'
  | 'unusable';

/** One reason for a place's territory, or one that was found wanting. */
export interface PlaceEvidence {
  readonly from: EvidenceSource;
  /** As the source says it. */
  readonly value: string;
  readonly how: EvidenceKind;
  /** What it leads to, where that is one territory. */
  readonly territory?: TerritoryId;
  /** Who says so and when (ISO 8601), where it was asked of a service. */
  readonly source?: string;
  readonly at?: string;
}

/** Two things that a source says of one place and that cannot both be: which one stands, and what was set aside. */
export interface PlaceConflict {
  readonly kept: EvidenceSource;
  readonly against: EvidenceSource;
  /** What was set aside, as the source says it. */
  readonly value: string;
  readonly territory?: TerritoryId;
}
