import { DatabaseSync } from 'node:sqlite';
import { facetsOf } from '../server/src/search/document.ts';
import type { ThingDoc } from '../server/src/domain/thing-doc.ts';
import type { BenchRequest } from './search-rows.ts';
import { timeEach, type Times } from './search-times.ts';

/** SQLite's FTS5 with three weighted columns, facets counted in SQL, and snippets of 20 hits. */
export class Fts5Engine {
  readonly #database = new DatabaseSync(':memory:');

  build(docs: readonly ThingDoc[]): void {
    this.#database.exec(`
      CREATE VIRTUAL TABLE text USING fts5(title, body, more, tokenize = 'unicode61 remove_diacritics 2');
      CREATE TABLE facet (doc INTEGER, name TEXT, value TEXT, PRIMARY KEY (doc, name, value)) WITHOUT ROWID;
      BEGIN`);
    const text = this.#database.prepare('INSERT INTO text (rowid, title, body, more) VALUES (?, ?, ?, ?)');
    const facet = this.#database.prepare('INSERT INTO facet VALUES (?, ?, ?)');
    for (const [index, doc] of docs.entries()) {
      text.run(index, ...plainTexts(doc));
      for (const [name, values] of Object.entries(facetsOf(doc)))
        for (const { value } of values) facet.run(index, name, value);
    }
    this.#database.exec(`COMMIT; CREATE INDEX by_value ON facet (name, value, doc)`);
  }

  search(requests: readonly BenchRequest[]): Times {
    return timeEach(requests, (request) => this.#ask(request), { rounds: 1 });
  }

  #ask({ q, isPhrase = false, filters = {} }: BenchRequest): unknown {
    const words = isPhrase
      ? `"${q}"`
      : q
          .split(' ')
          .map((word) => `"${word}"`)
          .join(' AND ');
    const conditions = Object.entries(filters).map(
      ([name, values]) =>
        `rowid IN (SELECT doc FROM facet WHERE name = '${name}' AND value IN (${values.map((value) => `'${value}'`).join()}))`,
    );
    const where = ['text MATCH ?', ...conditions].join(' AND ');
    const hits = this.#database
      .prepare(
        `SELECT rowid, highlight(text, 0, '[', ']'), snippet(text, 1, '[', ']', '…', 30)
         FROM text WHERE ${where} ORDER BY bm25(text, 6, 1, 2) LIMIT 20`,
      )
      .all(words);
    const counts = this.#database
      .prepare(
        `SELECT name, value, count(*) FROM facet WHERE doc IN (SELECT rowid FROM text WHERE ${where}) GROUP BY name, value`,
      )
      .all(words);
    return { hits, counts };
  }
}

/** What every peer is given of a doc: name, texts, and the rest. */
export function plainTexts({
  title,
  summary,
  need,
  answer,
  results,
  keywords,
  places,
}: ThingDoc): [string, string, string] {
  const texts = [summary, need, answer, results].map((text) => text?.['fr'] ?? '');
  return [title['fr'] ?? '', texts.join(' '), [...keywords, places[0]?.city ?? ''].join(' ')];
}
