import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createErrorHandler } from '../../../src/serve/error-handler.ts';
import { createSparqlRouter, type SparqlRouterOptions } from '../../../src/serve/sparql/router.ts';
import { openLiveStore } from '../../store/live-store.ts';
import type { StoreUnderTest } from '../../store/triple-store.contract.ts';

const thing = 'https://carrefour.invalid/id/aaaaaaaaaaaa';
const name = 'https://schema.org/name';
const graph =
  [1, 2, 3].map((number) => `<${thing}> <${name}> "Nom ${number}"@fr .\n`).join('') +
  `<${thing}> <${name}> "Dit" <https://carrefour.invalid/record/s/t/1> .\n`;
const select = `SELECT ?name { ?s <${name}> ?name } ORDER BY ?name`;
const construct = `CONSTRUCT WHERE { ?s <${name}> ?name }`;

let opened: StoreUnderTest;
const servers: Server[] = [];

async function serve(options: Partial<SparqlRouterOptions> = {}): Promise<string> {
  const app = express();
  const limits = { timeout: 5000, rows: 100, bytes: 1_000_000 };
  app.use(createSparqlRouter({ store: opened.store, base: opened.base, limits, ...options }));
  app.use((_request, response) => response.type('html').send('<p>page</p>'));
  app.use(createErrorHandler(() => undefined));
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/sparql`;
}

beforeAll(async () => {
  opened = await openLiveStore();
  await opened.publish('aaaaaaaaaaaa', graph);
  await opened.store.start();
});
afterAll(async () => {
  for (const server of servers) server.close();
  await opened.close();
});

const get = (url: string, query: string, { accept = '*/*', more = '' } = {}): Promise<Response> =>
  fetch(`${url}?query=${encodeURIComponent(query)}${more}`, { headers: { accept } });

describe('the ways to send a query', () => {
  it('are GET, a form and a bare query', async () => {
    const url = await serve();
    const answers = await Promise.all([
      get(url, select),
      fetch(url, { method: 'POST', body: new URLSearchParams({ query: select }) }),
      fetch(url, { method: 'POST', headers: { 'content-type': 'application/sparql-query' }, body: select }),
    ]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(bodies).size).toBe(1);
    expect(bodies[0]).toContain('Nom 1');
  });

  it.each([
    [
      'two queries',
      {
        method: 'POST',
        body: new URLSearchParams([
          ['query', select],
          ['query', select],
        ]),
      },
      400,
    ],
    ['no query', { method: 'POST', body: new URLSearchParams({ a: 'b' }) }, 400],
    ['another media type', { method: 'POST', headers: { 'content-type': 'text/csv' }, body: select }, 400],
    ['an update', { method: 'POST', body: new URLSearchParams({ update: 'DROP ALL' }) }, 403],
    [
      'a bare update',
      { method: 'POST', headers: { 'content-type': 'application/sparql-update' }, body: 'DROP ALL' },
      403,
    ],
    ['an update as a query', { method: 'POST', body: new URLSearchParams({ query: 'DROP ALL' }) }, 403],
    ['another method', { method: 'PUT', body: select }, 405],
    [
      'a body beyond measure',
      { method: 'POST', body: new URLSearchParams({ query: 'x'.repeat(300_000) }) },
      413,
    ],
  ])('refuse %s', async (_, init, status) => {
    const answer = await fetch(await serve(), init);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
  });

  it('take the graphs of the protocol, our own only', async () => {
    const url = await serve();
    const own = encodeURIComponent(`${opened.base}/record/s/t/1`);
    expect(
      await (await get(url, select, { accept: 'text/csv', more: `&default-graph-uri=${own}` })).text(),
    ).toBe('name\r\nDit\r\n');
    const foreign = await get(url, select, { more: '&default-graph-uri=http%3A%2F%2Fa' });
    expect(await foreign.json()).toMatchObject({ code: 'wrong-request' });
  });
});

describe('the format of an answer', () => {
  it.each([
    [select, '*/*', '', 'application/sparql-results+json'],
    [select, 'application/json', '', 'application/sparql-results+json'],
    [select, 'text/csv;q=0.5, application/sparql-results+xml;q=0.6', '', 'application/sparql-results+xml'],
    [
      select,
      'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8',
      '',
      'application/sparql-results+json',
    ],
    [select, 'text/tab-separated-values', '', 'text/tab-separated-values'],
    [select, 'text/turtle', '&format=csv', 'text/csv'],
    ['ASK {}', 'text/*', '', 'text/csv'],
    [construct, '*/*', '', 'text/turtle'],
    [construct, 'application/ld+json', '', 'application/ld+json'],
    [construct, 'application/rdf+xml, */*;q=0.1', '', 'application/rdf+xml'],
    [construct, 'text/csv', '&format=nt', 'application/n-triples'],
  ])('of %s by Accept %s %s', async (...[query, accept, more, mediaType]) => {
    const answer = await get(await serve(), query, { accept, more });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')?.split(';')[0]).toBe(mediaType);
    expect(answer.headers.get('vary')).toContain('Accept');
    expect((await answer.text()).length).toBeGreaterThan(3);
  });

  it('is refused when nothing on offer is acceptable', async () => {
    const url = await serve();
    for (const answer of [
      await get(url, select, { accept: 'text/turtle' }),
      await get(url, select, { more: '&format=pdf' }),
    ]) {
      expect(await answer.json()).toMatchObject({ code: 'not-acceptable' });
    }
  });

  it('JSON-LD says the same as N-Triples', async () => {
    const answer = await get(await serve(), construct, { accept: 'application/ld+json' });
    const [subject] = (await answer.json()) as Record<string, unknown>[];
    expect(subject?.['@id']).toBe(`${opened.base}/id/aaaaaaaaaaaa`);
    expect(subject?.[name]).toHaveLength(3);
  });
});

describe('a cut answer', () => {
  const limits = { timeout: 5000, rows: 2, bytes: 1_000_000 };

  it('says so, and a whole one does not', async () => {
    const url = await serve({ limits });
    const cut = await get(url, select, { accept: 'text/csv' });
    expect(cut.headers.get('x-carrefour-cut')).toBe('rows');
    expect(cut.headers.get('x-carrefour-rows')).toBe('2');
    expect(await cut.text()).toBe('name\r\nNom 1\r\nNom 2\r\n');
    expect((await get(url, `${select} LIMIT 2`)).headers.get('x-carrefour-cut')).toBeNull();
  });

  it('says so when solutions were left out that might have given other triples', async () => {
    const url = await serve({ limits });
    const same = `CONSTRUCT { <http://a/a> a <http://a/B> } WHERE { ?s <${name}> ?name }`;
    const answer = await get(url, same, { accept: 'application/n-triples' });
    expect((await answer.text()).trim().split('\n')).toHaveLength(1);
    expect(answer.headers.get('x-carrefour-cut')).toBe('rows');
    expect((await get(url, `${same} LIMIT 2`)).headers.get('x-carrefour-cut')).toBeNull();
  });
});

