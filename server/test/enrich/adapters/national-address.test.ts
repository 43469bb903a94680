import { createSafeFetch } from '@carrefour/harvesters';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createNationalAddressGeocoder } from '../../../src/enrich/adapters/national-address.ts';
import type { Geocoder } from '../../../src/enrich/geocoder.ts';
import { foundRow, openAddressService, type AddressService, type Known } from '../address-service.ts';
import { describeGeocoderContract } from '../geocoder.contract.ts';

const at = '2026-11-24T12:00:00.000Z';
const slept: number[] = [];
const { signal } = new AbortController();
const known: Readonly<Record<string, Known>> = {
  '1 place Bonnyaud 23000 Guéret': foundRow('1 Place Bonnyaud 23000 Guéret'),
  'rue Haute 23000 Guéret': foundRow('Rue "Haute", 23000\nGuéret', {
    result_type: 'street',
    result_score: '1.0000000001',
  }),
  'en panne': { result_status: 'error' },
  'sans score': foundRow('Sans score', { result_score: '' }),
};

function geocoderOf(service: AddressService, pause = 0): Geocoder {
  const fetch = createSafeFetch({
    allow: [service.host],
    contact: 'https://example.org/',
    limits: { minDelay: 0 },
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      return Promise.resolve();
    },
  });
  return createNationalAddressGeocoder({ fetch, url: service.url, now: () => at, pause });
}

const openService = (): Promise<AddressService> => openAddressService((query) => known[query]);

describeGeocoderContract('The national geocoder', async () => {
  const service = await openService();
  return { geocoder: geocoderOf(service), close: () => service.close() };
});

describe('the national geocoder', () => {
  const bonnyaud = { street: '1 place Bonnyaud', postcode: '23000', town: 'Guéret' };
  const haute = { street: 'rue Haute', postcode: '23000', town: 'Guéret' };
  let service: AddressService;
  let geocoder: Geocoder;
  beforeEach(async () => {
    slept.length = 0;
    service = await openService();
    geocoder = geocoderOf(service);
  });
  afterEach(() => service.close());

  it('gives the point, how sure it is, what it is and in which commune', async () => {
    expect(await geocoder.ask([bonnyaud, { street: 'rue inconnue' }, haute], signal)).toEqual([
      {
        outcome: 'found',
        lat: 46.17,
        lon: 1.87,
        score: 0.95,
        type: 'housenumber',
        label: '1 Place Bonnyaud 23000 Guéret',
        communeCode: '23096',
        source: 'Base Adresse Nationale',
        at,
      },
      { outcome: 'unknown', source: 'Base Adresse Nationale', at },
      expect.objectContaining({ type: 'street', label: 'Rue "Haute", 23000\nGuéret', score: 1 }),
    ]);
  });

  it('asks within the commune where it is sure, else within the postcode', async () => {
    await geocoder.ask(
      [
        { ...bonnyaud, communeCode: '23096' },
        haute,
        { street: 'rue Basse', postcode: '75007', communeCode: '75056' },
        { street: 'rue Basse', postcode: '23 CEDEX' },
      ],
      signal,
    );
    const [{ fields, rows } = { fields: {}, rows: [] }] = service.received;
    expect(fields).toEqual({
      columns: ['street', 'postcode', 'town'],
      citycode: ['citycode'],
      postcode: ['within_postcode'],
      result_columns: [
        ...['longitude', 'latitude', 'result_score', 'result_type'],
        ...['result_label', 'result_citycode', 'result_status'],
      ],
    });
    expect(rows.map((row) => [row['citycode'], row['within_postcode']])).toEqual([
      ['23096', ''],
      ['', '23000'],
      ['', '75007'],
      ['', ''],
    ]);
  });

  it('never sends a row that the service would refuse', async () => {
    const street = `– 12 rue ${'x'.repeat(300)}`;
    await geocoder.ask([{ street, postcode: '2'.repeat(30), town: 'y'.repeat(300) }], signal);
    const { street: asked = '', postcode = '', town = '' } = service.received[0]?.rows[0] ?? {};
    expect(`${asked} ${postcode} ${town}`).toMatch(/^12 rue.{10,190}$/);
  });

  it('tells what the service could not work on from what it does not know', async () => {
    expect(await geocoder.ask([{ street: 'en panne' }, { street: 'sans score' }], signal)).toEqual([
      { outcome: 'failed', reason: expect.stringContaining('could not') as string },
      { outcome: 'failed', reason: 'The service answers “” as result_score.' },
    ]);
  });

  it('reads rows in any order', async () => {
    const right = await geocoder.ask([bonnyaud, haute, { street: 'rue inconnue' }], signal);
    service.troubles.push({
      spoil: (csv) => {
        const [head, ...rows] = csv.trimEnd().split(/\n(?=\d|id)/);
        return `\uFEFF${[head, ...rows.toReversed()].join('\r\n')}`;
      },
    });
    expect(await geocoder.ask([bonnyaud, haute, { street: 'rue inconnue' }], signal)).toEqual(right);
  });

  it('waits as long as a busy service asks for', async () => {
    service.troubles.push({ status: 429, headers: { 'retry-after': '3' } });
    expect(await geocoder.ask([bonnyaud], signal)).toMatchObject([{ outcome: 'found' }]);
    expect(slept).toEqual([3000]);
    expect(service.received).toHaveLength(2);
  });

  it.each([
    ['a service that stays busy', Array.from({ length: 5 }, () => ({ status: 429 })), /answers 429/],
    ['a failure', [{ status: 500 }], /answers 500/],
    ['a page instead of a table', [{ spoil: () => '<html>\n<p>Sign in</p>' }], /without its number/],
    ['nothing', [{ spoil: () => '' }], /0 of 2 rows/],
    ['bytes that are no text', [{ spoil: () => new Uint8Array([0xff, 0xfe, 0x00]) }], /cannot be read/],
    ['an answer cut within a row', [{ spoil: (csv: string) => csv.slice(0, -40) }], /cannot be read/],
    ['an answer cut within its last word', [{ spoil: (csv: string) => csv.slice(0, -2) }], /its status/],
    [
      'an answer that lacks a row',
      [{ spoil: (csv: string) => csv.slice(0, csv.lastIndexOf('1,rue Haute')) }],
      /1 of 2 rows \(row 1 is missing\)/,
    ],
    ['a row twice', [{ spoil: (csv: string) => csv.replace('\n1,', '\n0,') }], /row 0 twice/],
    [
      'a row that was not asked',
      [{ spoil: (csv: string) => csv.replace('\n1,', '\n7,') }],
      /numbered 7, which was not asked/,
    ],
  ])('keeps nothing of %s, and says so', async (_what, troubles, message) => {
    service.troubles.push(...troubles);
    await expect(geocoder.ask([bonnyaud, haute], signal)).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringMatching(message) as string,
    });
  });

  it('asks once in a while, however fast it is asked', async () => {
    const slow = geocoderOf(service, 150);
    const start = performance.now();
    await Promise.all([
      slow.ask([bonnyaud], signal),
      slow.ask([haute], signal),
      slow.ask([bonnyaud], signal),
    ]);
    expect(performance.now() - start).toBeGreaterThanOrEqual(299);
    const stop = new AbortController();
    const waiting = slow.ask([haute], stop.signal);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(service.received).toHaveLength(3);
  });
});
