import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openSqliteLedger } from '../server/src/ledger/adapters/sqlite.ts';
import type { ThingDoc } from '../server/src/domain/thing-doc.ts';
import { openPlaces } from '../server/src/enrich/places.ts';
import type { Bench } from './bench.ts';
import { runChild } from './child-process.ts';
import { placingTables } from './placing-tables.ts';

const root = path.resolve(import.meta.dirname, '..');
const shared = path.resolve(root, process.env['CARREFOUR_SHARED'] ?? '../shared');

/** The sources whose real records are at hand, with the variant that is read. */
const sources: Readonly<Record<string, readonly string[]>> = {
  'betagouv-startups': [],
  'cis-ffe-projects': [],
  dsi4eu: ['--variant', 'snapshot1'],
  'eig-defis': [],
  'pwa-jsonld': [],
  'susy-geojson': [],
  'transiscope-niort': [],
  'virtual-assembly-pair': [],
};

/** How closely the places of every source are known, by role; written into the documentation between its two marks. */
export const placing: Bench = {
  summary:
    'How closely the places of the real sources are known, by role; writes the tables of docs/places.md. --data FOLDER reads what is harvested there.',
  options: { data: '', write: path.join(root, 'docs/places.md') },
  async run({ data = '', write = '' }) {
    const missing = Object.keys(sources).filter((source) => !existsSync(recordsOf(source)));
    if (missing.length > 0) {
      console.log(`skipped: the records of ${missing.join(', ')} are not in ${path.join(shared, 'data')}`);
      return;
    }
    const docs = data === '' ? await harvested() : await docsOf(path.resolve(data));
    const tables = placingTables(docs, openPlaces());
    console.log(tables);
    writeBetweenMarks(write, tables);
  },
};

function recordsOf(source: string): string {
  return path.join(shared, 'data', source);
}

async function harvested(): Promise<ThingDoc[]> {
  const data = await mkdtemp(path.join(tmpdir(), 'carrefour-placing-'));
  try {
    for (const [source, variant] of Object.entries(sources)) {
      const program = path.join(root, 'server/bin/carrefour.mjs');
      const command = [program, 'harvest', source, '--from', recordsOf(source), ...variant];
      await runChild(command, { CARREFOUR_DATA: data, CARREFOUR_REHEARSAL: 'true' });
    }
    return await docsOf(data);
  } finally {
    await rm(data, { recursive: true });
  }
}

async function docsOf(folder: string): Promise<ThingDoc[]> {
  const ledger = await openSqliteLedger({ folder });
  try {
    const docs: ThingDoc[] = [];
    for await (const { doc } of ledger.publications()) docs.push(doc);
    return docs;
  } finally {
    await ledger.close();
  }
}

const marks = ['<!-- written by npm run bench -- placing -->', '<!-- end of what is written -->'] as const;

function writeBetweenMarks(file: string, text: string): void {
  const page = readFileSync(file, 'utf8');
  const [start, end] = marks.map((mark) => page.indexOf(mark));
  if (start === undefined || end === undefined || start < 0 || end < start)
    throw new Error(`${file} has no place for the tables: expected the lines “${marks.join('” and “')}”.`);
  writeFileSync(file, `${page.slice(0, start)}${marks[0]}\n\n${text}\n\n${page.slice(end)}`);
}
