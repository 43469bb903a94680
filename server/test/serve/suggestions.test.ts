import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveFixture, type Served } from './serving.ts';

let served: Served;

beforeAll(async () => {
  served = await serveFixture();
});

afterAll(async () => {
  await served.close();
});

const post = (body: string, type = 'application/json'): Promise<Response> =>
  fetch(`${served.url}/api/v1/suggestions`, { method: 'POST', body, headers: { 'Content-Type': type } });

describe('POST /api/v1/suggestions', () => {
  test('gives concepts with their words, as the OpenAPI document describes them', async () => {
    const response = await post(JSON.stringify({ label: 'Transports', unknown: 1 }));
    expect(response.status).toBe(200);
    const answer: unknown = await response.json();
    expect(answer).toMatchObject({
      concepts: [{ scheme: 'theme', code: 'MOB', label: { fr: 'Mobilité' } }],
    });
    const document = (await (await served.get('/api/v1/openapi.json')).json()) as object;
    const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'openapi');
    const validate = ajv.compile({ $ref: 'openapi#/components/schemas/Suggestions' });
    expect(validate(answer), JSON.stringify(validate.errors)).toBe(true);
  });

  const refused: readonly (readonly [name: string, body: string, words: string])[] = [
    ['an empty object', '{}', 'give a “label”'],
    ['a label that is no text', '{"label":3}', '“label” must be a text'],
    ['a label that is too long', JSON.stringify({ label: 'a'.repeat(501) }), 'longer than 500'],
    ['what is no JSON', '{"label"', 'cannot be read'],
  ];
  test.each(refused)('refuses %s and says how to mend it', async (_name, body, words) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.text()).toContain(words);
  });

  test('refuses a body that is too large', async () => {
    expect((await post(JSON.stringify({ description: 'a'.repeat(120_000) }))).status).toBe(413);
  });
});
