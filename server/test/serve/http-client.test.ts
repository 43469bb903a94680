import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CarrefourClient } from '../../src/contract.ts';
import { describeClientContract } from './client.contract.ts';
import { ledger } from './fixture.ts';
import { serveFixture, type Served } from './serving.ts';

interface HttpClientModule {
  createHttpClient(options: { base: string; fetch: typeof fetch }): CarrefourClient;
}

// The app is checked by its own compiler: a name that ours cannot follow keeps its sources out of this project.
const specifier: string = '@carrefour/app/http-client';
const loaded = await import(specifier).then(
  (module: unknown) => module as HttpClientModule,
  () => undefined,
);

describe.skipIf(loaded === undefined)('the HTTP client (skipped where the app is not built in)', () => {
  let served: Served;
  let client: CarrefourClient;

  beforeAll(async () => {
    served = await serveFixture();
    client = (loaded ?? unreachable()).createHttpClient({ base: served.url, fetch });
  });

  afterAll(async () => {
    await served.close();
  });

  describeClientContract(() => client);

  test('a failure of the server rejects with the code of its problem', async () => {
    const broken = await serveFixture({
      ledger: { ...ledger, counts: () => Promise.reject(new Error('disk')) },
    });
    const other = (loaded ?? unreachable()).createHttpClient({ base: broken.url, fetch });
    await expect(other.sources('fr')).rejects.toMatchObject({ code: 'internal' });
    await broken.close();
  });
});

function unreachable(): never {
  throw new Error('no such thing here');
}
