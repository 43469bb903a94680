import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../domain/app-error.ts';

const flag = z.enum(['true', 'false'], 'must be true or false').transform((text) => text === 'true');
const folder = (fallback: string): z.ZodType<string> =>
  z
    .string()
    .default(fallback)
    .transform((text) => path.resolve(text));
const count = (fallback: number, { min = 0, max = 1_000_000 } = {}): z.ZodType<number> =>
  z.coerce
    .number('must be a number')
    .int('must be a whole number')
    .min(min, `must be at least ${String(min)}`)
    .max(max, `must be at most ${String(max)}`)
    .default(fallback);
const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const variables = z.object({
  CARREFOUR_DATA: folder('data'),
  CARREFOUR_BASE_IRI: z
    .url('must be a complete address, such as https://carrefour.example.org')
    .default('http://localhost:3000')
    .transform((text) => text.replace(/\/+$/, '')),
  CARREFOUR_HOST: z.string().default('127.0.0.1'),
  CARREFOUR_PORT: count(3000, { max: 65_535 }),
  CARREFOUR_SOURCES: list,
  CARREFOUR_REHEARSAL: flag.default(false),
  CARREFOUR_NOW: z.iso.datetime('must be a date and time such as 2026-01-31T12:00:00Z').optional(),
  CARREFOUR_ENGINES: count(1, { min: 1, max: 32 }),
  CARREFOUR_ENGINE_MEMORY_MB: count(2048, { min: 128 }),
  CARREFOUR_SEARCH_THREADS: count(2, { min: 1, max: 32 }),
  CARREFOUR_SPARQL_SECONDS: count(10, { min: 1, max: 600 }),
  CARREFOUR_SPARQL_ROWS: count(10_000, { min: 1 }),
  CARREFOUR_ALLOW_ADDRESSES: list,
  CARREFOUR_CONTACT: z.string().default('https://w3id.org/carrefour'),
  CARREFOUR_TRUST_PROXY: count(0, { max: 10 }),
  CARREFOUR_OPERATOR_TOKEN: z
    .string()
    .regex(/^(?:[\w.~+/-]{24,}=*)?$/, 'must be 24 or more letters, digits or signs of “-._~+/”, or empty')
    .optional()
    .transform((text) => (text === '' ? undefined : text)),
  CARREFOUR_CENTRES_URL: z
    .url('must be a complete address')
    .default('https://geo.api.gouv.fr/communes?fields=code,centre&format=json'),
  CARREFOUR_CONTOURS_URL: z
    .url('must be a complete address with {level} in it')
    .includes('{level}', 'must hold {level}, which stands for communes, epci, departements and regions')
    .default(
      'https://etalab-datasets.geo.data.gouv.fr/contours-administratifs/latest/geojson/{level}-1000m.geojson',
    ),
  CARREFOUR_GEOCODER: z.enum(['offline', 'ban'], 'must be offline or ban').default('offline'),
  CARREFOUR_GEOCODER_URL: z
    .url('must be a complete address')
    .default('https://data.geopf.fr/geocodage/search/csv'),
});

/** Everything that the environment decides, read once; `.env.example` explains each variable. */
export interface Config {
  readonly data: string;
  readonly base: string;
  readonly host: string;
  readonly port: number;
  /** Folders of sources beside the bundled ones. */
  readonly sources: readonly string[];
  readonly bundledSources: string;
  readonly rehearsal: boolean;
  /** A fixed clock, for reproducible exports; else the system's. */
  readonly now: () => string;
  readonly fixedNow?: string;
  readonly engines: { readonly public: number; readonly memoryBytes: number };
  /** Threads that answer searches. */
  readonly searchThreads: number;
  readonly sparql: { readonly seconds: number; readonly rows: number };
  readonly fetch: { readonly allow: readonly string[]; readonly contact: string };
  readonly trustProxy: number;
  /** What operators say who they are by over HTTP; a secret. */
  readonly operatorToken?: string;
  /** Where `territories update` fetches. */
  readonly territories: { readonly centres: string; readonly contours: string };
  /** Whom `geocode` asks where addresses are. */
  readonly geocoder: { readonly name: 'offline' | 'ban'; readonly url: string };
}

/** Reads the variables of `env`. Throws AppError `wrong-configuration` that names every wrong one at once. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const parsed = variables.safeParse(env);
  if (!parsed.success) {
    const mistakes = parsed.error.issues.map(({ path: [name], message }) => `${String(name)} ${message}`);
    throw new AppError('wrong-configuration', `Wrong configuration: ${mistakes.join('; ')}.`, {
      details: { mistakes },
    });
  }
  const values = parsed.data;
  if (values.CARREFOUR_REHEARSAL && !isLoopback(values.CARREFOUR_HOST)) {
    throw new AppError(
      'wrong-configuration',
      'CARREFOUR_REHEARSAL shows records without an agreement: it works only while CARREFOUR_HOST is 127.0.0.1, ::1 or localhost.',
    );
  }
  const fixed = values.CARREFOUR_NOW;
  return {
    data: values.CARREFOUR_DATA,
    base: values.CARREFOUR_BASE_IRI,
    host: values.CARREFOUR_HOST,
    port: values.CARREFOUR_PORT,
    sources: values.CARREFOUR_SOURCES.map((name) => path.resolve(name)),
    bundledSources: fileURLToPath(new URL('../../../harvesters/sources/', import.meta.url)),
    rehearsal: values.CARREFOUR_REHEARSAL,
    now: fixed === undefined ? () => new Date().toISOString() : () => fixed,
    ...(fixed === undefined ? {} : { fixedNow: fixed }),
    engines: {
      public: values.CARREFOUR_ENGINES,
      memoryBytes: values.CARREFOUR_ENGINE_MEMORY_MB * 1024 * 1024,
    },
    searchThreads: values.CARREFOUR_SEARCH_THREADS,
    sparql: { seconds: values.CARREFOUR_SPARQL_SECONDS, rows: values.CARREFOUR_SPARQL_ROWS },
    fetch: { allow: values.CARREFOUR_ALLOW_ADDRESSES, contact: values.CARREFOUR_CONTACT },
    trustProxy: values.CARREFOUR_TRUST_PROXY,
    ...(values.CARREFOUR_OPERATOR_TOKEN === undefined
      ? {}
      : { operatorToken: values.CARREFOUR_OPERATOR_TOKEN }),
    territories: { centres: values.CARREFOUR_CENTRES_URL, contours: values.CARREFOUR_CONTOURS_URL },
    geocoder: { name: values.CARREFOUR_GEOCODER, url: values.CARREFOUR_GEOCODER_URL },
  };
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}
