import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { emptyQuery } from '../server/src/domain/search-query.ts';
import { conceptSynonyms } from '../server/src/search/concept-synonyms.ts';
import type { ThingDoc } from '../server/src/domain/thing-doc.ts';
import type { ThingId } from '../server/src/domain/thing-id.ts';
import {
  conceptNames,
  labelsOf,
  territoryNames,
  textsOf,
  type TerritoryNames,
} from '../server/src/search/document.ts';
import { search } from '../server/src/search/query/search.ts';
import { synonymsOf } from '../server/src/search/query/synonyms.ts';
import { openView } from '../server/src/search/query/view.ts';
import { fieldBoosts, fields } from '../server/src/search/segments/fields.ts';
import { SegmentSet } from '../server/src/search/segments/segment-set.ts';
import { createLabels } from '../server/src/serve/labels.ts';
import { runLucenePeer } from './lucene-jars.ts';

/** The first results of each query, best first, by the name of the engine. */
export type Rankings = ReadonlyMap<string, readonly (readonly ThingId[])[]>;

/** Asks every engine all the queries over the same docs, each cut into the same fields of the same texts. */
export function rankings(docs: readonly ThingDoc[], queries: readonly string[], depth: number): Rankings {
  const territories = territoryNames(createLabels().completions());
  const rows = docs.map((doc) => ({ id: doc.id, texts: fieldTexts(doc, territories) }));
  return new Map([
    ['Carrefour', ours({ docs, territories, queries, depth })],
    ...fts5(rows, queries, depth),
    ...lucene(rows, queries, depth),
  ]);
}

interface Row {
  readonly id: ThingId;
  /** In the order of `fields`. */
  readonly texts: readonly string[];
}

function fieldTexts(doc: ThingDoc, territories: TerritoryNames): string[] {
  const texts = {
    ...textsOf(doc, territories),
    concepts: [...conceptNames(doc)].flatMap(labelsOf),
  };
  return fields.map((field) =>
    texts[field]
      .map(({ text }) => text)
      .join(' . ')
      .replaceAll(/\s+/g, ' '),
  );
}

function ours({
  docs,
  territories,
  queries,
  depth,
}: {
  docs: readonly ThingDoc[];
  territories: TerritoryNames;
  queries: readonly string[];
  depth: number;
}): ThingId[][] {
  const segments = new SegmentSet(territories);
  segments.apply({ docs, gone: [] });
  const view = openView({ seq: 1, segments: segments.states() });
  const synonyms = synonymsOf(conceptSynonyms());
  return queries.map((q) => [...search(view, { ...emptyQuery, q, per: depth }, synonyms).ids]);
}

/** FTS5 as it comes with its own French-blind analysis: any of the words, bm25 with equal columns and with our weights. */
function fts5(
  rows: readonly Row[],
  queries: readonly string[],
  depth: number,
): [string, (readonly ThingId[])[]][] {
  const database = new DatabaseSync(':memory:');
  database.exec(
    `CREATE VIRTUAL TABLE text USING fts5(id UNINDEXED, ${fields.join()}, tokenize = 'unicode61 remove_diacritics 2')`,
  );
  const insert = database.prepare(`INSERT INTO text VALUES (?, ${fields.map(() => '?').join()})`);
  for (const { id, texts } of rows) insert.run(id, ...texts);
  const ask = (q: string, weights: readonly number[]): ThingId[] => {
    const words = [...q.matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => `"${word}"`).join(' OR ');
    return database
      .prepare(`SELECT id FROM text WHERE text MATCH ? ORDER BY bm25(text, 0, ${weights.join()}) LIMIT ?`)
      .all(words, depth)
      .map(({ id }) => String(id));
  };
  const equal = fields.map(() => 1);
  const boosts = fields.map((field) => fieldBoosts[field]);
  return [
    ['FTS5 bm25', queries.map((q) => ask(q, equal))],
    ['FTS5, our weights', queries.map((q) => ask(q, boosts))],
  ];
}

function lucene(
  rows: readonly Row[],
  queries: readonly string[],
  depth: number,
): [string, (readonly ThingId[])[]][] {
  const folder = mkdtempSync(path.join(tmpdir(), 'carrefour-lucene-'));
  const write = (name: string, lines: readonly string[]): void => {
    writeFileSync(path.join(folder, name), lines.join('\n'));
  };
  try {
    write(
      'docs.tsv',
      rows.map(({ id, texts }) => [id, ...texts].join('\t')),
    );
    write(
      'fields.tsv',
      fields.map((field) => `${field}\t${String(fieldBoosts[field])}`),
    );
    write(
      'queries.tsv',
      queries.map((q, index) => [String(index), q, String(depth)].join('\t')),
    );
    if (!runLucenePeer('RelevancePeer', folder)) return [];
    const ranked = readFileSync(path.join(folder, 'ranked.tsv'), 'utf8').trimEnd().split('\n');
    const of = (which: string): ThingId[][] =>
      ranked
        .map((line) => line.split('\t'))
        .filter(([kind]) => kind === which)
        .map(([, , ids = '']) => ids.split(' ').filter((id) => id !== ''));
    return [
      ['Lucene default', of('plain')],
      ['Lucene, our weights', of('boosted')],
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
