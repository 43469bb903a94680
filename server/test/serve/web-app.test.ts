import { Router } from 'express';
import { expect, test } from 'vitest';
import { AppError } from '../../src/domain/app-error.ts';
import { ledger } from './fixture.ts';
import { serveFixture } from './serving.ts';

test('livez answers while the loop turns, readyz names the part that is not ready', async () => {
  const served = await serveFixture({
    store: { isReady: () => false },
    ledger: { ...ledger, seq: () => Promise.reject(new Error('disk')) },
  });
  expect((await served.get('/livez')).status).toBe(200);
  const ready = await served.get('/readyz');
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({ ready: false, parts: { ledger: false, store: false, search: true } });
  await served.close();
});

test('pages come last, with the client and with our own scheme and host whatever the client says', async () => {
  const served = await serveFixture({
    origin: 'https://carrefour.example:8443',
    pages(req, res) {
      const { 'x-carrefour-proto': proto, 'x-carrefour-host': host } = req.headers;
      res.json({ proto, host, hasClient: 'carrefourClient' in req });
    },
  });
  const response = await served.get('/recherche', {
    'x-carrefour-host': 'evil.example',
    'x-carrefour-proto': 'ftp',
  });
  expect(await response.json()).toEqual({ proto: 'https', host: 'carrefour.example:8443', hasClient: true });
  expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
  expect(response.headers.get('X-Powered-By')).toBeNull();
  await served.close();
});

test('an unknown failure is logged once and says nothing of its inside', async () => {
  const served = await serveFixture({
    ledger: { ...ledger, docs: () => Promise.reject(new Error('secret path')) },
  });
  const response = await served.get('/api/v1/things?q=secret');
  expect(response.status).toBe(500);
  expect(await response.text()).not.toContain('secret path');
  expect(served.entries.filter(({ level }) => level === 'error')).toHaveLength(1);
  expect(served.entries.every(({ path }) => path === '/api/v1/things')).toBe(true);
  await served.close();
});

test('a busy part says when to come back, a status set by a route stays', async () => {
  const sparql = Router();
  sparql.get('/sparql', (_req, res) => {
    res.status(429);
    throw new AppError('busy', 'Too many queries.', { details: { retryAfter: 9 } });
  });
  const served = await serveFixture({ sparql });
  const response = await served.get('/sparql');
  expect([response.status, response.headers.get('Retry-After')]).toEqual([429, '9']);
  await served.close();
});

test('an address that cannot be decoded is a wrong request', async () => {
  const served = await serveFixture();
  expect((await served.get('/id/%E0%A4%A')).status).toBe(400);
  await served.close();
});

test('long answers are compressed', async () => {
  const served = await serveFixture();
  const response = await served.get('/api/v1/openapi.json', { 'Accept-Encoding': 'gzip' });
  expect(response.headers.get('Content-Encoding')).toBe('gzip');
  await served.close();
});
