import {
  car,
  conceptIri,
  concepts,
  conceptSchemes,
  ontologyTerms,
  vocabularyQuads,
} from '@carrefour/ontology';
import jsonld from 'jsonld';
import { Parser, type Quad } from 'n3';
import { Store as Engine } from 'oxigraph';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { base } from './fixture.ts';
import { serveFixture, type Served } from './serving.ts';

let served: Served;

beforeAll(async () => {
  served = await serveFixture();
});

afterAll(async () => {
  await served.close();
});

const html = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const types = {
  ttl: 'text/turtle',
  jsonld: 'application/ld+json',
  nt: 'application/n-triples',
  rdf: 'application/rdf+xml',
} as const;
const paths = ['/ns', '/ns/Innovation', '/concept/stage', '/concept/theme/ALI', '/concept/sdg/1'];

const lines = (quads: readonly Quad[]): string[] =>
  quads.map(({ subject, predicate, object }) =>
    [subject.value, predicate.value, object.value, 'language' in object ? object.language : ''].join(' '),
  );

/** The statements of an answer, whatever its syntax, as sorted lines. */
async function statementsOf(response: Response): Promise<string[]> {
  const type = response.headers.get('Content-Type')?.split(';')[0];
  const text = await response.text();
  if (type === types.jsonld) {
    const document = JSON.parse(text) as object;
    expect(document).toMatchObject({ '@context': `${base}/context/v0.jsonld` });
    const context = (await (await served.get('/context/v0.jsonld')).json()) as object;
    const quads = await jsonld.toRDF({ ...document, ...context }, { format: 'application/n-quads' });
    return lines(new Parser().parse(quads as unknown as string)).sort();
  }
  if (type !== types.rdf) return lines(new Parser().parse(text)).sort();
  const engine = new Engine();
  engine.load(text, { format: types.rdf });
  return lines(engine.match() as unknown as Quad[]).sort();
}

describe('the vocabulary as RDF', () => {
  test.each(paths)(
    'gives the same statements of %s in each syntax, by extension and by Accept',
    async (path) => {
      const expected = await statementsOf(await served.get(`${path}.nt`));
      expect(expected.length).toBeGreaterThan(5);
      for (const [extension, type] of Object.entries(types)) {
        const named = await served.get(`${path}.${extension}`, { Accept: html });
        const text = await named.clone().text();
        expect(await statementsOf(named)).toEqual(expected);
        for (const accept of [type, `text/html;q=0.5, ${type}`]) {
          const response = await served.get(accept === type ? path : `/en${path}`, { Accept: accept });
          expect(response.headers.get('Content-Type')).toContain(type);
          expect(response.headers.get('Content-Location')).toBe(`${path}.${extension}`);
          expect(await response.text()).toBe(text);
        }
      }
    },
  );

  test('says all of a term and what leads to it, of nothing else', async () => {
    const quads = new Parser().parse(await (await served.get('/ns/Innovation.ttl')).text());
    const about = vocabularyQuads().filter(({ subject }) => subject.value === car.Innovation);
    expect(lines(quads)).toEqual(expect.arrayContaining(lines(about)));
    for (const { subject, object } of quads) expect([subject.value, object.value]).toContain(car.Innovation);
    expect(quads.map(({ subject }) => subject.value)).toContain(car.implements);
  });

  test('gives a scheme with its concepts and their alignments', async () => {
    const quads = new Parser().parse(await (await served.get('/concept/actor.ttl')).text());
    const subjects = quads.map(({ subject }) => subject.value);
    for (const { code } of concepts('actor')) expect(subjects).toContain(conceptIri('actor', code));
    expect(subjects.some((iri) => iri.includes('wikidata'))).toBe(true);
    expect(subjects).not.toContain(conceptIri('theme', 'ALI'));
  });

  test('has an address for every term, scheme and concept', async () => {
    const every = [
      ...ontologyTerms().map(({ name }) => `/ns/${name}`),
      ...conceptSchemes.map((scheme) => `/concept/${scheme}`),
      ...conceptSchemes.flatMap((scheme) => concepts(scheme).map(({ code }) => `/concept/${scheme}/${code}`)),
    ];
    for (const path of every) expect((await served.get(`${path}.nt`)).status, path).toBe(200);
  });
});

