import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ThingDoc } from '../server/src/domain/thing-doc.ts';
import { openSqliteLedger } from '../server/src/ledger/adapters/sqlite.ts';
import { runChild } from './child-process.ts';

const cli = fileURLToPath(new URL('../server/src/main/cli.ts', import.meta.url));

/** The sources whose records are judged, with the variant of their local copy. */
const sources: Readonly<Record<string, readonly string[]>> = {
  'cis-ffe-projects': [],
  'susy-geojson': [],
  'betagouv-startups': [],
  dsi4eu: ['--variant', 'snapshot1'],
  'pwa-jsonld': [],
  'transiscope-niort': [],
  'virtual-assembly-pair': [],
  'eig-defis': [],
};

/** The folders of `records` that are not there. */
export function missingRecords(records: string): string[] {
  return Object.keys(sources).filter((source) => !existsSync(path.join(records, source)));
}

/**
 * What is published of the sources' local copies, harvested into a data folder that is removed afterwards; `kept` names
 * one that was harvested before, and is left as it is.
 */
export async function publishedDocs(records: string, kept: string): Promise<ThingDoc[]> {
  if (kept !== '') return docsOf(kept);
  const data = await mkdtemp(path.join(tmpdir(), 'carrefour-relevance-'));
  try {
    await harvestAll(records, data);
    return await docsOf(data);
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

async function harvestAll(records: string, data: string): Promise<void> {
  for (const [source, options] of Object.entries(sources)) {
    process.stderr.write(`harvesting ${source}\n`);
    const args = [cli, 'harvest', source, '--from', path.join(records, source), ...options];
    await runChild(args, { CARREFOUR_DATA: data, CARREFOUR_REHEARSAL: 'true' });
  }
}

async function docsOf(folder: string): Promise<ThingDoc[]> {
  const ledger = await openSqliteLedger({ folder });
  try {
    const docs: ThingDoc[] = [];
    for await (const { doc } of ledger.publications()) docs.push(doc);
    return docs.sort((a, b) => (a.id < b.id ? -1 : 1));
  } finally {
    await ledger.close();
  }
}
