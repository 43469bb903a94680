import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { facetsOf } from '../server/src/search/document.ts';
import type { ThingDoc } from '../server/src/domain/thing-doc.ts';
import { plainTexts } from './search-fts5.ts';
import type { BenchRequest } from './search-rows.ts';
import type { Times } from './search-times.ts';

const peer = fileURLToPath(new URL('peers/lucene/', import.meta.url));
const jars = fileURLToPath(new URL('../node_modules/.cache/carrefour-lucene/', import.meta.url));

export interface LuceneTimes {
  readonly buildSeconds: number;
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
  if (!existsSync(path.join(jars, 'lucene-core-9.12.1.jar')) && !fetchJars()) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), 'carrefour-lucene-'));
  try {
    writeFileSync(path.join(folder, 'docs.tsv'), docs.map(docLine).join('\n'));
    writeFileSync(path.join(folder, 'queries.tsv'), [...rows].flatMap(queryLines).join('\n'));
    const java = ['-Xmx2g', '-cp', path.join(jars, '*'), path.join(peer, 'SearchPeer.java'), folder];
    execFileSync('java', java, { stdio: ['ignore', 'inherit', 'inherit'] });
    return readTimes(path.join(folder, 'times.tsv'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function fetchJars(): boolean {
  mkdirSync(jars, { recursive: true });
  const arguments_ = ['-q', '-B', '-f', path.join(peer, 'pom.xml'), 'dependency:copy-dependencies'];
  try {
    execFileSync('mvn', [...arguments_, `-DoutputDirectory=${jars}`], { stdio: 'inherit' });
    return true;
  } catch (error) {
    console.error(`Lucene is left out: its jars could not be fetched (${String(error)}).`);
    return false;
  }
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
  const [buildSeconds = 0, megabytes = 0] = head.split('\t').map(Number);
  const rows = new Map<string, { least: number[]; cpu: number }>();
  for (const line of lines) {
    const [row = '', least, cpu] = line.split('\t');
    const times = rows.get(row) ?? { least: [], cpu: 0 };
    times.cpu = (times.cpu * times.least.length + Number(cpu)) / (times.least.length + 1);
    times.least.push(Number(least));
    rows.set(row, times);
  }
  return { buildSeconds, megabytes, rows };
}
