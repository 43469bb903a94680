import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { TerritoryId } from '../../domain/territory.ts';
import type { Position } from '../distance.ts';
import { foldPlaceName } from '../fold-place-name.ts';
import { readAreaNumbers } from './area-numbers.ts';
import { communeCentres, middleOf, type CommuneRow } from './centres.ts';
import { CommuneNames } from './names.ts';
import { otherRegionNames } from './region-names.ts';
import { readHashes, readRows } from './rows.ts';
import type { Centre, Territories, Territory } from './territories.ts';

/** What an update of the territories adds to the reference. */
export interface TerritoryCentres {
  readonly version: string;
  /** By INSEE code; `radius` in metres. */
  readonly centres: ReadonlyMap<string, Position & { readonly radius?: number }>;
}

/** The folder of the tables that the repository carries. */
export const bundledReference = fileURLToPath(new URL('../../../reference/', import.meta.url));

const france: TerritoryId = 'country-FR';

/** Reads the French territories, some 100 ms. Throws AppError `unavailable` when a table is missing. */
export function loadTerritories({
  folder = bundledReference,
  update,
}: { folder?: string; update?: TerritoryCentres } = {}): Territories {
  const communes = communeRows(folder, update);
  const table = new Map<TerritoryId, Territory>();
  const add = (territory: Territory): Territory => {
    table.set(territory.id, territory);
    return territory;
  };
  const centres = communeCentres(communes);
  const numbers = readAreaNumbers(folder);
  const listed = readDivisions(folder, { communes, numbers }).map(add);
  const paths = new Map<string, readonly TerritoryId[]>();
  const list = communes.map((row) => add(communeOf(row, { table, paths, centre: centres.get(row.code) })));
  const area = numbers.get(france);
  add({
    ...{ id: france, level: 'country', code: 'FR', name: 'France', within: [], postcodes: [] },
    ...(area === undefined ? {} : { area }),
  });
  const byPostcode = groupsOf(list, ({ postcodes }) => postcodes);
  for (const group of byPostcode.values()) group.sort((a, b) => (b.population ?? 0) - (a.population ?? 0));
  const byDivision = groupsOf(list, ({ within }) => within.slice(1));
  const formerCodes = new Map<string, Territory>();
  const names = namesOf({ folder, communes, table, formerCodes });
  const divisionNames = divisionNamesOf(listed);
  return {
    version: versionOf(folder, update),
    get: (id) => table.get(id),
    path: (id) => [...(table.get(id)?.within ?? []), id],
    all: () => table.values(),
    communes: () => list,
    communesWithin: (id) => byDivision.get(id) ?? [],
    communeOfCode: (code) => table.get(`commune-${code}`) ?? formerCodes.get(code),
    communesOfPostcode: (postcode) => byPostcode.get(postcode) ?? [],
    communesNamed: (folded) => names.named(folded),
    communesEverNamed: (folded) => names.ever(folded),
    endsCommuneName: (word) => names.ends(word),
    communesLike: (folded, limit) => names.like(folded, limit),
    divisionsNamed: (folded) => divisionNames.get(folded) ?? [],
  };
}

interface ReadCommune extends CommuneRow {
  readonly name: string;
  readonly population: number;
  readonly geonames: string;
  readonly otherNames: readonly string[];
  readonly formerCodes: readonly string[];
}

function communeRows(folder: string, update: TerritoryCentres | undefined): ReadCommune[] {
  return readRows(folder, 'communes.tsv').map(
    ([
      code = '',
      name = '',
      departement = '',
      epci = '',
      postcodes = '',
      population,
      lat = '',
      lon,
      ...rest
    ]) => {
      const [geonames = '', otherNames = '', formerCodes = ''] = rest;
      const official = update?.centres.get(code);
      const known = lat === '' ? undefined : { lat: Number(lat), lon: Number(lon) };
      const position = official ?? known;
      return {
        code,
        name,
        departement,
        epci,
        postcodes: words(postcodes, ' '),
        population: Number(population),
        geonames,
        otherNames: words(otherNames, '|'),
        formerCodes: words(formerCodes, ' '),
        ...(position === undefined ? {} : { position: { lat: position.lat, lon: position.lon } }),
        ...(official?.radius === undefined ? {} : { radius: official.radius }),
      };
    },
  );
}

function words(text: string, separator: string): string[] {
  return text === '' ? [] : text.split(separator);
}

