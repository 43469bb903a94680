import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CarrefourClient } from '../../src/contract.ts';
import { describeClientContract } from './client.contract.ts';
import { ledger } from './fixture.ts';
import { serveFixture, type Served } from './serving.ts';

interface HttpClientModule {
  createHttpClient: (options: { base: string; fetch: typeof fetch }) => CarrefourClient;
}

// The app is checked by its own compiler: a name that ours cannot follow keeps its sources out of this project.
const specifier: string = '@carrefour/app/http-client';
const { createHttpClient } = (await import(specifier)) as HttpClientModule;

describe('the HTTP client', () => {
  let served: Served;
  let client: CarrefourClient;

  beforeAll(async () => {
    served = await serveFixture();
    client = createHttpClient({ base: served.url, fetch });
  });

  afterAll(async () => {
    await served.close();
  });

  describeClientContract(() => client);

  test('a failure of the server rejects with the code of its problem', async () => {
    const broken = await serveFixture({
      ledger: { ...ledger, counts: () => Promise.reject(new Error('disk')) },
    });
    const other = createHttpClient({ base: broken.url, fetch });
    await expect(other.sources('fr')).rejects.toMatchObject({ code: 'internal' });
    await broken.close();
  });
});
