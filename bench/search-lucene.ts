import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { facetsOf } from '../server/src/search/document.ts';
import type { ThingDoc } from '../server/src/domain/thing-doc.ts';
import { runLucenePeer } from './lucene-jars.ts';
import { plainTexts } from './search-fts5.ts';
import type { BenchRequest } from './search-rows.ts';
import type { Times } from './search-times.ts';

export interface LuceneTimes {
  readonly buildSeconds: number;
  /** Of one core; of all threads of the JVM. */
  readonly buildCoreSeconds: number;
  readonly megabytes: number;
  readonly rows: ReadonlyMap<string, Times>;
}

/**
 * Lucene in a JVM of its own, asked the same rows one after another; undefined where there is no `java` or `mvn`. Its
 * jars come from Maven Central at the first run.
 */
export function runLucene(
  docs: readonly ThingDoc[],
  rows: ReadonlyMap<string, readonly BenchRequest[]>,
): LuceneTimes | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'carrefour-lucene-'));
  try {
    writeDocs(path.join(folder, 'docs.tsv'), docs);
    writeFileSync(path.join(folder, 'queries.tsv'), [...rows].flatMap(queryLines).join('\n'));
    if (!runLucenePeer('SearchPeer', folder)) return undefined;
    return readTimes(path.join(folder, 'times.tsv'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const batch = 10_000;

/** Batch by batch: a million records are longer than a string may be. */
function writeDocs(file: string, docs: readonly ThingDoc[]): void {
  for (let from = 0; from < docs.length; from += batch)
    appendFileSync(
      file,
      docs
        .slice(from, from + batch)
        .map((doc) => `${docLine(doc)}\n`)
        .join(''),
    );
}

function docLine(doc: ThingDoc): string {
  const facets = Object.entries(facetsOf(doc)).flatMap(([name, values]) =>
    values.map(({ value }) => `${name}=${value}`),
  );
  return [doc.id, ...plainTexts(doc), facets.join('|')].join('\t');
}

function queryLines([row, requests]: readonly [string, readonly BenchRequest[]]): string[] {
  return requests.map(({ q, isPhrase = false, filters = {} }) => {
    const chosen = Object.entries(filters).flatMap(([name, values]) =>
      values.map((value) => `${name}=${value}`),
    );
    return [row, q, String(isPhrase), chosen.join('|')].join('\t');
  });
}

function readTimes(file: string): LuceneTimes {
  const [head = '', ...lines] = readFileSync(file, 'utf8').trim().split('\n');
  const [buildSeconds = 0, megabytes = 0, buildCoreSeconds = 0] = head.split('\t').map(Number);
  const rows = new Map<string, { least: number[]; cpu: number }>();
  for (const line of lines) {
    const [row = '', least, cpu] = line.split('\t');
    const times = rows.get(row) ?? { least: [], cpu: 0 };
    times.cpu = (times.cpu * times.least.length + Number(cpu)) / (times.least.length + 1);
    times.least.push(Number(least));
    rows.set(row, times);
  }
  return { buildSeconds, buildCoreSeconds, megabytes, rows };
}