describe('what is given at an address of the vocabulary', () => {
  const choices: readonly (readonly [accept: string, type: string])[] = [
    ['*/*', 'page'],
    [html, 'page'],
    ['text/turtle', types.ttl],
    ['text/turtle;q=0.2, application/rdf+xml;q=0.8', types.rdf],
    ['text/html;q=0.4, application/n-triples;q=0.5', types.nt],
    ['text/html;q=0.9, text/turtle;q=0.8', 'page'],
    ['application/json', types.jsonld],
    ['application/*', 'page'],
    ['text/html;q=0, application/xhtml+xml;q=0, */*;q=0.1', types.jsonld],
  ];
  test.each(choices)('to those who accept %s is %s', async (accept, type) => {
    for (const path of paths) {
      const response = await served.get(path, { Accept: accept });
      expect(response.headers.get('Vary'), path).toContain('Accept');
      if (type === 'page') expect(await response.text()).toBe(`page ${path}`);
      else expect(response.headers.get('Content-Type'), path).toContain(type);
    }
  });

  test('names its other forms and what it is about', async () => {
    const links = (await served.get('/ns/Innovation.ttl')).headers.get('Link');
    expect(links).toContain(`<${base}/ns/Innovation>; rel="alternate"; type="text/html"`);
    expect(links).toContain(`<${base}/ns/Innovation.jsonld>; rel="alternate"; type="application/ld+json"`);
    expect(links).toContain(`<${car.Innovation}>; rel="about"`);
  });

  test('may be read by pages of any site, and is not sent twice', async () => {
    const first = await served.get('/ns.ttl');
    expect(first.headers.get('Access-Control-Allow-Origin')).toBe('*');
    const again = await served.get('/ns.ttl', { 'If-None-Match': first.headers.get('ETag') ?? '' });
    expect(again.status).toBe(304);
  });

  test('is refused to those who accept none of its forms, who are told them', async () => {
    const response = await served.get('/concept/theme/ALI', { Accept: 'image/png' });
    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({
      mediaTypes: expect.arrayContaining(['text/turtle']) as object,
    });
  });

  test('of the version, and of all concepts, is the vocabulary', async () => {
    const version = vocabularyQuads().find(({ predicate }) => predicate.value.endsWith('versionIRI'));
    const path = `/ns/${version?.object.value.split('/').at(-1) ?? ''}`;
    expect((await served.get(path)).headers.get('Location')).toBe('/ns');
    expect((await served.get(path, { Accept: 'text/turtle' })).headers.get('Location')).toBe('/ns.ttl');
    expect((await served.get('/en/concept')).headers.get('Location')).toBe('/en/ns#concepts');
  });
});

describe('an address where nothing stands', () => {
  test.each([
    ['/ns/Inovation', '/ns/Innovation'],
    ['/ns/innovation', '/ns/Innovation'],
    ['/ns/porteur', '/ns/carrier'],
    ['/concept/theme/alimentation', '/concept/theme/ALI'],
    ['/concept/thème', '/concept/theme'],
    ['/concept/themes/ALI', '/concept/theme/ALI'],
  ])('%s says that %s may be meant', async (path, meant) => {
    const response = await served.get(path, { Accept: 'text/turtle' });
    expect(response.status).toBe(404);
    const { detail, closest } = (await response.json()) as { detail: string; closest: string[] };
    expect(closest).toContain(base + meant);
    expect(detail).toContain(meant);
  });

  test('is told by the pages to those who want a page', async () => {
    const response = await served.get('/ns/nothing', { Accept: html });
    expect([response.status, await response.text()]).toEqual([404, 'page /ns/nothing']);
  });

  test('and nothing like anything leads to the whole', async () => {
    const response = await served.get('/ns/xyzzyq.ttl');
    expect(response.status).toBe(404);
    expect(((await response.json()) as { detail: string }).detail).toContain('/ns, its lists');
  });

  test.each(['/ns/a/b', '/concept/theme/ALI/x', '/nsx', '/ns/%E0%A4%A', '/ns/__proto__', '/ns.exe'])(
    '%s is no address of the vocabulary',
    async (path) => {
      const response = await served.get(path, { Accept: 'text/turtle' });
      expect([400, 404]).toContain(response.status);
    },
  );
});
