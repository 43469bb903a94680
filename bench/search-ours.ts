import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { emptyQuery, type SearchQuery } from '../server/src/domain/search-query.ts';
import type { ThingDoc } from '../server/src/domain/thing-doc.ts';
import { conceptSynonyms } from '../server/src/search/concept-synonyms.ts';
import { clusters } from '../server/src/search/query/clusters.ts';
import { complete } from '../server/src/search/query/complete.ts';
import { highlight } from '../server/src/search/query/highlight.ts';
import { search } from '../server/src/search/query/search.ts';
import { synonymsOf } from '../server/src/search/query/synonyms.ts';
import { openView, type View } from '../server/src/search/query/view.ts';
import { mergeSegments } from '../server/src/search/segments/merge-segments.ts';
import { loadIndex, saveIndex } from '../server/src/search/segments/segment-files.ts';
import { Segment } from '../server/src/search/segments/segment.ts';
import { SegmentSet } from '../server/src/search/segments/segment-set.ts';
import type { BenchRequest } from './search-rows.ts';
import { timeEach, type Times } from './search-times.ts';

const synonyms = synonymsOf(conceptSynonyms());

/** The engine itself on this thread, with no ledger or network beside it. */
export class OurEngine {
  readonly #docs: ReadonlyMap<string, ThingDoc>;
  readonly #segments = new SegmentSet(new Map());
  #view: View = openView({ seq: 0, segments: [] });

  constructor(docs: readonly ThingDoc[]) {
    this.#docs = new Map(docs.map((doc) => [doc.id, doc]));
  }

  build(): void {
    const docs = [...this.#docs.values()];
    for (let at = 0; at < docs.length; at += 4000)
      this.#segments.apply({ docs: docs.slice(at, at + 4000), gone: [] });
    const plan = this.#segments.wholePlan() ?? [];
    const parts = plan.map(({ buffer, live }) => ({ segment: new Segment(buffer), live }));
    if (plan.length > 0) this.#segments.replace(plan, mergeSegments(parts));
    this.#view = openView({ seq: 1, segments: this.#segments.states() });
  }

  get bytes(): number {
    return this.#segments.states().reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  }

  /** Stores the index, and opens what was stored as a start does, up to its first answer. */
  restart(): { readonly megabytes: number; readonly seconds: number } {
    const folder = mkdtempSync(path.join(tmpdir(), 'carrefour-bench-'));
    try {
      const mark = { seq: 1, anchor: '', vocabulary: '' };
      saveIndex(folder, { mark, segments: this.#segments.states() });
      const sizes = readdirSync(folder).map((file) => statSync(path.join(folder, file)).size);
      const started = performance.now();
      const stored = loadIndex(folder);
      const opened = new SegmentSet(new Map());
      for (const segment of stored?.segments ?? []) opened.adopt(segment);
      search(openView({ seq: 1, segments: opened.states() }), queryOf({ q: 'jardin' }), synonyms);
      return {
        megabytes: sizes.reduce((sum, size) => sum + size, 0) / 1e6,
        seconds: (performance.now() - started) / 1000,
      };
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  /** Search, every facet, and the marks of the texts of 20 hits. */
  search(requests: readonly BenchRequest[]): Times {
    return timeEach(requests, (request) => {
      const { ids } = search(this.#view, queryOf(request), synonyms);
      const texts = ids.flatMap((id) => textsOf(this.#docs.get(id)));
      return highlight(this.#view, { q: request.q, texts, synonyms });
    });
  }

  clusters(q: string, boxes: readonly (readonly [SearchQuery['bbox'], number])[]): Times {
    return timeEach(boxes, ([bbox, zoom]) =>
      clusters(this.#view, { query: { ...queryOf({ q }), ...(bbox && { bbox }) }, zoom, synonyms }),
    );
  }

  complete(typed: readonly string[]): Times {
    return timeEach(typed, (text) => complete(this.#view, [], { text, lang: 'fr', limit: 8 }));
  }

  /** Milliseconds until each of some updates can be found, one by one. */
  update(docs: readonly ThingDoc[]): Times {
    return timeEach(
      docs,
      (doc) => {
        this.#segments.apply({ docs: [doc], gone: [] });
        const plan = this.#segments.mergePlan();
        if (plan !== undefined) {
          const parts = plan.map(({ buffer, live }) => ({ segment: new Segment(buffer), live }));
          this.#segments.replace(plan, mergeSegments(parts));
        }
        this.#view = openView({ seq: 2, segments: this.#segments.states() }, this.#view);
      },
      { rounds: 1 },
    );
  }
}

function queryOf({ q, isPhrase = false, filters = {} }: BenchRequest): SearchQuery {
  return { ...emptyQuery, ...filters, q: isPhrase ? `"${q}"` : `${q} ` };
}

function textsOf(doc: ThingDoc | undefined): { text: string; lang: string }[] {
  return [doc?.title, doc?.summary, doc?.need].flatMap((text) =>
    text?.['fr'] === undefined ? [] : [{ text: text['fr'], lang: 'fr' }],
  );
}
