import { expect, it } from 'vitest';
import { createOfflineGeocoder } from '../../../src/enrich/adapters/offline-geocoder.ts';
import { describeGeocoderContract } from '../geocoder.contract.ts';

const at = '2026-11-24T12:00:00.000Z';
const geocoder = createOfflineGeocoder({ now: () => at });

describeGeocoderContract('The offline geocoder', () =>
  Promise.resolve({ geocoder, close: () => Promise.resolve() }),
);

it('knows no address', async () => {
  const { signal } = new AbortController();
  expect(await geocoder.ask([{ street: '1 place Bonnyaud', town: 'Guéret' }], signal)).toEqual([
    { outcome: 'unknown', source: 'offline', at },
  ]);
});
