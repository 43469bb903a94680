import type { PlaceConflict, PlaceEvidence } from '../../domain/place-finding.ts';
import type { TerritoryId } from '../../domain/territory.ts';
import type { NamedCountry } from '../countries.ts';
import type { Position } from '../distance.ts';
import type { Territories, Territory } from '../reference/territories.ts';
import type { World } from '../reference/world.ts';
import { likeliestOf, surroundingsOf, type Likeliest } from './likeliest.ts';
import type { PointPlace } from './locate-point.ts';

/** What resolving reads; nothing of it changes. */
export interface PlaceKnowledge {
  readonly territories: Territories;
  /** Called for places that are not in France. */
  readonly world: () => World;
  readonly locatePoint: (position: Position) => PointPlace | undefined;
}

/** Where the words of a place lead to. */
export interface Finding {
  /** Widest first; empty when nothing is known. */
  readonly path: readonly TerritoryId[];
  readonly evidence: readonly PlaceEvidence[];
  readonly candidates?: readonly TerritoryId[];
  readonly conflict?: PlaceConflict;
  /** The middle of what was found, with its reach in metres. */
  readonly centre?: Position & { readonly radius: number };
  /** The best single answer where there are candidates. */
  readonly likeliest?: Likeliest;
  /** True for a town, also outside France, where no territory stands for towns. */
  readonly isTown: boolean;
  /** Of a town outside France. */
  readonly population?: number;
}

/** Nothing but the countries that are named: one is known, several are candidates. */
export function findingOfCountries(countries: readonly NamedCountry[], how: 'exact' | 'default'): Finding {
  const ids = [...new Set(countries.map(({ country }) => `country-${country}`))];
  const evidence = countries.map(({ country }): PlaceEvidence => ({
    from: 'country',
    value: country,
    how,
    territory: `country-${country}`,
  }));
  return ids.length === 1
    ? { path: ids, evidence, isTown: false }
    : { path: [], evidence, isTown: false, ...(ids.length === 0 ? {} : { candidates: ids }) };
}

/** A finding of French territories: one is known, several leave what they have in common. */
export function findingOfTerritories(
  found: readonly Territory[],
  {
    territories,
    evidence,
    conflict,
  }: {
    territories: Territories;
    evidence: readonly PlaceEvidence[];
    conflict?: PlaceConflict | undefined;
  },
): Finding {
  const paths = found.map(({ id }) => territories.path(id));
  const [first = [], ...others] = paths;
  const path = first.filter((id) => others.every((other) => other.includes(id)));
  const [only] = found.length === 1 ? found : [];
  const likeliest = likeliestOf(found);
  const around = likeliest === undefined ? undefined : surroundingsOf(found);
  const middle = only?.centre ?? around ?? territories.get(path.at(-1) ?? '')?.centre;
  return {
    path,
    evidence,
    isTown: only?.level === 'commune',
    ...(found.length > 1 ? { candidates: found.map(({ id }) => id) } : {}),
    ...(likeliest === undefined ? {} : { likeliest }),
    ...(conflict === undefined ? {} : { conflict }),
    ...(middle === undefined ? {} : { centre: { lat: middle.lat, lon: middle.lon, radius: middle.radius } }),
  };
}
