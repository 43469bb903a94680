import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeholderBase } from '../../src/domain/base.ts';
import type { ThingId } from '../../src/domain/thing-id.ts';
import type { QueryAnswer, StoreQuery, TripleStore } from '../../src/store/triple-store.ts';

/** A store over a ledger of its own that the suite may write to. */
export interface StoreUnderTest {
  /** Not started. */
  readonly store: TripleStore;
  readonly base: string;
  /** Writes a change to the ledger and resolves with its seq. `graph` is N-Quads under the placeholder base. */
  readonly publish: (thing: ThingId, graph: string) => Promise<number>;
  readonly withdraw: (thing: ThingId) => Promise<number>;
  readonly erase: (thing: ThingId) => Promise<number>;
  /** Closes the store and removes what it left. */
  readonly close: () => Promise<void>;
}

const json = 'application/sparql-results+json';
const endless = 'SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }';
const nested = `ASK {${'FILTER EXISTS {'.repeat(400)} ?s ?p ?o ${'}'.repeat(400)}}`;

/** What every triple store promises, shown against a live one. */
export function describeTripleStoreContract(name: string, open: () => Promise<StoreUnderTest>): void {
  describe(`${name} as a triple store`, () => {
    let opened: StoreUnderTest;
    const published = placeholderBase;
    const line = (subject: string, text: string, graph?: string): string =>
      `<${published}${subject}> <https://schema.org/name> ${JSON.stringify(text)}${graph === undefined ? '' : ` <${published}${graph}>`} .\n`;
    const ask = (text: string, more: Partial<StoreQuery> = {}): Promise<QueryAnswer> =>
      opened.store.query({
        text,
        form: 'select',
        mediaType: json,
        lane: 'public',
        limits: { timeout: 8000, rows: 1000, bytes: 1_000_000 },
        ...more,
      });
    const names = async (where: string): Promise<string[]> => {
      const { body } = await ask(`SELECT ?name ${where} ORDER BY ?name`);
      const { results } = JSON.parse(body) as { results: { bindings: { name: { value: string } }[] } };
      return results.bindings.map((row) => row.name.value);
    };
    const all = '{ ?s <https://schema.org/name> ?name }';
    const a = 'aaaaaaaaaaaa';
    const b = 'bbbbbbbbbbbb';

    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    it('answers from elected descriptions by default, and says who said what in named graphs', async () => {
      await opened.publish(a, line(`/id/${a}`, 'Elected') + line(`/id/${a}`, 'Said', '/record/s/t/1'));
      await opened.store.start();
      expect(await names(all)).toEqual(['Elected']);
      expect(await names(`{ GRAPH <${opened.base}/record/s/t/1> ${all} }`)).toEqual(['Said']);
      expect(await names(`{ <${opened.base}/id/${a}> <https://schema.org/name> ?name }`)).toEqual([
        'Elected',
      ]);
    });

    it('narrows a query to the graphs of its dataset', async () => {
      await opened.publish(a, line(`/id/${a}`, 'Elected') + line(`/id/${a}`, 'Said', '/record/s/t/1'));
      await opened.store.start();
      const graph = `${opened.base}/record/s/t/1`;
      const within = async (dataset: StoreQuery['dataset'], where = all): Promise<number> =>
        (await ask(`SELECT ?name ${where}`, { ...(dataset && { dataset }) })).rows;
      expect(await within({ default: [graph], named: [] })).toBe(1);
      expect(await within({ default: [graph, `${opened.base}/graph/published`], named: [] })).toBe(2);
      expect(await within({ default: [], named: [graph] })).toBe(0);
      expect(await within({ default: [], named: [graph] }, `{ GRAPH ?g ${all} }`)).toBe(1);
      expect(
        await within({ default: [`${opened.base}/graph/published`], named: [] }, `{ GRAPH ?g ${all} }`),
      ).toBe(0);
    });

    it('follows changes: a new state replaces the old one, a withdrawal leaves nothing', async () => {
      await opened.store.start();
      await opened.store.caughtUp(
        await opened.publish(a, line(`/id/${a}`, 'One') + line(`/id/${a}`, 'Kept')),
      );
      expect(await names(all)).toEqual(['Kept', 'One']);
      await opened.publish(a, line(`/id/${a}`, 'Two') + line(`/id/${a}`, 'Kept'));
      await opened.store.caughtUp(
        await opened.publish(a, line(`/id/${a}`, 'Three') + line(`/id/${a}`, 'Kept')),
      );
      expect(await names(all)).toEqual(['Kept', 'Three']);
      const seq = await opened.withdraw(a);
      await opened.store.caughtUp(seq);
      expect(await names(all)).toEqual([]);
      expect(await opened.store.appliedSeq()).toBe(seq);
    });

    it('keeps a statement about a record while one of the things that it describes is left', async () => {
      const shared = line('/record/s/t/1', 'About the record', '/graph/provenance');
      await opened.publish(a, line(`/id/${a}`, 'A') + shared);
      await opened.store.start();
      await opened.store.caughtUp(await opened.publish(b, line(`/id/${b}`, 'B') + shared));
      await opened.store.caughtUp(await opened.withdraw(a));
      expect(await names(`{ GRAPH ?g ${all} }`)).toEqual(['About the record']);
      await opened.store.caughtUp(await opened.withdraw(b));
      expect(await names(`{ GRAPH ?g ${all} }`)).toEqual([]);
    });

    it('forgets what was erased once it has caught up', async () => {
      await opened.publish(a, line(`/id/${a}`, 'Secret'));
      await opened.publish(b, line(`/id/${b}`, 'Open'));
      await opened.store.start();
      await opened.store.caughtUp(await opened.erase(a));
      expect(await names(all)).toEqual(['Open']);
    });

    it('serves everything but a statement that cannot be read', async () => {
      const bad = `<${published}/id/${a}> <https://schema.org/name> "x"@not_a_tag .\n`;
      await opened.publish(a, line(`/id/${a}`, 'Good') + bad);
      await opened.store.start();
      expect(await names(all)).toEqual(['Good']);
      await opened.store.caughtUp(await opened.publish(a, line(`/id/${a}`, 'Better') + bad));
      expect(await names(all)).toEqual(['Better']);
    });

    it('ends a query at its deadline and answers the next one', async () => {
      await opened.publish(
        a,
        Array.from({ length: 400 }, (_, index) => line(`/id/${a}`, `n${index}`)).join(''),
      );
      await opened.store.start();
      const limits = { timeout: 400, rows: 1000, bytes: 1_000_000 };
      await expect(ask(endless, { limits })).rejects.toMatchObject({ code: 'too-slow' });
      expect(await names(`${all} LIMIT 1`.replace(' LIMIT 1', ''))).toHaveLength(400);
    });

    it('answers our own pages while the public keeps every engine busy', async () => {
      await opened.publish(
        a,
        Array.from({ length: 400 }, (_, index) => line(`/id/${a}`, `n${index}`)).join(''),
      );
      await opened.store.start();
      const limits = { timeout: 1500, rows: 1000, bytes: 1_000_000 };
      const slow = Promise.allSettled([ask(endless, { limits }), ask(endless, { limits })]);
      expect((await ask(`ASK ${all}`, { form: 'ask', lane: 'reserved' })).body).toContain('true');
      expect((await slow).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    });

    it('survives a query that breaks its engine', async () => {
      await opened.publish(a, line(`/id/${a}`, 'A'));
      await opened.store.start();
      await expect(ask(nested, { form: 'ask' })).rejects.toMatchObject({ code: 'unavailable' });
      expect(await names(all)).toEqual(['A']);
    });

    it('says where a query is not SPARQL', async () => {
      await opened.store.start();
      await expect(ask('SELECT * {')).rejects.toMatchObject({ code: 'wrong-request' });
    });

    it.each([json, 'application/sparql-results+xml', 'text/csv', 'text/tab-separated-values'])(
      'cuts %s at the row limit and says so',
      async (mediaType) => {
        await opened.publish(
          a,
          line(`/id/${a}`, '1') + line(`/id/${a}`, 'two\nlines, "and" <more>') + line(`/id/${a}`, '3'),
        );
        await opened.store.start();
        const text = 'SELECT ?name { ?s <https://schema.org/name> ?name } ORDER BY DESC(?name) LIMIT 3';
        const cut = await ask(text, { mediaType, limits: { timeout: 8000, rows: 2, bytes: 100_000 } });
        expect(cut).toMatchObject({ mediaType, rows: 2, isCut: true });
        const whole = await ask(text.replace('LIMIT 3', 'LIMIT 2'), { mediaType });
        expect(whole).toMatchObject({ rows: 2, isCut: false });
        expect(cut.body).toBe(whole.body);
      },
    );

    it.each(['text/turtle', 'application/n-triples', 'application/rdf+xml'])(
      'cuts a graph in %s at the triple limit',
      async (mediaType) => {
        await opened.publish(a, line(`/id/${a}`, '1') + line(`/id/${a}`, '2') + line(`/id/${a}`, '3'));
        await opened.store.start();
        const text =
          'CONSTRUCT { ?s <https://schema.org/name> ?name } WHERE { ?s <https://schema.org/name> ?name }';
        const limits = { timeout: 8000, rows: 2, bytes: 100_000 };
        const answer = await ask(text, { form: 'construct', mediaType, limits });
        expect(answer).toMatchObject({ mediaType, rows: 2, isCut: true });
        expect(answer.body.match(/"\d"|>\d</g)).toHaveLength(2);
      },
    );

    it('cuts an answer at the byte limit', async () => {
      await opened.publish(a, line(`/id/${a}`, 'x'.repeat(500)) + line(`/id/${a}`, 'y'.repeat(500)));
      await opened.store.start();
      const answer = await ask(`SELECT ?name ${all}`, { limits: { timeout: 8000, rows: 10, bytes: 900 } });
      expect(answer).toMatchObject({ rows: 1, isCut: true });
      expect(JSON.parse(answer.body)).toBeTypeOf('object');
    });

    it('gives up a query whose caller left', async () => {
      await opened.publish(
        a,
        Array.from({ length: 400 }, (_, index) => line(`/id/${a}`, `n${index}`)).join(''),
      );
      await opened.store.start();
      const leaving = new AbortController();
      const left = ask(endless, { signal: leaving.signal });
      leaving.abort(new Error('left'));
      await expect(left).rejects.toThrow('left');
      expect(await names(all)).toHaveLength(400);
    });

    it('is built anew while it answers', async () => {
      await opened.publish(a, line(`/id/${a}`, 'A'));
      await opened.store.start();
      const told: number[] = [];
      const rebuilt = opened.store.rebuild((done) => told.push(done));
      expect(await names(all)).toEqual(['A']);
      await rebuilt;
      expect(told).toContain(1);
      expect(opened.store.isReady()).toBe(true);
      expect(await names(all)).toEqual(['A']);
    });

    it('refuses queries once it is closed', async () => {
      await opened.store.start();
      await opened.store.close();
      await expect(ask(`SELECT ?name ${all}`)).rejects.toMatchObject({ code: 'unavailable' });
    });
  });
}
