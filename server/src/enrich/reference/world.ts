import type { TerritoryId } from '../../domain/territory.ts';
import { foldPlaceName } from '../fold-place-name.ts';
import { bundledReference } from './load.ts';
import { readRows } from './rows.ts';

/** A town outside France. */
export interface WorldPlace {
  /** GeoNames' number. */
  readonly geonames: string;
  readonly name: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  /** `region-DE.02`, where GeoNames says the first-level division. */
  readonly region?: TerritoryId;
  readonly lat: number;
  readonly lon: number;
  readonly population: number;
}

/** Towns of Europe from 1,000 people and of the rest of the world from 15,000, and the divisions that they lie in. */
export interface World {
  places(): readonly WorldPlace[];
  /** Towns of a folded name, in any of the languages that GeoNames lists for the larger ones. */
  named(folded: string): readonly WorldPlace[];
  /** The name of `region-DE.02`; undefined where there is none. */
  regionName(id: TerritoryId): string | undefined;
  /** Divisions of a folded name. */
  regionsNamed(folded: string): readonly TerritoryId[];
  regions(): Iterable<readonly [id: TerritoryId, name: string]>;
}

/** Reads the towns outside France, some 150 ms. Throws AppError `unavailable` when a table is missing. */
export function loadWorld(folder = bundledReference): World {
  const regions = new Map(
    readRows(folder, 'world-regions.tsv').map(([code = '', name = '']) => [`region-${code}`, name]),
  );
  const byName = new Map<string, WorldPlace[]>();
  const add = (name: string, place: WorldPlace): void => {
    const key = foldPlaceName(name);
    const known = byName.get(key);
    if (known === undefined) byName.set(key, [place]);
    else if (!known.includes(place)) known.push(place);
  };
  const places = readRows(folder, 'world-places.tsv').map(
    ([geonames = '', name = '', country = '', admin1 = '', lat, lon, population, others = '']) => {
      const region = `region-${country}.${admin1}`;
      const place: WorldPlace = {
        geonames,
        name,
        country,
        ...(regions.has(region) ? { region } : {}),
        lat: Number(lat),
        lon: Number(lon),
        population: Number(population),
      };
      add(name, place);
      for (const other of others === '' ? [] : others.split('|')) add(other, place);
      return place;
    },
  );
  const regionsByName = Map.groupBy([...regions.keys()], (id) => foldPlaceName(regions.get(id) ?? ''));
  return {
    places: () => places,
    named: (folded) => byName.get(folded) ?? [],
    regionName: (id) => regions.get(id),
    regionsNamed: (folded) => regionsByName.get(folded) ?? [],
    regions: () => regions,
  };
}
