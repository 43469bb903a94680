import type { Audience } from '../../domain/rights.ts';
import {
  scoreRanges,
  type QualityMeasure,
  type SourceFix,
  type SourceQuality,
} from '../../domain/source-quality.ts';
import type { DocQuality, ThingDoc } from '../../domain/thing-doc.ts';
import { getBlob, type Database } from './database.ts';

/** One line of the sums: how many entries have it, and how many points they have in it together. */
interface Sum {
  readonly part: 'measure' | 'range' | 'fix';
  readonly name: string;
  /** Of a fix, its dimension and message as JSON. */
  readonly detail: string;
  readonly points: number;
}

const pageSize = 100;
/** The counter that says whether publications of an earlier release still have to be added to the sums. */
const toCount = 'quality_to_count';

/** Keeps the sums of every source up to date with one publication that takes the place of another; either may lack. */
export function recountQuality(
  ledger: Database,
  { before, after }: { before: ThingDoc | undefined; after: ThingDoc | undefined },
): void {
  if (ratingOf(before) === ratingOf(after)) return;
  if (before !== undefined) add(ledger, before, -1);
  if (after !== undefined) add(ledger, after, 1);
}

/** All that the sums depend on, as a text to compare. */
function ratingOf(doc: ThingDoc | undefined): string {
  return doc === undefined ? '' : JSON.stringify([doc.quality, [...openness(doc)]]);
}

/** The sources that feed a publication, each with whether it has open statements in it. */
function openness({ sources, isOpen }: ThingDoc): Map<string, boolean> {
  const bySource = Map.groupBy(sources, ({ source }) => source);
  return new Map(
    [...bySource].map(([source, records]) => [
      source,
      isOpen && records.some(({ agreement }) => agreement === 'open'),
    ]),
  );
}

function add(ledger: Database, doc: ThingDoc, sign: 1 | -1): void {
  if (doc.quality === undefined) return;
  const sums = sumsOf(doc.quality);
  for (const [source, isOpen] of openness(doc)) {
    for (const { part, name, detail, points } of sums) {
      const [things, total] = [sign, sign * points];
      ledger.run(
        `INSERT INTO source_quality VALUES (?, ?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET things = things + excluded.things, total = total + excluded.total,
           open_things = open_things + excluded.open_things, open_total = open_total + excluded.open_total`,
        ...[source, part, name, detail, things, total, isOpen ? things : 0, isOpen ? total : 0],
      );
    }
    if (sign < 0) ledger.run('DELETE FROM source_quality WHERE source = ? AND things <= 0', source);
  }
}

function sumsOf({ score, dimensions, missing }: DocQuality): Sum[] {
  const measures = Object.entries({ overall: score, ...dimensions });
  const range = Math.min(scoreRanges - 1, Math.floor(score / scoreRanges));
  return [
    ...measures.map(([name, points]): Sum => ({ part: 'measure', name, detail: '', points })),
    { part: 'range', name: String(range), detail: '', points: score },
    ...missing.map(({ constraint, dimension, message, points }): Sum => ({
      part: 'fix',
      name: constraint,
      detail: JSON.stringify({ dimension, message }),
      points,
    })),
  ];
}

/** Adds what an earlier release published, once for each ledger. */
export function countFormerQuality(ledger: Database): void {
  const isLeft = (): boolean =>
    ledger.get<{ value: number }>('SELECT value FROM counter WHERE name = ?', toCount)?.value === 1;
  if (!isLeft()) return;
  ledger.write(() => {
    if (!isLeft()) return;
    for (let after = ''; ;) {
      const rows = ledger.all<{ thing: string; doc: string }>(
        `SELECT thing, doc FROM current WHERE state = 'published' AND thing > ? ORDER BY thing LIMIT ?`,
        after,
        pageSize,
      );
      for (const { doc } of rows) add(ledger, JSON.parse(getBlob(ledger, doc)) as ThingDoc, 1);
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.thing;
    }
    ledger.run('UPDATE counter SET value = 0 WHERE name = ?', toCount);
  });
}

interface SumRow {
  readonly source: string;
  readonly part: Sum['part'];
  readonly name: string;
  readonly detail: string;
  readonly things: number;
  readonly total: number;
}

/** The sums that one audience may see, source by source in the order of their ids. */
export function sourceQuality(ledger: Database, audience: Audience): SourceQuality[] {
  const [things, total] = audience === 'open' ? ['open_things', 'open_total'] : ['things', 'total'];
  const rows = ledger.all<SumRow>(
    `SELECT source, part, name, detail, ${things} AS things, ${total} AS total FROM source_quality
     WHERE ${things} > 0 ORDER BY source, part, name, detail`,
  );
  return [...Map.groupBy(rows, ({ source }) => source)].map(([source, sums]) => readSums(source, sums));
}

function readSums(source: string, rows: readonly SumRow[]): SourceQuality {
  const of = (part: Sum['part']): SumRow[] => rows.filter((row) => row.part === part);
  const things = of('measure').find(({ name }) => name === 'overall')?.things ?? 0;
  const counts = new Map(of('range').map((row) => [Number(row.name), row.things]));
  return {
    source,
    things,
    measures: Object.fromEntries(
      of('measure').map((row) => [row.name as QualityMeasure, Math.round(row.total / row.things)]),
    ),
    distribution: Array.from({ length: scoreRanges }, (_, range) => counts.get(range) ?? 0),
    fixes: of('fix')
      .sort((a, b) => b.total - a.total)
      .map((row) => ({
        ...(JSON.parse(row.detail) as Pick<SourceFix, 'dimension' | 'message'>),
        constraint: row.name,
        things: row.things,
        points: Math.round((10 * row.total) / things) / 10,
      })),
  };
}