describe('without a query', () => {
  it('a page is left to whoever serves pages', async () => {
    const answer = await fetch(await serve(), { headers: { accept: 'text/html,*/*;q=0.8' } });
    expect(await answer.text()).toContain('page');
  });

  it('a machine gets the service description', async () => {
    const url = await serve();
    const answer = await fetch(url, { headers: { accept: 'text/turtle' } });
    expect(answer.headers.get('content-type')).toContain('text/turtle');
    const quads = new Parser().parse(await answer.text());
    expect(quads.some(({ subject }) => subject.value === `${opened.base}/sparql`)).toBe(true);
  });
});

describe('other pages of the web', () => {
  it('may ask from any origin', async () => {
    const url = await serve();
    const before = await fetch(url, { method: 'OPTIONS' });
    expect(before.status).toBe(204);
    expect(before.headers.get('access-control-allow-origin')).toBe('*');
    const answer = await get(url, select);
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-Carrefour-Cut');
  });

  it('need not fetch again what has not changed', async () => {
    const url = await serve();
    const etag = (await get(url, select)).headers.get('etag') ?? '';
    const again = await fetch(`${url}?query=${encodeURIComponent(select)}`, {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    const other = await fetch(`${url}?query=${encodeURIComponent(construct)}`, {
      headers: { 'if-none-match': etag },
    });
    expect(other.status).toBe(200);
    const changing = await get(url, 'SELECT (NOW() AS ?now) {}');
    expect(changing.headers.get('etag')).not.toMatch(/^W\/"\d+-[\w-]{16}"$/);
  });
});

describe('one client', () => {
  it('is asked to wait once its engine seconds are used up', async () => {
    let clock = 0;
    const now = (): number => (clock += 3000);
    const url = await serve({ budget: { seconds: 5, refill: 0.001 }, now });
    expect((await get(url, select)).status).toBe(200);
    expect((await get(url, select)).status).toBe(200);
    const refused = await get(url, select);
    expect(refused.status).toBe(429);
    expect(await refused.json()).toMatchObject({ code: 'busy' });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    clock += 10_000_000;
    expect((await get(url, select)).status).toBe(200);
  });
});

describe('car:matches', () => {
  const prefix = 'PREFIX car: <https://w3id.org/carrefour/ns#>';

  it('stands for the things that the search finds', async () => {
    const asked: string[] = [];
    const find = (words: string): Promise<string[]> => {
      asked.push(words);
      return Promise.resolve(words === 'l"épicerie' ? ['aaaaaaaaaaaa'] : []);
    };
    const url = await serve({ find });
    const query = (words: string): string =>
      `${prefix} SELECT ?name { ?thing car:matches ${words} . ?thing <${name}> ?name }`;
    expect(await (await get(url, query('"l\\"épicerie"'), { accept: 'text/csv' })).text()).toContain('Nom 3');
    expect(await (await get(url, query("'rien'"), { accept: 'text/csv' })).text()).toBe('name\r\n');
    expect(asked).toEqual(['l"épicerie', 'rien']);
  });

  it('is refused where it does not stand alone', async () => {
    const url = await serve({ find: () => Promise.resolve([]) });
    const answer = await get(url, `${prefix} SELECT * { ?s a ?c ; car:matches "x" }`);
    expect(await answer.json()).toMatchObject({ code: 'wrong-request', token: 'car:matches' });
  });
});
