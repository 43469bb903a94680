import type { TerritoryId, TerritoryLevel } from '../../domain/territory.ts';

/** The middle of a territory, and how far from it the territory reaches. */
export interface Centre {
  /** WGS 84 degrees. */
  readonly lat: number;
  readonly lon: number;
  /** Metres within which nearly all of the territory lies. */
  readonly radius: number;
  /** True where no source says the middle and it was estimated from the neighbours: good for drawing, not for deciding. */
  readonly isEstimated?: boolean;
}

/** A country, région, département, EPCI or commune, or a first-level division of another country. */
export interface Territory {
  readonly id: TerritoryId;
  readonly level: TerritoryLevel;
  readonly code: string;
  readonly name: string;
  /** The territories around it, widest first. */
  readonly within: readonly TerritoryId[];
  readonly population?: number;
  readonly centre?: Centre;
  /** GeoNames' number of the town that stands for it. */
  readonly geonames?: string;
  /** GeoNames' number of the very territory. */
  readonly area?: string;
  readonly postcodes: readonly string[];
}

/**
 * How a name leads to a commune: its own, that of a commune that became part of it, that of a place within it, or its
 * name in another language.
 */
export type NameKind = 'name' | 'former-name' | 'locality' | 'other-name';

export interface NamedCommune {
  readonly commune: Territory;
  readonly kind: NameKind;
}

/**
 * The French territories of today: what a code, a postcode or a name stands for. Names are given folded
 * (`foldPlaceName`). Everything is held in memory; the object never changes.
 */
export interface Territories {
  /** Hash of all that was read: another value means that places may resolve otherwise. */
  readonly version: string;
  get(id: TerritoryId): Territory | undefined;
  /** From the country to the territory itself. */
  path(id: TerritoryId): readonly TerritoryId[];
  all(): Iterable<Territory>;
  communes(): readonly Territory[];
  /** The communes of a région, département or EPCI; none of any other territory. */
  communesWithin(id: TerritoryId): readonly Territory[];
  /** Today's commune of an INSEE code, also of one that is no longer used or that names a part of a commune. */
  communeOfCode(code: string): Territory | undefined;
  /** The communes that a postcode serves, the largest first. */
  communesOfPostcode(postcode: string): readonly Territory[];
  /** Communes that have or had the name; where there are none, those that a place or another language calls so. */
  communesNamed(folded: string): readonly NamedCommune[];
  /** All that a name leads to, for telling them apart by a postcode. */
  communesEverNamed(folded: string): readonly NamedCommune[];
  /** True where a folded word ends any of these names: a text that ends otherwise names no commune. */
  endsCommuneName(word: string): boolean;
  /** Communes whose name, with or without its article, is within `limit` edits; closest only. */
  communesLike(folded: string, limit: number): readonly NamedCommune[];
  /** Régions and départements of a name; regions from before 2016 lead to today's. */
  divisionsNamed(folded: string): readonly Territory[];
}
