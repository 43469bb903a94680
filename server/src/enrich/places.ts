import { createHash } from 'node:crypto';
import type { TerritoryId } from '../domain/territory.ts';
import { bundledReference, loadTerritories, type TerritoryCentres } from './reference/load.ts';
import { loadAbroad } from './reference/abroad.ts';
import { loadCountryOutlines } from './reference/country-outlines.ts';
import { readHashes } from './reference/rows.ts';
import type { Territories, Territory } from './reference/territories.ts';
import { loadWorld, type World } from './reference/world.ts';
import type { PlaceKnowledge } from './resolve/finding.ts';
import { createPointLocator, type Contours, type PointPlace } from './resolve/locate-point.ts';
import { resolvePlace, type ResolvedPlace } from './resolve/resolve-place.ts';
import type { StatedPlace } from './resolve/stated-place.ts';
import type { Position } from './distance.ts';

/** What `carrefour territories update` brought, read from the data folder. */
export interface TerritoryUpdate extends TerritoryCentres {
  readonly contours: Contours;
}

/** Resolves places; reads the reference when the first one is asked for. */
export interface Places {
  /** Hash of everything that answers depend on: places resolved under another one are to be resolved again. */
  readonly version: string;
  resolve(place: StatedPlace): ResolvedPlace;
  territories(): Territories;
  /** A territory of France or abroad. */
  territory(id: TerritoryId): Territory | undefined;
  world(): World;
  /** Where a point lies; undefined in the sea. */
  locatePoint(position: Position): PointPlace | undefined;
}

/** Part of the version: to be raised when the rules of resolving change. */
const rules = 4;

/**
 * The places of a data folder. Reads only hashes at once: commands that resolve nothing pay nothing. Throws AppError
 * `unavailable` when the reference is missing.
 */
export function openPlaces({
  folder = bundledReference,
  update,
}: { folder?: string; update?: TerritoryUpdate | undefined } = {}): Places {
  const version = createHash('sha256')
    .update(JSON.stringify([rules, readHashes(folder), update?.version ?? '']))
    .digest('hex')
    .slice(0, 16);
  const territories = once(() => loadTerritories({ folder, ...(update === undefined ? {} : { update }) }));
  const world = once(() => loadWorld(folder));
  const abroad = once(() => loadAbroad(folder));
  const locator = once(() =>
    createPointLocator({
      territories: territories(),
      world: world(),
      outlines: once(loadCountryOutlines),
      contours: update?.contours ?? { containing: () => [] },
      hasAllCentres: (update?.centres.size ?? 0) > 30_000,
    }),
  );
  const knowledge = once((): PlaceKnowledge => ({
    territories: territories(),
    world,
    locatePoint: (position) => locator()(position),
  }));
  return {
    version,
    resolve: (place) => resolvePlace(place, knowledge()),
    territories,
    territory: (id) => territories().get(id) ?? abroad().get(id),
    world,
    locatePoint: (position) => locator()(position),
  };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
