import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ids } from './fixture.ts';
import { serveFixture, type Served } from './serving.ts';

let served: Served;

beforeAll(async () => {
  served = await serveFixture();
});

afterAll(async () => {
  await served.close();
});

interface Described {
  readonly paths: Record<
    string,
    { get: { responses: Record<string, { content: Record<string, { schema: object }> }> } }
  >;
}

async function validator() {
  const document = (await (await served.get('/api/v1/openapi.json')).json()) as Described;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'openapi');
  return (path: string, { status, mediaType }: { status: string; mediaType: string }) => {
    const pointer = ['paths', path, 'get', 'responses', status, 'content', mediaType, 'schema']
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    return ajv.compile({ $ref: `openapi#/${pointer}` });
  };
}

describe('the OpenAPI document', () => {
  const asked: readonly (readonly [path: string, address: string])[] = [
    ['/things', '/things'],
    ['/things', '/things?q=garage&theme=EMP&territory=departement-23&foo=1&theme=NOPE&lang=en'],
    ['/things', '/things?q=garage&source=exemple-b'],
    ['/facets/{parameter}', '/facets/theme?text=emp&q=garage&lang=en'],
    ['/facets/{parameter}', '/facets/territory?parent=region-75&theme=NOPE'],
    ['/things/{id}', `/things/${ids.garage}`],
    ['/things/{id}', `/things/${ids.carrier}`],
    ['/things/{id}', `/things/${ids.merged}`],
    ['/things/{id}/similar', `/things/${ids.garage}/similar?lang=en`],
    ['/things/{id}/similar', `/things/${ids.merged}/similar`],
    ['/sparql', '/sparql?q=garage&theme=EMP'],
    ['/clusters', '/clusters?bbox=-5,41,10,51&z=6'],
    ['/complete', '/complete?q=gar'],
    ['/home', '/home?lang=en'],
    ['/vocabulary', '/vocabulary'],
    ['/vocabulary', '/vocabulary?at=/ns/Innovation'],
    ['/vocabulary', '/vocabulary?at=/concept/theme'],
    ['/vocabulary', '/vocabulary?at=/concept/theme/ALI'],
    ['/themes', '/themes'],
    ['/themes/{name}', '/themes/EMP'],
    ['/themes/{name}', '/themes/EMP-emploi?lang=en'],
    ['/sources', '/sources'],
    ['/sources/{id}', '/sources/exemple-a'],
    ['/sources/{id}', '/sources/exemple-b?lang=en'],
  ];
  test.each(asked)('describes the answer of %s to %s', async (path, address) => {
    const response = await served.get(`/api/v1${address}`);
    expect(response.status).toBe(200);
    const validate = (await validator())(path, { status: '200', mediaType: 'application/json' });
    expect(validate(await response.json()), JSON.stringify(validate.errors)).toBe(true);
  });

  const refused: readonly (readonly [path: string, address: string, status: number])[] = [
    ['/things', '/things?page=101&per=100', 400],
    ['/things', `/things?q=${'a'.repeat(301)}`, 400],
    ['/things', `/things?${'theme=EMP&'.repeat(51)}`, 400],
    ['/facets/{parameter}', '/facets/shape?text=x', 404],
    ['/facets/{parameter}', `/facets/theme?text=${'a'.repeat(301)}`, 400],
    ['/things/{id}', `/things/${ids.unknown}`, 404],
    ['/things/{id}', `/things/${ids.erased}`, 410],
    ['/vocabulary', '/vocabulary?at=/ns/Inovation', 404],
    ['/things/{id}/similar', `/things/${ids.unknown}/similar`, 404],
    ['/things/{id}/similar', `/things/${ids.withdrawn}/similar`, 410],
    ['/sources/{id}', '/sources/nobody', 404],
  ];
  test.each(refused)('describes the refusal of %s to %s', async (path, address, status) => {
    const response = await served.get(`/api/v1${address}`);
    expect(response.status).toBe(status);
    const mediaType = 'application/problem+json';
    expect(response.headers.get('Content-Type')).toContain(mediaType);
    const validate = (await validator())(path, { status: String(status), mediaType });
    expect(validate(await response.json()), JSON.stringify(validate.errors)).toBe(true);
  });

  test('has a schema that refuses a member too many', async () => {
    const validate = (await validator())('/things', { status: '200', mediaType: 'application/json' });
    const page = (await (await served.get('/api/v1/things')).json()) as object;
    expect(validate({ ...page, surprise: 1 })).toBe(false);
  });
});

describe('the API', () => {
  test('answers 304 while nothing has changed', async () => {
    const first = await served.get('/api/v1/things?q=garage');
    const tag = first.headers.get('ETag') ?? '';
    const again = await served.get('/api/v1/things?q=garage', { 'If-None-Match': tag });
    expect(again.status).toBe(304);
    const other = await served.get('/api/v1/things?q=autre', { 'If-None-Match': tag });
    expect(other.status).toBe(200);
  });

  test('names the canonical address of a search', async () => {
    const response = await served.get('/api/v1/things?page=1&theme=SAN&theme=EMP&q=x&foo=1&sort=relevance');
    expect(response.headers.get('Link')).toContain(
      '/api/v1/things?q=x&theme=EMP&theme=SAN>; rel="canonical"',
    );
  });

  test('is open to pages of any site', async () => {
    const response = await fetch(`${served.url}/api/v1/things`, {
      method: 'OPTIONS',
      headers: { 'Access-Control-Request-Headers': 'x-test' },
    });
    expect(response.status).toBe(204);
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
  });

  test('carries what became of an id in the problem', async () => {
    const gone = await served.get(`/api/v1/things/${ids.withdrawn}`);
    expect(gone.status).toBe(410);
    expect(await gone.json()).toMatchObject({
      code: 'gone',
      status: 410,
      outcome: 'withdrawn',
      at: '2026-03-01T00:00:00Z',
      reason: 'its source deleted it',
      instance: `/api/v1/things/${ids.withdrawn}`,
    });
    expect(await (await served.get('/api/v1/things/x')).json()).toMatchObject({ outcome: 'unknown' });
  });

  test('refuses to be written to, and tells what it has', async () => {
    const response = await fetch(`${served.url}/api/v1/things`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(405);
    expect(response.headers.get('Allow')).toContain('GET');
    expect((await served.get('/api/v1/nothing', { Accept: 'text/html' })).status).toBe(404);
  });
});
