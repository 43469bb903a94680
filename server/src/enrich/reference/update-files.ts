import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../domain/app-error.ts';
import { createContours, outline, type Outlined } from '../contours.ts';
import type { TerritoryUpdate } from '../places.ts';

const stored = z.object({
  version: z.string(),
  centres: z.array(z.tuple([z.string(), z.number(), z.number()])),
});
type Stored = z.infer<typeof stored>;
const storedOutlines = z.array(z.object({ id: z.string(), geometry: outline }));

/** A file that an update was read from. */
export interface UpdateFile {
  readonly name: string;
  /** SHA-256, hexadecimal. */
  readonly hash: string;
}

const features = z.object({
  features: z.array(z.object({ properties: z.object({ code: z.string() }), geometry: outline })),
});

/** Levels by how the names of the files that hold their contours begin. */
const levels = { communes: 'commune', epci: 'epci', departements: 'departement', regions: 'region' } as const;

/** What the last update stored in a data folder; undefined where there was none. Contours are read when first asked for. */
export function readUpdate(data: string): TerritoryUpdate | undefined {
  const file = fileOf(data);
  if (!existsSync(file)) return undefined;
  const { version, centres } = stored.parse(JSON.parse(readFileSync(file, 'utf8')));
  const outlines = (): Outlined[] =>
    storedOutlines.parse(JSON.parse(readFileSync(outlinesFileOf(data, version), 'utf8')));
  let contours: TerritoryUpdate['contours'] | undefined;
  return {
    version,
    centres: new Map(centres.map(([code, lat, lon]) => [code, { lat, lon }])),
    contours: { containing: (position) => (contours ??= createContours(outlines())).containing(position) },
  };
}

/**
 * Stores the territories of a folder in a data folder: GeoJSON files of contours whose names begin with `communes`, `epci`,
 * `departements` or `regions` and whose features have a `code`, and CSV files of centres with `code_insee`, `lat`, `lon`.
 * Throws AppError `wrong-request` when the folder holds none of them, or one that cannot be read.
 * What was stored before stays whole until all of it is there.
 * @returns How many centres and contours were stored, and from which files.
 */
export function storeUpdate(
  from: string,
  data: string,
): { centres: number; contours: number; files: readonly UpdateFile[] } {
  const centres: Stored['centres'] = [];
  const outlines: Outlined[] = [];
  const files: UpdateFile[] = [];
  for (const name of listed(from)) {
    const text = readFileSync(path.join(from, name), 'utf8');
    const before = centres.length + outlines.length;
    const level = Object.entries(levels).find(([start]) => name.startsWith(start))?.[1];
    if (name.endsWith('.geojson') && level !== undefined) outlines.push(...outlinesOf(text, { name, level }));
    else if (name.endsWith('.csv')) centres.push(...centresOf(text));
    if (centres.length + outlines.length > before)
      files.push({ name, hash: createHash('sha256').update(text).digest('hex') });
  }
  if (centres.length + outlines.length === 0) {
    throw new AppError(
      'wrong-request',
      `“${from}” holds no territories: expected communes*.csv (code_insee, lat, lon) or communes*, epci*, departements*, regions*.geojson.`,
    );
  }
  const version = createHash('sha256')
    .update(JSON.stringify([centres, outlines]))
    .digest('hex')
    .slice(0, 16);
  mkdirSync(data, { recursive: true });
  writeFileSync(outlinesFileOf(data, version), JSON.stringify(outlines));
  replaceFile(fileOf(data), JSON.stringify({ version, centres }));
  for (const name of readdirSync(data)) {
    const file = path.join(data, name);
    if (/^territory-contours-.*\.json$/.test(name) && file !== outlinesFileOf(data, version)) rmSync(file);
  }
  return { centres: centres.length, contours: outlines.length, files };
}

/** Whoever reads meanwhile finds the old content or the new one. */
function replaceFile(file: string, content: string): void {
  writeFileSync(`${file}.part`, content);
  renameSync(`${file}.part`, file);
}

function fileOf(data: string): string {
  return path.join(data, 'territories.json');
}

/** Contours are large, and most commands need none: they lie apart. */
function outlinesFileOf(data: string, version: string): string {
  return path.join(data, `territory-contours-${version}.json`);
}

function listed(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch (cause) {
    throw new AppError('wrong-request', `“${folder}” cannot be read: check the path.`, { cause });
  }
}

function outlinesOf(text: string, { name, level }: { name: string; level: string }): Outlined[] {
  try {
    const { features: list } = features.parse(JSON.parse(text));
    return list.map(({ properties, geometry }) => ({ id: `${level}-${properties.code}`, geometry }));
  } catch (cause) {
    throw new AppError('wrong-request', `“${name}” is not GeoJSON of polygons with a “code” each.`, {
      cause,
    });
  }
}

/** Rows of a table whose first line names `code_insee`, `lat` and `lon`; other tables give none. */
function centresOf(text: string): Stored['centres'] {
  const [head = '', ...lines] = text.split(/\r?\n/);
  const columns = head.split(',');
  const [code, lat, lon] = ['code_insee', 'lat', 'lon'].map((column) => columns.indexOf(column));
  if (code === undefined || lat === undefined || lon === undefined || Math.min(code, lat, lon) < 0) return [];
  return lines
    .flatMap((line) => {
      const cells = line.split(',');
      const [name = '', north, east] = [cells[code], Number(cells[lat]), Number(cells[lon])];
      return name !== '' && Number.isFinite(north) && Number.isFinite(east)
        ? [[name, north, east] as const]
        : [];
    })
    .map(([name, north, east]): [string, number, number] => [name, north, east]);
}
