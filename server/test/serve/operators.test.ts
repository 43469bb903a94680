import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ids } from './fixture.ts';
import { explanation } from './fixture-parts.ts';
import { serveFixture, type Served } from './serving.ts';

const token = 'a-token.of~24_or+more/letters';
const path = `/api/v1/things/${ids.garage}/explain?q=garage`;
let guarded: Served;
let without: Served;

beforeAll(async () => {
  guarded = await serveFixture({ operatorToken: token });
  without = await serveFixture();
});

afterAll(async () => {
  await Promise.all([guarded.close(), without.close()]);
});

const bearer = (sent: string): Record<string, string> => ({ Authorization: `Bearer ${sent}` });

describe('what is for operators', () => {
  test('is given to who sends the token, and stored nowhere', async () => {
    const answer = await guarded.get(path, bearer(token));
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual(explanation);
    expect((await guarded.get(path, { Authorization: `bearer  ${token}` })).status).toBe(200);
  });

  const refused: readonly (readonly [name: string, headers: Record<string, string>])[] = [
    ['no header', {}],
    ['a wrong token', bearer('another-token-of-24-letters')],
    ['the beginning of the token', bearer(token.slice(0, -1))],
    ['another way of saying who one is', { Authorization: `Basic ${btoa(`operator:${token}`)}` }],
    ['two tokens', bearer(`${token} ${token}`)],
  ];
  test.each(refused)('is refused to %s, with how to ask', async (_name, headers) => {
    const answer = await guarded.get(path, headers);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer realm=/);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ code: 'unauthenticated', status: 401 });
  });

  test('is not to be taken from the address', async () => {
    expect((await guarded.get(`${path}&access_token=${encodeURIComponent(token)}`)).status).toBe(401);
  });

  test('is not there without a token in the configuration', async () => {
    for (const headers of [{}, bearer(token), bearer('undefined')]) {
      const answer = await without.get(path, headers);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toMatchObject({ code: 'not-found' });
    }
  });

  test('leaves no token in the log', async () => {
    await guarded.get(path, bearer('another-token-of-24-letters'));
    const log = JSON.stringify(guarded.entries);
    expect(log).toContain('/explain');
    expect(log).not.toContain('token');
  });
});

describe('the explanation of a score', () => {
  test('is as the OpenAPI document describes it', async () => {
    const document = (await (await guarded.get('/api/v1/openapi.json')).json()) as {
      paths: Record<string, { get?: { security?: unknown } }>;
      components: { securitySchemes: unknown };
    };
    expect(document.paths['/things/{id}/explain']?.get?.security).toEqual([{ operator: [] }]);
    expect(document.components.securitySchemes).toMatchObject({ operator: { scheme: 'bearer' } });
    const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema(document, 'openapi');
    const validate = ajv.compile({ $ref: 'openapi#/components/schemas/ScoreExplanation' });
    expect(validate(explanation), JSON.stringify(validate.errors)).toBe(true);
  });

  test('needs words, and a thing that they find', async () => {
    const status = async (asked: string) => (await guarded.get(asked, bearer(token))).status;
    expect(await status(`/api/v1/things/${ids.garage}/explain`)).toBe(400);
    expect(await status(`/api/v1/things/${ids.garage}/explain?q=${'a'.repeat(301)}`)).toBe(400);
    expect(await status(`/api/v1/things/${ids.garage}/explain?q=jardin`)).toBe(404);
    expect(await status(`/api/v1/things/${ids.unknown}/explain?q=garage`)).toBe(404);
  });
});
