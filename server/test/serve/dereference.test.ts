import { dcterms, dqv } from '@carrefour/ontology';
import jsonld from 'jsonld';
import { Store as Engine } from 'oxigraph';
import { Parser } from 'n3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withBase } from '../../src/domain/base.ts';
import { joinLines, toNQuads } from '../../src/domain/quads.ts';
import { base, garageTriples, ids, openRecordPath } from './fixture.ts';
import { serveFixture, type Served } from './serving.ts';

let served: Served;

beforeAll(async () => {
  served = await serveFixture();
});

afterAll(async () => {
  await served.close();
});

const expected = withBase(joinLines(garageTriples), base);
const turtle = 'text/turtle';

describe('/id/{id}', () => {
  const garagePage = `/fiche/${ids.garage}-garage-solidaire`;
  const choices: readonly (readonly [accept: string, location: string])[] = [
    ['*/*', garagePage],
    ['text/html,application/xhtml+xml,*/*;q=0.8', garagePage],
    [turtle, `/data/${ids.garage}.ttl`],
    ['text/html;q=0.5,application/ld+json', `/data/${ids.garage}.jsonld`],
    ['application/json', `/data/${ids.garage}.jsonld`],
    ['application/n-triples', `/data/${ids.garage}.nt`],
    ['application/rdf+xml', `/data/${ids.garage}.rdf`],
  ];
  test.each(choices)('leads those who accept %s to %s', async (accept, location) => {
    const response = await served.get(`/id/${ids.garage}`, { Accept: accept });
    expect([response.status, response.headers.get('Location')]).toEqual([303, location]);
    expect(response.headers.get('Vary')).toContain('Accept');
  });

  test('leads readers of English to the English page', async () => {
    const response = await served.get(`/id/${ids.garage}`, { 'Accept-Language': 'en-GB,fr;q=0.5' });
    expect(response.headers.get('Location')).toBe(`/en${garagePage}`);
  });

  test('answers 406 for a type that nothing is given in', async () => {
    expect((await served.get(`/id/${ids.garage}`, { Accept: 'image/png' })).status).toBe(406);
  });

  test('moves a merged id for an hour', async () => {
    const response = await served.get(`/id/${ids.merged}`);
    expect([response.status, response.headers.get('Location')]).toEqual([301, `/id/${ids.garage}`]);
    expect(response.headers.get('Cache-Control')).toContain('max-age=3600');
  });

  test('gives the tombstone of what is gone, as a page to those who want one', async () => {
    const response = await served.get(`/id/${ids.withdrawn}`);
    expect(response.status).toBe(410);
    expect(await response.json()).toMatchObject({ outcome: 'withdrawn', reason: 'its source deleted it' });
    const page = await served.get(`/id/${ids.erased}`, { Accept: 'text/html' });
    expect([page.status, page.headers.get('Location')]).toEqual([303, `/fiche/${ids.erased}`]);
  });

  test('answers 404 for an id never known, by the pages where one is wanted', async () => {
    expect((await served.get(`/id/${ids.unknown}`)).status).toBe(404);
    const page = await served.get(`/id/${ids.unknown}`, { Accept: 'text/html' });
    expect([page.status, await page.text()]).toEqual([404, `page /id/${ids.unknown}`]);
  });

  test('knows sources and territories', async () => {
    expect((await served.get('/id/source/exemple-a')).headers.get('Location')).toBe('/source/exemple-a');
    const wanting = { Accept: 'text/html;q=0.4, text/turtle;q=0.9' };
    const source = await served.get('/id/source/exemple-a', wanting);
    expect([source.status, source.headers.get('Location')]).toEqual([303, '/data/source/exemple-a.ttl']);
    for (const address of ['/id/source/nobody', '/data/source/nobody.ttl', '/data/source/exemple-a.exe'])
      expect((await served.get(address)).status).toBe(404);
    const creuse = await served.get('/id/territory/departement-23');
    expect(creuse.headers.get('Location')).toBe('/recherche?territory=departement-23');
    expect((await served.get('/id/territory/departement-99')).status).toBe(404);
    const data = await served.get('/id/territory/departement-23', { Accept: 'text/turtle' });
    expect(data.headers.get('Location')).toBe('/data/territory/departement-23.ttl');
    const turtle = await (await served.get('/data/territory/departement-23.ttl')).text();
    expect(turtle).toContain('schema:containedInPlace <https://carrefour.example/id/territory/country-FR>');
    expect(turtle).toMatch(/POINT\(\d/);
    expect((await served.get('/data/territory/departement-99.ttl')).status).toBe(404);
  });
});

describe('/data/{id}', () => {
  const read = async (extension: string): Promise<string> => {
    const response = await served.get(`/data/${ids.garage}.${extension}`);
    expect(response.status).toBe(200);
    return response.text();
  };

  test('gives the elected open statements in N-Triples and Turtle', async () => {
    expect(await read('nt')).toBe(expected);
    expect(toNQuads(new Parser().parse(await read('ttl')))).toBe(expected);
  });

  test('gives the same statements in RDF/XML', async () => {
    const engine = new Engine();
    engine.load(await read('rdf'), { format: 'application/rdf+xml' });
    const lines = engine.dump({ format: 'application/n-quads' }).split('\n').filter(Boolean);
    expect(joinLines(lines)).toBe(expected);
  });

  test('gives the same statements in JSON-LD under the context that it names', async () => {
    const document = JSON.parse(await read('jsonld')) as Record<string, string>;
    expect(document['@context']).toBe(`${base}/context/v0.jsonld`);
    const context = (await (await served.get('/context/v0.jsonld')).json()) as object;
    const lines = await jsonld.toRDF({ ...document, ...context }, { format: 'application/n-quads' });
    expect(joinLines((lines as unknown as string).split('\n').filter(Boolean))).toBe(expected);
  });

  test('chooses the syntax by Accept without an extension, and says which', async () => {
    const response = await served.get(`/data/${ids.garage}`, { Accept: turtle });
    expect(response.headers.get('Content-Type')).toContain(turtle);
    expect(response.headers.get('Content-Location')).toBe(`/data/${ids.garage}.ttl`);
    expect(response.headers.get('Link')).toContain('rel="license"');
  });

  test('answers 304 to those who have it', async () => {
    const tag = (await served.get(`/data/${ids.garage}.ttl`)).headers.get('ETag') ?? '';
    expect((await served.get(`/data/${ids.garage}.ttl`, { 'If-None-Match': tag })).status).toBe(304);
  });

  test('refuses with the reason when no statement is open', async () => {
    const response = await served.get(`/data/${ids.closed}.ttl`);
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      code: 'forbidden',
      sources: [{ name: 'Exemple exemple-b', agreement: 'display' }],
    });
  });

  test('follows merges, tells what is gone and what never was', async () => {
    const merged = await served.get(`/data/${ids.merged}.nt`);
    expect([merged.status, merged.headers.get('Location')]).toEqual([301, `/data/${ids.garage}.nt`]);
    expect((await served.get(`/data/${ids.withdrawn}.nt`)).status).toBe(410);
    expect((await served.get(`/data/${ids.unknown}.nt`)).status).toBe(404);
    expect((await served.get(`/data/${ids.garage}.exe`)).status).toBe(404);
  });
});

describe('/data/source/{slug}', () => {
  test('tells what a source declares, and the quality of its open entries', async () => {
    const response = await served.get('/data/source/exemple-a', { Accept: turtle });
    expect(response.headers.get('Link')).toContain(`<${base}/id/source/exemple-a>; rel="about"`);
    const quads = new Parser().parse(await response.text());
    const said = (property: string): string[] =>
      quads.filter(({ predicate }) => predicate.value === property).map(({ object }) => object.value);
    expect(said(dcterms.title)).toEqual(['Exemple exemple-a', 'Example exemple-a']);
    expect(said(dqv.value)).toEqual(['64', '70', '58']);
    const unmeasured = await (await served.get('/data/source/exemple-b.nt')).text();
    expect(unmeasured).toContain(dcterms.license);
    expect(unmeasured).not.toContain(dqv.value);
  });
});

describe('/record/{source}/{set}/{key}', () => {
  test('gives what one record says', async () => {
    const response = await served.get(openRecordPath);
    expect(response.headers.get('Content-Type')).toContain(turtle);
    expect(await response.text()).toContain('"Le garage"@fr');
    expect((await served.get('/record/exemple-a/projets/none')).status).toBe(404);
  });
});
