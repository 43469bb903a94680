import path from 'node:path';
import type { Bench } from './bench.ts';
import { categories, ndcg, readJudgements, type JudgedQuery } from './relevance-judgements.ts';
import { rankings, type Rankings } from './relevance-engines.ts';
import { missingRecords, publishedDocs } from './relevance-records.ts';
import { figure, printTable } from './statistics.ts';

const shared = process.env['CARREFOUR_SHARED'] ?? path.resolve(import.meta.dirname, '../../shared');
const depth = 10;

/** How well the first ten results answer judged French queries over real records. */
export const relevance: Bench = {
  summary: 'nDCG@10 of judged French queries over real records, beside FTS5 and Lucene 9, by category.',
  options: { records: path.join(shared, 'data'), data: '', each: 'false' },
  async run({ records = '', data = '', each = '' }) {
    const missing = data === '' ? missingRecords(records) : [];
    if (missing.length > 0) {
      console.log(`skipped: no records of ${missing.join(', ')} in ${records} (--records FOLDER)`);
      return;
    }
    const docs = await publishedDocs(records, data);
    const queries = readJudgements(docs);
    const ranked = rankings(
      docs,
      queries.map(({ text }) => text),
      depth,
    );
    console.log(`${figure(docs.length)} things, ${figure(queries.length)} queries\n`);
    if (each === 'true') reportEach(queries, ranked);
    report(queries, ranked);
  },
};

function report(queries: readonly JudgedQuery[], ranked: Rankings): void {
  const engines = [...ranked.keys()];
  const groups: [string, (query: JudgedQuery) => boolean][] = [
    ['all', () => true],
    ['odd: developing', ({ number }) => number % 2 === 1],
    ['even: testing', ({ number }) => number % 2 === 0],
    ...categories.map((category): [string, (query: JudgedQuery) => boolean] => [
      category,
      (query) => query.category === category,
    ]),
  ];
  const rows = groups.map(([name, belongs]) => {
    const group = queries.filter(belongs);
    return [
      name,
      String(group.length),
      ...engines.map((engine) => mean(group.map((query) => score(query, ranked, engine))).toFixed(3)),
    ];
  });
  printTable(['nDCG@10', 'queries', ...engines], rows);
  console.log('');
  const unjudged = engines.map((engine) => {
    const shares = queries.map((query) => {
      const ids = shown(query, ranked, engine);
      return ids.length === 0 ? 0 : ids.filter((id) => !query.grades.has(id)).length / ids.length;
    });
    return `${figure(100 * mean(shares))} %`;
  });
  const nothing = engines.map((engine) =>
    String(queries.filter((query) => shown(query, ranked, engine).length === 0).length),
  );
  printTable(
    ['', ...engines],
    [
      ['results nobody judged', ...unjudged],
      ['queries without a result', ...nothing],
    ],
  );
}

function reportEach(queries: readonly JudgedQuery[], ranked: Rankings): void {
  const engines = [...ranked.keys()];
  const rows = queries.map((query) => [
    `${String(query.number)} ${query.text}`,
    ...engines.map((engine) => score(query, ranked, engine).toFixed(2)),
  ]);
  printTable(['', ...engines], rows);
  console.log('');
}

function shown({ number }: JudgedQuery, ranked: Rankings, engine: string): readonly string[] {
  return ranked.get(engine)?.[number - 1] ?? [];
}

function score(query: JudgedQuery, ranked: Rankings, engine: string): number {
  return ndcg(shown(query, ranked, engine), query.grades, depth);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(values.length, 1);
}