function readDivisions(
  folder: string,
  { communes, numbers }: { communes: readonly ReadCommune[]; numbers: ReadonlyMap<TerritoryId, string> },
): Territory[] {
  const located = communes.filter(({ position }) => position !== undefined);
  const at = (rows: readonly CommuneRow[] = []): Position[] => rows.flatMap(({ position }) => position ?? []);
  const byDepartement = Map.groupBy(located, ({ departement }) => departement);
  const byEpci = Map.groupBy(located, ({ epci }) => epci);
  const rows = readRows(folder, 'divisions.tsv');
  const people = peopleOf(communes);
  const regionOf = new Map(rows.map(([level, code, , parent]) => [`${level ?? ''}-${code ?? ''}`, parent]));
  const positions: Readonly<Record<string, (code: string) => Position[]>> = {
    region: (code) =>
      [...byDepartement].flatMap(([departement, own]) =>
        regionOf.get(`departement-${departement}`) === code ? at(own) : [],
      ),
    departement: (code) => at(byDepartement.get(code)),
    epci: (code) => at(byEpci.get(code)),
  };
  return rows.map(([level = '', code = '', name = '', parent = '', population = '']) => {
    const centre = middleOf(positions[level]?.(code) ?? [], 4000);
    const area = numbers.get(`${level}-${code}`);
    return {
      id: `${level}-${code}`,
      level: level as 'region' | 'departement' | 'epci',
      code,
      name,
      within: parent === '' ? [france] : [france, `region-${parent}`],
      postcodes: [],
      population: population === '' ? people(level, { code, regionOf }) : Number(population),
      ...(centre === undefined ? {} : { centre }),
      ...(area === undefined ? {} : { area }),
    };
  });
}

/** Sums of the communes' populations: the tables state that of communes and EPCIs only. */
function peopleOf(
  communes: readonly ReadCommune[],
): (level: string, of: { code: string; regionOf: ReadonlyMap<string, string | undefined> }) => number {
  const byDepartement = new Map<string, number>();
  for (const { departement, population } of communes) {
    byDepartement.set(departement, (byDepartement.get(departement) ?? 0) + population);
  }
  return (level, { code, regionOf }) =>
    level === 'departement'
      ? (byDepartement.get(code) ?? 0)
      : [...byDepartement].reduce(
          (sum, [departement, people]) =>
            sum + (regionOf.get(`departement-${departement}`) === code ? people : 0),
          0,
        );
}

function communeOf(
  { code, name, departement, epci, postcodes, population, geonames }: ReadCommune,
  {
    table,
    paths,
    centre,
  }: {
    table: ReadonlyMap<TerritoryId, Territory>;
    paths: Map<string, readonly TerritoryId[]>;
    centre: Centre | undefined;
  },
): Territory {
  const key = `${departement} ${epci}`;
  const within = paths.get(key) ?? [
    ...(table.get(`departement-${departement}`)?.within ?? [france]),
    `departement-${departement}`,
    ...(epci === '' ? [] : [`epci-${epci}`]),
  ];
  paths.set(key, within);
  return {
    id: `commune-${code}`,
    level: 'commune',
    code,
    name,
    within,
    population,
    postcodes,
    ...(geonames === '' ? {} : { geonames }),
    ...(centre === undefined ? {} : { centre }),
  };
}

/** Territories by each of several keys. */
function groupsOf(
  communes: readonly Territory[],
  keysOf: (commune: Territory) => readonly string[],
): ReadonlyMap<string, Territory[]> {
  const groups = new Map<string, Territory[]>();
  for (const commune of communes) {
    for (const key of keysOf(commune)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [commune]);
      else group.push(commune);
    }
  }
  return groups;
}

function namesOf({
  folder,
  communes,
  table,
  formerCodes,
}: {
  folder: string;
  communes: readonly ReadCommune[];
  table: ReadonlyMap<TerritoryId, Territory>;
  formerCodes: Map<string, Territory>;
}): CommuneNames {
  const names = new CommuneNames();
  for (const { code, name, otherNames, formerCodes: codes } of communes) {
    const commune = table.get(`commune-${code}`);
    if (commune === undefined) continue;
    names.add(name, commune, 'name');
    for (const other of otherNames) names.add(other, commune, 'other-name');
    for (const former of codes) formerCodes.set(former, commune);
  }
  for (const [code = '', name = '', now = ''] of readRows(folder, 'former-communes.tsv')) {
    const commune = table.get(`commune-${now}`);
    if (commune === undefined) continue;
    names.add(name, commune, 'former-name');
    if (!formerCodes.has(code)) formerCodes.set(code, commune);
  }
  for (const [name = '', code = ''] of readRows(folder, 'localities.tsv')) {
    const commune = table.get(`commune-${code}`);
    if (commune !== undefined) names.add(name, commune, 'locality');
  }
  return names;
}

function divisionNamesOf(divisions: readonly Territory[]): ReadonlyMap<string, readonly Territory[]> {
  const byName = new Map<string, Territory[]>();
  for (const division of divisions) {
    if (division.level === 'epci') continue;
    const others = division.level === 'region' ? (otherRegionNames[division.code] ?? []) : [];
    for (const name of [division.name, ...others].map(foldPlaceName)) {
      byName.set(name, [...(byName.get(name) ?? []), division]);
    }
  }
  return byName;
}

function versionOf(folder: string, update: TerritoryCentres | undefined): string {
  const hash = createHash('sha256').update(JSON.stringify(readHashes(folder)));
  return hash
    .update(update?.version ?? '')
    .digest('hex')
    .slice(0, 16);
}
