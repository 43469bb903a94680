import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { shacl } from '@carrefour/ontology';
import { Parser } from 'n3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ValidationPage } from '../../src/contract.ts';
import { serveFixture, type Served } from './serving.ts';

let served: Served;

beforeAll(async () => {
  served = await serveFixture();
});

afterAll(() => served.close());

const record = readFileSync(new URL('../validate/fixtures/by-hand.jsonld', import.meta.url), 'utf8');

function post(body: string | FormData, { headers = {}, query = '' } = {}): Promise<Response> {
  return fetch(`${served.url}/api/v1/validate${query}`, { method: 'POST', body, headers });
}

const pageOf = async (answer: Response): Promise<ValidationPage> => {
  expect(answer.status).toBe(200);
  return (await answer.json()) as ValidationPage;
};

test('a record is sent as it is, and its report found again at its address', async () => {
  const answer = await post(record, {
    headers: { 'Content-Type': 'application/ld+json' },
    query: '?profile=good',
  });
  const page = await pageOf(answer);
  expect(page.report).toMatchObject({ format: 'jsonld', profile: 'good', profiles: { publishable: true } });
  expect(page.labels[0]?.territories['departement-23']).toBe('Creuse');
  expect(await pageOf(await served.get(`/api/v1/validations/${page.id}`))).toEqual(page);
});

test('a form sends a file, with a mapping beside it', async () => {
  const form = new FormData();
  form.set('text', '');
  form.set('file', new File(['nom\nGarage\n'], 'projets.csv'));
  form.set(
    'mapping',
    "mappings:\n  it:\n    s: '#it'\n    po:\n      - [a, car:Innovation]\n      - [schema:name, $(nom)]\n",
  );
  const page = await pageOf(await post(form));
  expect(page).toMatchObject({ report: { format: 'csv', conforms: true }, input: { name: 'projets.csv' } });
});

test('an object sends a text or an address', async () => {
  const headers = { 'Content-Type': 'application/json' };
  const page = await pageOf(await post(JSON.stringify({ url: 'https://partner.example/1' }), { headers }));
  expect(page.report.causes[0]).toMatchObject({ cause: 'name-required', places: [{ line: 1 }] });
  const refusals = await Promise.all(
    ['{"url":"http://169.254.169.254/"}', '{"a":1}', '{', '{"text":"x","profile":"best"}'].map((body) =>
      post(body, { headers }),
    ),
  );
  expect(refusals.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
});

test('a report is a sh:ValidationReport with lines for who asks for RDF', async () => {
  const headers = { 'Content-Type': 'application/ld+json', Accept: 'text/turtle' };
  const answer = await post(record.replace('46.17', '461.7'), { headers });
  expect(answer.headers.get('Content-Type')).toContain('text/turtle');
  const quads = new Parser().parse(await answer.text());
  const saying = (property: string) =>
    quads.filter(({ predicate }) => predicate.value === property).map(({ object }) => object.value);
  expect(saying(shacl.conforms)).toEqual(['false']);
  expect(saying(shacl.resultSeverity)).toContain(shacl.Violation);
  expect(saying('http://www.w3.org/2009/pointers#lineNumber')).toContain('14');
  const json = await post(record, { headers: { ...headers, Accept: 'application/ld+json' } });
  expect(await json.text()).toContain('ValidationReport');
});

test('a report comes in the syntax that the ending of its address names', async () => {
  const { id } = await pageOf(await post(record, { headers: { 'Content-Type': 'application/ld+json' } }));
  const types = {
    json: 'application/json',
    jsonld: 'application/ld+json',
    ttl: 'text/turtle',
    nt: 'application/n-triples',
    rdf: 'application/rdf+xml',
  };
  for (const [extension, type] of Object.entries(types)) {
    const answer = await served.get(`/api/v1/validations/${id}.${extension}`, { Accept: 'text/html' });
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, expect.stringContaining(type)]);
  }
  expect((await served.get(`/api/v1/validations/${id}.exe`)).status).toBe(404);
});

test('the OpenAPI document describes question and answer', async () => {
  const document = (await (await served.get('/api/v1/openapi.json')).json()) as object;
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(document, 'openapi');
  const ask = ajv.compile({ $ref: 'openapi#/components/schemas/ValidationRequest' });
  expect(ask({ text: record, profile: 'good' })).toBe(true);
  expect(ask({ profile: 'good' })).toBe(false);
  const check = ajv.compile({ $ref: 'openapi#/components/schemas/ValidationPage' });
  const page = await pageOf(await post(record, { headers: { 'Content-Type': 'application/ld+json' } }));
  expect(check(page), JSON.stringify(check.errors)).toBe(true);
});
