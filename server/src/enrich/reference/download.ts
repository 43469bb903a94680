import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../domain/app-error.ts';

/** Where official territories are fetched. */
export interface TerritoryAddresses {
  /** Answers a list of communes, each with `code` and `centre` (the API Découpage administratif). */
  readonly centres: string;
  /** Contours as GeoJSON; `{level}` stands for `communes`, `epci`, `departements` and `regions`. */
  readonly contours: string;
}

/** The door to the outside, as far as it is needed here; rejects with FetchError. */
type Fetch = (
  url: string,
  options: { readonly signal: AbortSignal; readonly headers: Readonly<Record<string, string>> },
) => Promise<{ readonly bytes: Uint8Array }>;

export interface DownloadOptions {
  readonly fetch: Fetch;
  readonly signal: AbortSignal;
  /** Told before each file, with how many are there already. */
  readonly onFile: (step: { readonly name: string; readonly done: number; readonly of: number }) => void;
}

interface WantedFile {
  readonly name: string;
  readonly url: string;
  /** What is kept of an answer; throws for one that is not what was asked for. */
  readonly read: (text: string) => string;
}

const levels = ['communes', 'epci', 'departements', 'regions'] as const;
const communes = z
  .array(
    z.object({
      code: z.string().regex(/^[\dAB]{5}$/),
      centre: z.object({ coordinates: z.tuple([z.number(), z.number()]) }).optional(),
    }),
  )
  .min(1);
const contours = z.object({
  features: z.array(z.object({ properties: z.object({ code: z.string() }) })).min(1),
});

/**
 * Fetches official centres and contours into a folder that `storeUpdate` reads. A download that was cut short goes on where
 * it ended: files that are there and whole are not asked for again. Rejects with AppError `unavailable` when an answer is not
 * what was asked for, with FetchError when there is none; nothing that is in use is touched.
 */
export async function downloadTerritories(
  folder: string,
  addresses: TerritoryAddresses,
  { fetch, signal, onFile }: DownloadOptions,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const wanted = filesAt(addresses);
  for (const [done, { name, url, read }] of wanted.entries()) {
    onFile({ name, done, of: wanted.length });
    const file = path.join(folder, name);
    if (isWhole(file, url)) continue;
    const { bytes } = await fetch(url, { signal, headers: { accept: 'application/json' } });
    const text = kept(new TextDecoder().decode(bytes), { url, read });
    writeFileSync(`${file}.part`, text);
    renameSync(`${file}.part`, file);
    writeFileSync(sealOf(file), seal(text, url));
  }
}

/** Removes a finished download. */
export function clearDownload(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

function filesAt(addresses: TerritoryAddresses): WantedFile[] {
  return [
    { name: 'communes-centres.csv', url: addresses.centres, read: centresTable },
    ...levels.map((level) => ({
      name: `${level}.geojson`,
      url: addresses.contours.replaceAll('{level}', level),
      read: (text: string) => {
        contours.parse(JSON.parse(text));
        return text;
      },
    })),
  ];
}

function centresTable(text: string): string {
  const rows = communes
    .parse(JSON.parse(text))
    .flatMap(({ code, centre }) =>
      centre === undefined
        ? []
        : [`${code},${String(centre.coordinates[1])},${String(centre.coordinates[0])}`],
    );
  return ['code_insee,lat,lon', ...rows, ''].join('\n');
}

function kept(text: string, { url, read }: Pick<WantedFile, 'url' | 'read'>): string {
  try {
    return read(text);
  } catch (cause) {
    throw new AppError(
      'unavailable',
      `${url} answers something else than territories. The ones in use stay. Open the address in a browser; another one can be set, or read the files with --from FOLDER.`,
      { cause },
    );
  }
}

/** A file is whole when the seal beside it names its address and its hash. */
function isWhole(file: string, url: string): boolean {
  return (
    existsSync(file) &&
    existsSync(sealOf(file)) &&
    readFileSync(sealOf(file), 'utf8') === seal(readFileSync(file, 'utf8'), url)
  );
}

function sealOf(file: string): string {
  return `${file}.sha256`;
}

function seal(text: string, url: string): string {
  return `${createHash('sha256').update(text).digest('hex')} ${url}\n`;
}
