import type { IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PersonSearch } from '../../src/backoffice/search-log.ts';
import type { CarrefourClient } from '../../src/contract.ts';
import { isByPerson } from '../../src/serve/counted-searches.ts';
import { serveFixture, type Served } from './serving.ts';

const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const noted: PersonSearch[] = [];
let served: Served;

beforeAll(async () => {
  served = await serveFixture({
    searches: { note: (search) => noted.push(search) },
    async pages(req, res) {
      const { carrefourClient } = req as typeof req & { carrefourClient: CarrefourClient };
      res.json(await carrefourClient.search(new URL(req.url, 'http://localhost').searchParams, 'fr'));
    },
  });
});

afterAll(async () => {
  await served.close();
});

async function notedFor(path: string, agent = firefox): Promise<readonly PersonSearch[]> {
  noted.length = 0;
  await (await served.get(path, { 'User-Agent': agent })).text();
  return [...noted];
}

describe('what people search for is counted', () => {
  test('for the page of results', async () => {
    expect(await notedFor('/recherche?q=xylophone')).toEqual([{ q: 'xylophone', isPoor: true }]);
  });

  test('for the search of the API, with whether it finds too little', async () => {
    expect(await notedFor('/api/v1/things?q=xylophone')).toEqual([{ q: 'xylophone', isPoor: true }]);
    expect(await notedFor('/api/v1/things?q=fr')).toEqual([{ q: 'fr', isPoor: false }]);
  });

  test('not as poor where filters narrow, and not for further pages', async () => {
    expect(await notedFor('/api/v1/things?q=garage&theme=EMP')).toEqual([{ q: 'garage', isPoor: false }]);
    expect(await notedFor('/api/v1/things?q=garage&page=2')).toEqual([]);
  });

  test('not for outputs, maps and completions', async () => {
    for (const path of [
      '/recherche.csv?q=x',
      '/recherche.atom?q=x',
      '/api/v1/clusters?q=x',
      '/api/v1/complete?q=xy',
    ])
      expect(await notedFor(path), path).toEqual([]);
  });

  test('not for programs', async () => {
    expect(await notedFor('/api/v1/things?q=garage', 'curl/8.5.0')).toEqual([]);
    const agents = ['', 'Mozilla/5.0 (compatible; Googlebot/2.1)', 'python-requests/2.32', 'node'];
    for (const agent of agents) expect(isByPerson(asking({ 'user-agent': agent })), agent).toBe(false);
    expect(isByPerson(asking({ 'user-agent': firefox, 'sec-purpose': 'prefetch' }))).toBe(false);
    expect(isByPerson(asking({ 'user-agent': firefox }))).toBe(true);
  });
});

function asking(headers: IncomingHttpHeaders): { headers: IncomingHttpHeaders } {
  return { headers };
}
