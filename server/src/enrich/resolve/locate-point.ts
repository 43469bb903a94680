import type { EvidenceKind } from '../../domain/place-finding.ts';
import type { TerritoryId } from '../../domain/territory.ts';
import type { Position } from '../distance.ts';
import { countryOf } from '../countries.ts';
import { createNearestIndex, type NearestIndex } from '../nearest.ts';
import type { CountryOutlines } from '../reference/country-outlines.ts';
import type { Territories, Territory } from '../reference/territories.ts';
import type { World, WorldPlace } from '../reference/world.ts';

/** Where a point lies. */
export interface PointPlace {
  readonly country: string;
  /** Widest first, as far down as is sure. */
  readonly path: readonly TerritoryId[];
  readonly how: Extract<EvidenceKind, 'within' | 'nearest'>;
  /** True where a country (ISO 3166-1 alpha-2) has a town within 30 km: beside a border the nearest town decides little. */
  readonly isNear: (country: string) => boolean;
}

/** Territories that a point lies inside of, by contours; empty where there are none. */
export interface Contours {
  containing(position: Position): readonly TerritoryId[];
}

/** Beyond this from any town only the country is said, and nothing at sea. Metres. */
const farthest = 60_000;

/** How far from a point towns of another country are looked for; metres. */
const borderReach = 30_000;

/** Within this of a commune's centre a point is in that commune, whatever other centres are near. Metres. */
const sure = 1200;

/** How much farther the second nearest centre has to be, where every commune's centre is known. */
const clearly = 1.5;

/**
 * Finds the territories of a point: by contours where there are some, else by the nearest centres, and then only as far
 * down as these agree. The outlines of countries decide where the towns around are of several countries, between these,
 * and where there is no town. Undefined at sea.
 */
export function createPointLocator({
  territories,
  world,
  contours,
  outlines,
  hasAllCentres,
}: {
  territories: Territories;
  world: World;
  contours: Contours;
  /** Called where the towns around a point do not tell its country. */
  outlines: () => CountryOutlines;
  /** True where every commune's centre is known, so that the nearest is meant. */
  hasAllCentres: boolean;
}): (position: Position) => PointPlace | undefined {
  const index = createNearestIndex(located(territories, world));
  const isNear = (position: Position, country: string): boolean =>
    index.near(position, { limit: borderReach, count: 1, wanted: (item) => homeOf(item) === country })
      .length > 0;
  const locate = (position: Position): Omit<PointPlace, 'isNear'> | undefined => {
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
      return inside === undefined
        ? countryAlone(outlines().countryAt(position), territories)
        : { country: 'FR', path: inside, how: 'within' };
    const country = inside === undefined ? countryAround(position, { near, outlines }) : 'FR';
    if (country !== 'FR') return abroad(country, near);
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
    return found === undefined ? undefined : { ...found, isNear: (country) => isNear(position, country) };
  };
}

/** Contours may be of another year than the reference: a commune of before leads to today's. */
function today(id: TerritoryId, territories: Territories): TerritoryId | undefined {
  if (territories.get(id) !== undefined) return id;
  return id.startsWith('commune-') ? territories.communeOfCode(id.slice('commune-'.length))?.id : undefined;
}

type Located = Territory | WorldPlace;

function located(territories: Territories, world: World): { item: Located; position: Position }[] {
  const communes = territories
    .communes()
    .flatMap((commune) =>
      commune.centre === undefined || commune.centre.isEstimated === true
        ? []
        : [{ item: commune, position: commune.centre }],
    );
  return [...communes, ...world.places().map((place) => ({ item: place, position: place }))];
}

function homeOf(item: Located): string {
  return 'country' in item ? item.country : 'FR';
}

type Near = ReturnType<NearestIndex<Located>['near']>;

/** Six within 60 km; where three are within 12 km, no farther ones. */
function nearTo(position: Position, index: NearestIndex<Located>): Near {
  const near = index.near(position, { limit: farthest, count: 6 });
  const close = near.filter(({ metres }) => metres <= 12_000);
  return close.length >= 3 ? close : near;
}

/** The country of the towns around; between several, the one whose outline holds the point, else that of the nearest. */
function countryAround(
  position: Position,
  { near, outlines }: { near: Near; outlines: () => CountryOutlines },
): string {
  const countries = new Set(near.map(({ item }) => homeOf(item)));
  const [nearest = ''] = countries;
  if (countries.size < 2) return nearest;
  const outlined = outlines().countryAt(position, countries);
  return outlined === undefined ? nearest : (countryOf(outlined)?.country ?? nearest);
}

/** French overseas territories have a code of their own in ISO 3166: it leads to them. */
function countryAlone(
  code: string | undefined,
  territories: Territories,
): Omit<PointPlace, 'isNear'> | undefined {
  const found = code === undefined ? undefined : countryOf(code);
  if (found === undefined) return undefined;
  const isKnown = found.within !== undefined && territories.get(found.within) !== undefined;
  return {
    country: found.country,
    path: isKnown ? territories.path(found.within) : [`country-${found.country}`],
    how: 'within',
  };
}

function abroad(country: string, near: Near): Omit<PointPlace, 'isNear'> {
  const regions = near
    .flatMap(({ item }) => ('country' in item && item.country === country ? [item.region] : []))
    .slice(0, 3);
  const [first] = regions;
  const isOneRegion = regions.every((region) => region === first);
  const region = isOneRegion && first !== undefined ? [first] : [];
  return { country, path: [`country-${country}`, ...region], how: 'nearest' };
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
  const limit = Math.max(3 * first.metres, 5000);
  const reach = near.filter(({ metres }) => metres <= limit);
  return first.commune.within.filter((id) => reach.every(({ commune }) => commune.within.includes(id)));
}
