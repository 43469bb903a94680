import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DataFactory, Store } from 'n3';
import { Validator } from 'shacl-engine';
import { validations } from 'shacl-engine/sparql.js';
import { listRecords, type ListedRecord, type Source, type SourceSet } from '@carrefour/harvesters';
import type { ClaimWrite } from '../server/src/domain/claim.ts';
import { recordIri } from '../server/src/domain/record-ref.ts';
import { nameThings, type NamedThings } from '../server/src/identify/name-things.ts';
import { readConfig } from '../server/src/main/config.ts';
import { deriveAll } from '../server/src/main/harvest.ts';
import { openPlatform, type Platform } from '../server/src/main/platform.ts';
import { splitRecord, writeClaim, type ClaimRules } from '../server/src/pipeline/claim-writer.ts';
import { corpusSource } from './ingest-corpus.ts';
import { readShapes } from './shapes-dataset.ts';

/** Seconds that the whole corpus took in each stage. */
export interface StageTimes {
  readonly 'fetch, parse': number;
  readonly split: number;
  readonly map: number;
  readonly 'name, skolemise': number;
  readonly check: number;
  readonly 'shacl-engine alone': number;
  readonly 'claim (durable)': number;
  readonly derive: number;
}

type Listed = Extract<ListedRecord, { outcome: 'record' }>;

/** Runs the stages one after another over the whole corpus, on an empty data folder. */
export async function measureStages(folder: string): Promise<StageTimes> {
  const data = await mkdtemp(path.join(tmpdir(), 'carrefour-bench-stages-'));
  const platform = await openPlatform(readConfig({ CARREFOUR_DATA: data }), { sources: [folder] });
  try {
    const source = platform.sources.get(corpusSource);
    const set = source?.sets[0];
    if (source === undefined || set === undefined) throw new Error('The corpus could not be read.');
    return await stagesOf(platform, { source, set });
  } finally {
    await platform.close();
    await rm(data, { recursive: true, force: true });
  }
}

async function stagesOf(
  platform: Platform,
  { source, set }: { source: Source; set: SourceSet },
): Promise<StageTimes> {
  const rules = platform.claimRules(source, set);
  const read = await timed(() => list(platform, { source, set }));
  const split = await timed(() => read.value.map((record) => splitRecord(rules, record)));
  const mapped = await timed(() =>
    split.value.map(({ record, payload }) => ({
      record,
      quads: rules.mapping.map(payload, { base: recordIri(record), language: source.language }).quads,
    })),
  );
  const named = await timed(async () => {
    const all: NamedThings[] = [];
    for (const { record, quads } of mapped.value) all.push(await nameThings(quads, record));
    return all;
  });
  const checked = await timed(async () => {
    for (const { quads } of named.value) await rules.checker.check(quads);
  });
  const peer = await timedPeer(named.value);
  const claims: ClaimWrite[] = [];
  for (const record of split.value) claims.push((await writeClaim(rules, record)).claim);
  const claimed = await timed(() => commitAll(platform, rules, claims));
  const derived = await timed(() =>
    deriveAll(platform, { signal: new AbortController().signal, onProgress: () => undefined }),
  );
  return {
    'fetch, parse': read.seconds,
    split: split.seconds,
    map: mapped.seconds,
    'name, skolemise': named.seconds,
    check: checked.seconds,
    'shacl-engine alone': peer,
    'claim (durable)': claimed.seconds,
    derive: derived.seconds,
  };
}

async function list(
  { fetch }: Platform,
  { source, set }: { source: Source; set: SourceSet },
): Promise<Listed[]> {
  const found: Listed[] = [];
  const { signal } = new AbortController();
  for await (const record of listRecords({ source, set, fetch, signal, maxPages: 10 })) {
    if (record.outcome === 'record') found.push(record);
  }
  return found;
}

/** The engine on the same graphs and shapes, without reading its report. */
async function timedPeer(things: readonly NamedThings[]): Promise<number> {
  const validator = new Validator(readShapes(), { factory: DataFactory, validations });
  await validator.validate({ dataset: new Store() });
  const { seconds } = await timed(async () => {
    for (const { quads } of things) await validator.validate({ dataset: new Store([...quads]) });
  });
  return seconds;
}

async function commitAll(
  { ledger }: Platform,
  { source, set }: ClaimRules,
  claims: readonly ClaimWrite[],
): Promise<void> {
  const lease = await ledger.acquireLease(`harvest ${source.id}/${set.name}`, 600);
  if (lease === undefined) throw new Error('The lease of an empty data folder is held.');
  for (let start = 0; start < claims.length; start += 50) {
    await ledger.commit({ lease, claims: claims.slice(start, start + 50) });
  }
  await ledger.releaseLease(lease);
}

async function timed<Value>(work: () => Value | Promise<Value>): Promise<{ value: Value; seconds: number }> {
  const started = performance.now();
  const value = await work();
  return { value, seconds: (performance.now() - started) / 1000 };
}
