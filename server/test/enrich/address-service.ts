import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { parse } from 'csv-parse/sync';

/** What the service knows of an address, by the columns that it adds. */
export type Known = Readonly<Record<string, string>>;

/** A request as it arrived, its form and its table read. */
export interface Received {
  readonly fields: Readonly<Record<string, readonly string[]>>;
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** How the service answers instead of as it should. */
export interface Trouble {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Turns the right answer into what is sent. */
  readonly spoil?: (csv: string) => string | Uint8Array;
}

/** An invented service on loopback that speaks the protocol of `POST /geocodage/search/csv`. */
export interface AddressService {
  readonly url: string;
  /** `127.0.0.1:PORT`, as exceptions to the address check name it. */
  readonly host: string;
  readonly received: Received[];
  /** Taken one a request; after the last one, all is well. */
  readonly troubles: Trouble[];
  close: () => Promise<void>;
}

const path = '/geocodage/search/csv';

/** A row that was found. */
export function foundRow(label: string, more: Known = {}): Known {
  return {
    longitude: '1.87',
    latitude: '46.17',
    result_score: '0.95',
    result_type: 'housenumber',
    result_label: label,
    result_citycode: '23096',
    result_status: 'ok',
    ...more,
  };
}

/** Opens a service that looks up what `lookUp` knows of a row's query; all else is `not-found`. */
export async function openAddressService(
  lookUp: (query: string, row: Readonly<Record<string, string>>) => Known | undefined,
): Promise<AddressService> {
  const received: Received[] = [];
  const troubles: Trouble[] = [];
  const server = createServer((request, response) => {
    if (request.url !== path || request.method !== 'POST') {
      response.writeHead(404).end();
      return;
    }
    void readForm(request).then((form) => {
      received.push(form);
      const { status = 200, headers = {}, spoil = String } = troubles.shift() ?? {};
      response.writeHead(status, { 'content-type': 'text/csv', ...headers });
      response.end(spoil(answerTo(form, lookUp)));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url: `http://${host}${path}`,
    host,
    received,
    troubles,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function readForm(request: IncomingMessage): Promise<Received> {
  const headers = { 'content-type': request.headers['content-type'] ?? '' };
  const form = await new Response(new Uint8Array(await buffer(request)), { headers }).formData();
  const file = form.get('data');
  const text = file instanceof Blob ? await file.text() : '';
  const names = [...new Set(form.keys())].filter((name) => name !== 'data');
  return {
    fields: Object.fromEntries(names.map((name) => [name, form.getAll(name).map(String)])),
    rows: parse(text, { columns: true }),
  };
}

/** The table as it came, with the columns that were asked for; rows with too short a query are skipped. */
function answerTo(
  { fields, rows }: Received,
  lookUp: (query: string, row: Readonly<Record<string, string>>) => Known | undefined,
): string {
  const added = fields['result_columns'] ?? [];
  const answered = rows.map((row): Known => {
    const query = (fields['columns'] ?? []).map((column) => row[column]?.trim() ?? '').join(' ');
    const isAsked = /^[\p{L}\p{N}].{2,199}$/u.test(query.trim());
    const known = isAsked ? (lookUp(query.trim(), row) ?? { result_status: 'not-found' }) : undefined;
    return { ...row, ...(known ?? { result_status: 'skipped' }) };
  });
  const head = [...Object.keys(rows[0] ?? {}), ...added];
  return [head, ...answered.map((row) => head.map((name) => row[name] ?? ''))]
    .map((cells) => `${cells.map(cellOf).join(',')}\n`)
    .join('');
}

function cellOf(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
