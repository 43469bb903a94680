import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '../server/src/main/config.ts';
import { markOutdated } from '../server/src/main/harvest.ts';
import { openPlatform } from '../server/src/main/platform.ts';
import { openSqliteLedger } from '../server/src/ledger/adapters/sqlite.ts';
import type { Bench } from './bench.ts';
import { Corpus } from './search-corpus.ts';
import { percentile } from './search-times.ts';
import { startServer, type Serving } from './serving.ts';
import { figure, median, printTable } from './statistics.ts';

const root = path.resolve(import.meta.dirname, '..');
const clients = 8;
const requests = 400;
const updates = 20;

/** The results page under load, beside a page of SvelteKit that looks nothing up, and how soon a change is found. */
export const pages: Bench = {
  summary:
    'The results page with 8 clients beside a bare page of the same size; time from the ledger to a result.',
  options: { records: '100000' },
  async run({ records = '' }) {
    const folder = mkdtempSync(path.join(tmpdir(), 'carrefour-pages-'));
    try {
      const corpus = new Corpus(20_260);
      await timed(`${records} records published`, () => fill(folder, corpus, Number(records)));
      const ours = await timed('server ready', () =>
        startServer([path.join(root, 'server/src/main/cli.ts'), 'serve'], {
          environment: (port) => ({ ...environmentOf(folder), CARREFOUR_PORT: String(port) }),
          ready: '/readyz',
        }),
      );
      try {
        await timed('concepts learned', () => untilLearned(ours));
        await measure(ours, corpus);
        await measureChanges(ours, { folder, corpus });
      } finally {
        await ours.stop();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** A line for who waits: what is done, and after how long. */
async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  console.error(`${what}: ${figure((performance.now() - started) / 1000)} s`);
  return result;
}

function environmentOf(folder: string): Record<string, string> {
  return { CARREFOUR_DATA: folder, CARREFOUR_BASE_IRI: 'http://carrefour.example' };
}

/** Lets an empty ledger know what is derived from, or the worker would derive everything again, from no claims. */
async function settle(folder: string): Promise<void> {
  const platform = await openPlatform(readConfig(environmentOf(folder)));
  await markOutdated(platform);
  await platform.close();
}

const batch = 1000;

/** A ledger that publishes generated records, without claims behind them. */
async function fill(folder: string, corpus: Corpus, records: number): Promise<void> {
  await settle(folder);
  const ledger = await openSqliteLedger({ folder });
  for (let from = 0; from < records; from += batch) {
    const docs = Array.from({ length: Math.min(batch, records - from) }, (_, number) =>
      corpus.doc(from + number),
    );
    await ledger.commit({
      derived: docs.map((doc) => ({
        result: { outcome: 'publish', thing: doc.id, graph: '', doc },
        generation: 1,
        cause: 'bench',
      })),
    });
  }
  await ledger.close();
}

/** Concepts are learned beside the first answers, which takes a core for a while: rows are of a server that has done so. */
async function untilLearned({ url }: Serving): Promise<void> {
  const response = await fetch(`${url}/api/v1/suggestions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ label: 'jardin partagé' }),
  });
  if (!response.ok) throw new Error(`Suggestions answered ${response.status}.`);
}

async function measure(ours: Serving, corpus: Corpus): Promise<void> {
  const words = corpus.vocabulary.slice(0, 200);
  const rows: [string, (number: number) => string][] = [
    ['one word', (number) => `/recherche?q=${encodeURIComponent(words[number % words.length] ?? '')}`],
    [
      'one word, two filters',
      (number) =>
        `/recherche?q=${encodeURIComponent(words[number % words.length] ?? '')}&theme=EMP&theme=SAN&territory=region-75`,
    ],
    ['everything', (number) => `/recherche?page=${(number % 50) + 1}`],
  ];
  const bytes = (await (await fetch(ours.url + (rows[0]?.[1](0) ?? ''))).text()).length;
  const bare = await startBarePage();
  try {
    const articles = await articlesOf(bare, bytes);
    const told = [await timed('bare page', () => load(bare, () => `/?articles=${articles}`))];
    for (const [row, address] of rows) told.push(await timed(row, () => load(ours, address)));
    printTable(
      [
        `${clients} clients, ${requests} requests`,
        'p50 ms',
        'p95 ms',
        'per second',
        'loop late p50 / p99 / most ms',
      ],
      told.map(({ times, seconds, delay }, row) => [
        row === 0 ? `bare page, ${figure(bytes / 1000)} kB` : (rows[row - 1]?.[0] ?? ''),
        figure(percentile(times, 0.5)),
        figure(percentile(times, 0.95)),
        figure(times.length / seconds),
        [delay.p50, delay.p99, delay.max].map(figure).join(' / '),
      ]),
    );
  } finally {
    await bare.stop();
  }
}

async function startBarePage(): Promise<Serving> {
  const folder = path.join(root, 'node_modules/.cache/carrefour-bench-kit');
  cpSync(path.join(import.meta.dirname, 'peers/kit'), folder, { recursive: true });
  const vite = path.join(root, 'node_modules/vite/bin/vite.js');
  const built = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'error'], {
    cwd: folder,
    encoding: 'utf8',
  });
  if (built.status !== 0) throw new Error(`The bare page was not built: ${built.stderr}`);
  return startServer([path.join(folder, 'build/index.js')], {
    environment: (port) => ({ PORT: String(port), HOST: '127.0.0.1' }),
    ready: '/',
  });
}

/** How many articles make the bare page as long as ours. */
async function articlesOf(bare: Serving, bytes: number): Promise<number> {
  const lengthOf = async (articles: number): Promise<number> =>
    (await (await fetch(`${bare.url}/?articles=${articles}`)).text()).length;
  const [none, hundred] = [await lengthOf(0), await lengthOf(100)];
  return Math.max(Math.round(((bytes - none) * 100) / (hundred - none)), 1);
}

/** Clients that ask one request after another, each as soon as the last is answered whole; one round before warms up. */
async function load(server: Serving, address: (number: number) => string) {
  await ask(server, address);
  await server.loopDelay();
  const started = performance.now();
  const times = await ask(server, address);
  return { times, seconds: (performance.now() - started) / 1000, delay: await server.loopDelay() };
}

async function ask(server: Serving, address: (number: number) => string): Promise<number[]> {
  const times: number[] = [];
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < requests) {
      const url = server.url + address(next++);
      const started = performance.now();
      const response = await fetch(url);
      await response.arrayBuffer();
      if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return times;
}

const longestWait = 60_000;

/** Milliseconds from the commit of a change in another process to the first answer that has it. */
async function measureChanges(
  ours: Serving,
  { folder, corpus }: { folder: string; corpus: Corpus },
): Promise<void> {
  const ledger = await openSqliteLedger({ folder });
  const times: number[] = [];
  for (let number = 0; number < updates; number += 1) {
    const word = `nouveaute${'abcdefghijklmnopqrst'.charAt(number)}x`;
    const doc = { ...corpus.doc(number), title: { fr: word } };
    const started = performance.now();
    await ledger.commit({
      derived: [
        { result: { outcome: 'publish', thing: doc.id, graph: '', doc }, generation: 1, cause: 'bench' },
      ],
    });
    await untilFound(`${ours.url}/api/v1/things?q=${word}`);
    times.push(performance.now() - started);
  }
  await ledger.close();
  console.log(
    `
from the ledger to a result, milliseconds: ${figure(median(times))} (p50), ${figure(Math.max(...times))} (most of ${updates})`,
  );
}

async function untilFound(url: string): Promise<void> {
  const end = Date.now() + longestWait;
  while (Date.now() < end) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
    const { total } = (await response.json()) as { total: number };
    if (total === 1) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`${url} found nothing in ${longestWait / 1000} s.`);
}
