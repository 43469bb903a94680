import type { EvidenceKind } from '../../domain/place-finding.ts';
import type { TerritoryId } from '../../domain/territory.ts';
import type { Position } from '../distance.ts';
import { NearestIndex } from '../nearest.ts';
import type { Territories, Territory } from '../reference/territories.ts';
import type { World, WorldPlace } from '../reference/world.ts';

/** Where a point lies. */
export interface PointPlace {
  readonly country: string;
  /** Widest first, as far down as is sure. */
  readonly path: readonly TerritoryId[];
  readonly how: Extract<EvidenceKind, 'within' | 'nearest'>;
  /** Countries with a town within 30 km: beside a border the nearest town decides little. */
  readonly countriesNear: ReadonlySet<string>;
}

/** Territories that a point lies inside of, by contours; empty where there are none. */
export interface Contours {
  containing(position: Position): readonly TerritoryId[];
}

/** Beyond this from any town a point is in the sea or in a desert: nothing is said of it. Metres. */
const farthest = 60_000;

/** How far from a point towns of another country are looked for; metres. */
const borderReach = 30_000;

/** Within this of a commune's centre a point is in that commune, whatever other centres are near. Metres. */
const sure = 1200;

/** How much farther the second nearest centre has to be, where every commune's centre is known. */
const clearly = 1.5;

/**
 * Finds the territories of a point: by contours where there are some, else by the nearest centres, and then only as far
 * down as these agree. Undefined far from any town.
 */
export function createPointLocator({
  territories,
  world,
  contours,
  hasAllCentres,
}: {
  territories: Territories;
  world: World;
  contours: Contours;
  /** True where every commune's centre is known, so that the nearest is meant. */
  hasAllCentres: boolean;
}): (position: Position) => PointPlace | undefined {
  const index = new NearestIndex<Territory | WorldPlace>();
  for (const commune of territories.communes()) {
    if (commune.centre !== undefined && commune.centre.isEstimated !== true)
      index.add(commune.centre, commune);
  }
  for (const place of world.places()) index.add(place, place);
  const countriesNear = (position: Position): ReadonlySet<string> =>
    new Set(
      index
        .near(position, { limit: borderReach, count: 200 })
        .map(({ item }) => ('country' in item ? item.country : 'FR')),
    );
  const locate = (position: Position): Omit<PointPlace, 'countriesNear'> | undefined => {
    const [inside] = contours
      .containing(position)
      .flatMap((id) => today(id, territories) ?? [])
      .map((id) => territories.path(id))
      .sort((a, b) => b.length - a.length);
    if (inside?.at(-1)?.startsWith('commune-') === true)
      return { country: 'FR', path: inside, how: 'within' };
    const near = nearTo(position, index);
    const [first] = near;
    if (first === undefined)
      return inside === undefined ? undefined : { country: 'FR', path: inside, how: 'within' };
    if (inside === undefined && 'country' in first.item) return abroad(first.item, near);
    const communes = near.flatMap(({ item, metres }) =>
      'country' in item ? [] : [{ commune: item, metres }],
    );
    const fitting =
      inside === undefined
        ? communes
        : communes.filter(({ commune }) => inside.every((id) => commune.within.includes(id)));
    return { country: 'FR', path: agreed(fitting, { hasAllCentres, inside }), how: 'nearest' };
  };
  return (position) => {
    const found = locate(position);
    return found === undefined ? undefined : { ...found, countriesNear: countriesNear(position) };
  };
}

/** Contours may be of another year than the reference: a commune of before leads to today's. */
function today(id: TerritoryId, territories: Territories): TerritoryId | undefined {
  if (territories.get(id) !== undefined) return id;
  return id.startsWith('commune-') ? territories.communeOfCode(id.slice('commune-'.length))?.id : undefined;
}

type Near = readonly { readonly item: Territory | WorldPlace; readonly metres: number }[];

function nearTo(position: Position, index: NearestIndex<Territory | WorldPlace>): Near {
  const close = index.near(position, { limit: 12_000, count: 6 });
  return close.length >= 3 ? close : index.near(position, { limit: farthest, count: 6 });
}

function abroad(first: WorldPlace, near: Near): Omit<PointPlace, 'countriesNear'> {
  const others = near.slice(0, 3).flatMap(({ item }) => ('country' in item ? [item] : []));
  const isOneRegion = others.every(({ region }) => region === first.region);
  const country = `country-${first.country}`;
  const region = isOneRegion && first.region !== undefined ? [first.region] : [];
  return { country: first.country, path: [country, ...region], how: 'nearest' };
}

/** The path that the nearest communes have in common; down to the commune where the nearest leaves no doubt. */
function agreed(
  near: readonly { readonly commune: Territory; readonly metres: number }[],
  {
    hasAllCentres,
    inside = ['country-FR'],
  }: { hasAllCentres: boolean; inside?: readonly TerritoryId[] | undefined },
): readonly TerritoryId[] {
  const [first, second] = near;
  if (first === undefined) return inside;
  const isClear =
    hasAllCentres && first.metres < 15_000 && (second?.metres ?? Infinity) > clearly * first.metres;
  if (first.metres <= sure || isClear) return [...first.commune.within, first.commune.id];
  const reach = near.filter(({ metres }) => metres <= Math.max(3 * first.metres, 5000));
  return first.commune.within.filter((id) => reach.every(({ commune }) => commune.within.includes(id)));
}
