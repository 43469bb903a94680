import { availableParallelism } from 'node:os';
import type { BoundingBox } from '../server/src/domain/search-query.ts';
import type { ThingDoc } from '../server/src/domain/thing-doc.ts';
import type { Bench } from './bench.ts';
import { Corpus } from './search-corpus.ts';
import { Fts5Engine, plainTexts } from './search-fts5.ts';
import { runLucene, type LuceneTimes } from './search-lucene.ts';
import { OurEngine } from './search-ours.ts';
import { searchRows } from './search-rows.ts';
import { percentile, type Times } from './search-times.ts';
import { coreSeconds, figure, printTable } from './statistics.ts';

/** What a map shows, with its zoom. */
const views: Readonly<Record<string, readonly [BoundingBox, number]>> = {
  country: [[-5, 41, 10, 51.5], 6],
  region: [[-1.8, 44, 2.6, 47], 8],
  town: [[2.2, 48.7, 2.5, 49], 11],
};

/** Queries on a generated corpus, with FTS5 and Lucene in the same run. */
export const search: Bench = {
  summary: 'Queries with facets and marks: the least milliseconds of five rounds, beside FTS5 and Lucene 9.',
  options: { records: '100000', peers: 'lucene,fts5' },
  run(options) {
    const corpus = new Corpus(20_260);
    const docs = Array.from({ length: Number(options['records']) }, (_, number) => corpus.doc(number));
    const characters = docs.reduce((sum, doc) => sum + plainTexts(doc).join(' ').length, 0) / docs.length;
    console.log(
      `${figure(docs.length)} records, ${figure(characters)} characters each, ${String(availableParallelism())} cores\n`,
    );
    const phrases = docs.slice(0, 30).map((doc) => phraseOf(plainTexts(doc)[1]));
    const rows = searchRows(corpus, phrases);
    const ours = measureOurs(docs, { rows, corpus });
    const peers = (options['peers'] ?? '').split(',');
    report({
      rows,
      ours,
      lucene: peers.includes('lucene') ? runLucene(docs, rows) : undefined,
      fts5: peers.includes('fts5') ? measureFts5(docs, rows) : undefined,
    });
    return Promise.resolve();
  },
};

type Rows = ReturnType<typeof searchRows>;

interface Measured {
  readonly buildSeconds: number;
  /** Of one core. */
  readonly buildCoreSeconds: number;
  readonly rows: ReadonlyMap<string, Times>;
}

const clusterRounds = 20;

/** The rows, and those that no peer is asked. */
function measureOurs(
  docs: readonly ThingDoc[],
  { rows, corpus }: { rows: Rows; corpus: Corpus },
): Measured & {
  readonly megabytes: number;
  readonly startSeconds: number;
  readonly more: ReadonlyMap<string, Times>;
} {
  const engine = new OurEngine(docs);
  const built = secondsOf(() => {
    engine.build();
  });
  const restart = engine.restart();
  const times = new Map([...rows].map(([row, requests]) => [row, engine.search(requests)]));
  const clusters = Object.entries(views).map(([name, view]) => {
    const repeated = Array.from({ length: clusterRounds }, () => view);
    return [`clusters, ${name}`, engine.clusters('projet', repeated)] as const;
  });
  const beginnings = corpus.vocabulary.slice(0, 60).map((word) => word.slice(0, 3));
  const updates = Array.from({ length: 1000 }, (_, number) => corpus.doc(number));
  const more = new Map([
    ...clusters,
    ['suggestion', engine.complete(beginnings)] as const,
    ['an update until it can be found', engine.update(updates)] as const,
  ]);
  return { ...built, rows: times, megabytes: restart.megabytes, startSeconds: restart.seconds, more };
}

const mostOfFts5 = 6;

function measureFts5(docs: readonly ThingDoc[], rows: Rows): Measured {
  const engine = new Fts5Engine();
  const built = secondsOf(() => {
    engine.build(docs);
  });
  return {
    ...built,
    rows: new Map([...rows].map(([row, requests]) => [row, engine.search(requests.slice(0, mostOfFts5))])),
  };
}

function secondsOf(work: () => void): Pick<Measured, 'buildSeconds' | 'buildCoreSeconds'> {
  const [started, before] = [performance.now(), coreSeconds()];
  work();
  return {
    buildSeconds: (performance.now() - started) / 1000,
    buildCoreSeconds: coreSeconds() - before,
  };
}

function report({
  rows,
  ours,
  fts5,
  lucene,
}: {
  rows: Rows;
  ours: ReturnType<typeof measureOurs>;
  fts5: Measured | undefined;
  lucene: LuceneTimes | undefined;
}): void {
  printTable(
    ['', 'ours', 'Lucene', 'FTS5'],
    [
      ['build, seconds', ...[ours, lucene, fts5].map((each) => figure(each?.buildSeconds ?? Number.NaN))],
      [
        'build, seconds of a core',
        ...[ours, lucene, fts5].map((each) => figure(each?.buildCoreSeconds ?? Number.NaN)),
      ],
      ['start from disk, seconds', figure(ours.startSeconds), '', ''],
      ['size, MB', figure(ours.megabytes), figure(lucene?.megabytes ?? Number.NaN), ''],
    ],
  );
  console.log('');
  printTable(
    ['milliseconds', 'ours p50 / p95', 'Lucene p50 / p95', 'FTS5 p50 / p95', 'ours CPU', 'Lucene CPU'],
    [...rows.keys()].map((row) => [
      row,
      ...[ours, lucene, fts5].map((each) => spread(each?.rows.get(row))),
      ...[ours, lucene].map((each) => figure(each?.rows.get(row)?.cpu ?? Number.NaN)),
    ]),
  );
  console.log('');
  printTable(
    ['milliseconds', 'ours p50 / p95', 'ours CPU'],
    [...ours.more].map(([row, times]) => [row, spread(times), figure(times.cpu)]),
  );
}

/** Two words that stand side by side, with no stop word among the first letters. */
function phraseOf(text: string): string {
  const words = text.split(' ');
  const at = words.findIndex((word, index) => word.length > 4 && (words[index + 1] ?? '').length > 4);
  return words.slice(Math.max(at, 0), Math.max(at, 0) + 2).join(' ');
}

function spread(times: Times | undefined): string {
  if (times === undefined) return '–';
  return `${figure(percentile(times.least, 0.5))} / ${figure(percentile(times.least, 0.95))}`;
}
