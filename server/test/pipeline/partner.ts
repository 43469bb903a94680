import { once } from 'node:events';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileMapping, createSafeFetch, loadSources } from '@carrefour/harvesters';
import { createChecker, type Checker } from '@carrefour/shapes';
import { openSqliteLedger } from '../../src/ledger/adapters/sqlite.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { ingest, type RunSummary } from '../../src/pipeline/ingest.ts';

/** What the invented partner answers; undefined is a page that does not exist. */
export interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** A partner with one set of records, on loopback, and the data folder that its passes are written to. */
export interface Partner {
  readonly source: string;
  readonly data: string;
  /** One pass over the set, on a day of its own (0 is 1 January 2026). */
  pass: (answer: Answer, day: number) => Promise<RunSummary>;
  /** Looks into the ledger as it stands. */
  withLedger: <T>(read: (ledger: Ledger) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
}

let checker: Promise<Checker> | undefined;

/** ISO 8601 of a day, counted from 1 January 2026. */
export function dayOf(day: number): string {
  return new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
}

/** Opens a partner that speaks a protocol; `declared` are the lines of its set, `fields` the mapping's references. */
export async function openPartner(declared: {
  readonly protocol: string;
  readonly options: (url: string) => Readonly<Record<string, unknown>>;
  readonly key: string;
  readonly formerKeys?: string;
  readonly deletedWhen?: { readonly field: string; readonly values: readonly string[] };
  readonly name: string;
}): Promise<Partner> {
  let answer: Answer | undefined;
  const server = createServer((request, response) => {
    const given = request.url === '/robots.txt' ? undefined : answer;
    response.writeHead(given?.status ?? 404, { 'content-type': given?.type ?? 'text/plain' });
    response.end(given?.body ?? 'There is no such page.');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const folder = await sourceFolder(declared, `http://${host}/liste`);
  const { sources, mistakes } = await loadSources([folder]);
  const source = sources[0];
  const set = source?.sets[0];
  if (source === undefined || set === undefined) throw new Error(JSON.stringify(mistakes));
  const rules = {
    source,
    set,
    mapping: compileMapping({ source, set }),
    checker: await (checker ??= createChecker()),
  };
  const fetch = createSafeFetch({ allow: [host], contact: 'https://example.org' });
  const data = await mkdtemp(path.join(tmpdir(), 'carrefour-pass-'));
  const open = async <T>(read: (ledger: Ledger) => Promise<T>, fixedNow: string): Promise<T> => {
    const ledger = await openSqliteLedger({ folder: data, fixedNow });
    try {
      return await read(ledger);
    } finally {
      await ledger.close();
    }
  };
  return {
    source: source.id,
    data,
    pass(given, day) {
      answer = given;
      const deps = { fetch, now: () => dayOf(day) };
      const signal = new AbortController().signal;
      return open((ledger) => ingest({ ...deps, ledger }, { ...rules, signal, maxPages: 10 }), dayOf(day));
    },
    withLedger: (read) => open(read, dayOf(1000)),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function sourceFolder(
  { protocol, options, name, key, formerKeys, deletedWhen }: Parameters<typeof openPartner>[0],
  url: string,
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'carrefour-partner-'));
  await mkdir(path.join(folder, 'fixtures'), { recursive: true });
  const rules = { key, ...(formerKeys && { formerKeys }), ...(deletedWhen && { deletedWhen }) };
  const declaration = {
    id: 'partenaire',
    name: 'Partenaire',
    homepage: 'https://partenaire.example',
    contact: 'contact@partenaire.example',
    language: 'fr',
    licence: 'https://example.org/licence',
    agreement: 'open',
    sets: { projets: { protocol, options: options(url), ...rules } },
  };
  // JSON is YAML.
  await writeFile(path.join(folder, 'source.yaml'), JSON.stringify(declaration));
  const mapping = {
    mappings: {
      it: {
        sources: [['record.json~jsonpath', '$']],
        s: '#it',
        po: [
          ['a', 'car:Innovation'],
          ['schema:name', `$(${name})`],
          ['schema:identifier', `$(${key})`],
        ],
      },
    },
  };
  await writeFile(path.join(folder, 'projets.yarrrml.yaml'), JSON.stringify(mapping));
  return folder;
}
