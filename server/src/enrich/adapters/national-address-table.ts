import { parse } from 'csv-parse/sync';
import { z } from 'zod';
import { AppError } from '../../domain/app-error.ts';
import type { AddressQuery, Geocoded } from '../geocoder.ts';

/** The columns of the table that is posted, by what the service does with them, and those that it is to add. */
export const columns = {
  query: ['street', 'postcode', 'town'],
  /** Restricts the search to one commune, where the cell is not empty. */
  citycode: 'citycode',
  /** Restricts it to one postcode. */
  postcode: 'within_postcode',
  result: [
    'longitude',
    'latitude',
    'result_score',
    'result_type',
    'result_label',
    'result_citycode',
    'result_status',
  ],
} as const;

/** The service answers by their arrondissements where Paris, Lyon and Marseille are one commune. */
const withArrondissements = new Set(['75056', '69123', '13055']);

/** The service takes a query of 3 to 200 characters that begins with a letter or a digit: these add up to less. */
const longest = { street: 100, postcode: 10, town: 80 } as const;

/** The table of a batch; each row has its place in the batch as `id`, so that the answer may come in any order. */
export function writeQuestions(addresses: readonly AddressQuery[]): string {
  const head = ['id', ...columns.query, columns.citycode, columns.postcode];
  return [head, ...addresses.map(rowOf)].map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

function rowOf(
  { street, postcode = '', town = '', communeCode = '' }: AddressQuery,
  index: number,
): string[] {
  const citycode = withArrondissements.has(communeCode) ? '' : communeCode;
  const within = citycode === '' && /^\d{5}$/.test(postcode.trim()) ? postcode.trim() : '';
  const asked = oneLine(street)
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .slice(0, longest.street);
  return [
    String(index),
    asked,
    oneLine(postcode).slice(0, longest.postcode),
    oneLine(town).slice(0, longest.town),
    citycode,
    within,
  ];
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}

const number = (min: number, max: number) =>
  z.string().min(1).pipe(z.coerce.number()).pipe(z.number().min(min).max(max));

const foundRow = z.object({
  longitude: number(-180, 180),
  latitude: number(-90, 90),
  result_score: number(0, 2).transform((score) => Math.min(1, score)),
  result_type: z.enum(['housenumber', 'street', 'locality', 'municipality']),
  result_label: z.string().min(1),
  result_citycode: z.string().regex(/^[\dAB]{5}$/),
});

const row = z.object({
  id: z.string().regex(/^\d+$/).transform(Number),
  result_status: z.enum(['ok', 'not-found', 'skipped', 'error']),
});

type Cells = Readonly<Record<string, string>>;

export interface Asked {
  /** How many addresses were asked. */
  readonly count: number;
  readonly url: string;
  readonly source: string;
  readonly at: string;
}

/** The answers of a table in the order of its batch. Throws AppError `unavailable` unless each row is there, once. */
export function readAnswers(bytes: Uint8Array, asked: Asked): Geocoded[] {
  const answers = new Map<number, Geocoded>();
  for (const cells of readTable(bytes, asked)) {
    const read = row.safeParse(cells);
    if (!read.success) throw unusable(asked, `a row without its number or its status (${excerpt(cells)})`);
    const { id, result_status: status } = read.data;
    if (id >= asked.count) throw unusable(asked, `a row numbered ${String(id)}, which was not asked`);
    if (answers.has(id)) throw unusable(asked, `row ${String(id)} twice`);
    answers.set(id, answerOf(cells, { status, asked }));
  }
  return Array.from({ length: asked.count }, (_, index) => {
    const answer = answers.get(index);
    if (answer === undefined) {
      const missing = `${String(answers.size)} of ${String(asked.count)} rows (row ${String(index)} is missing)`;
      throw unusable(asked, missing);
    }
    return answer;
  });
}

function answerOf(
  cells: Cells,
  { status, asked: { source, at } }: { status: z.infer<typeof row>['result_status']; asked: Asked },
): Geocoded {
  if (status === 'error') return { outcome: 'failed', reason: 'The service could not work on this address.' };
  if (status !== 'ok') return { outcome: 'unknown', source, at };
  const found = foundRow.safeParse(cells);
  if (!found.success) {
    const [issue] = found.error.issues;
    const column = String(issue?.path[0]);
    return { outcome: 'failed', reason: `The service answers “${cells[column] ?? ''}” as ${column}.` };
  }
  const { longitude: lon, latitude: lat, ...result } = found.data;
  return {
    outcome: 'found',
    lat,
    lon,
    score: result.result_score,
    type: result.result_type,
    label: result.result_label,
    communeCode: result.result_citycode,
    source,
    at,
  };
}

function readTable(bytes: Uint8Array, asked: Asked): readonly Cells[] {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return parse<Record<string, string>>(text, { bom: true, columns: true, skip_empty_lines: true });
  } catch (cause) {
    throw unusable(
      asked,
      `a table that cannot be read (${cause instanceof Error ? cause.message : ''})`,
      cause,
    );
  }
}

function excerpt(cells: Cells): string {
  return JSON.stringify(cells).slice(0, 120);
}

function unusable({ url }: Asked, what: string, cause?: unknown): AppError {
  return new AppError(
    'unavailable',
    `${url} was asked where addresses are and answers ${what}. Nothing of this answer is kept: try again later, or look whether the service has changed.`,
    { cause },
  );
}
