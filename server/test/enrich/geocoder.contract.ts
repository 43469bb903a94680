import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AddressQuery, Geocoder } from '../../src/enrich/geocoder.ts';

/** A geocoder, open, with what its service must not know. */
export interface GeocoderUnderTest {
  readonly geocoder: Geocoder;
  close: () => Promise<void>;
}

/** Addresses that forms, tables and protocols are likely to trip over. */
const awkward: readonly AddressQuery[] = [
  { street: '' },
  { street: '  \n ' },
  { street: '«  » 3, place "du Marché"; bâtiment B\r\n2e étage', postcode: '23000', town: 'Guéret' },
  { street: 'rue '.repeat(300), town: 'x'.repeat(300) },
  { street: 'id,street\n0,"Œuvre & Cie"', postcode: 'F-23000 CEDEX 9', communeCode: '23096' },
  { street: "1 rue de l'Église", communeCode: '75056' },
];

/** What every geocoder promises, shown against a live one. */
export function describeGeocoderContract(name: string, open: () => Promise<GeocoderUnderTest>): void {
  describe(`${name} as a geocoder`, () => {
    let under: GeocoderUnderTest;
    const { signal } = new AbortController();
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.close());

    it('answers nothing to nothing', async () => {
      expect(await under.geocoder.ask([], signal)).toEqual([]);
    });

    it('answers each address of a batch, whatever is written in it, in its order', async () => {
      const answers = await under.geocoder.ask(awkward, signal);
      expect(answers).toHaveLength(awkward.length);
      const [again] = await under.geocoder.ask(awkward.slice(2, 3), signal);
      expect(again).toEqual(answers[2]);
    });

    it('takes as many addresses as it says', async () => {
      const { batchSize } = under.geocoder;
      expect(batchSize).toBeGreaterThan(0);
      const batch = Array.from({ length: batchSize }, (_, index) => ({
        street: `${String(index)} rue Haute`,
      }));
      expect(await under.geocoder.ask(batch, signal)).toHaveLength(batchSize);
    });

    it('says of each answer who gave it and when', async () => {
      const [answer] = await under.geocoder.ask([{ street: 'rue qui n’existe pas' }], signal);
      expect(answer).toMatchObject({ outcome: 'unknown' });
      expect(answer).toHaveProperty('source', expect.stringMatching(/./));
      expect(answer).toHaveProperty('at', expect.stringMatching(/^\d{4}-\d\d-\d\dT/));
    });

    it('stops when it is told to', async () => {
      await expect(
        under.geocoder.ask([{ street: '1 rue Haute' }], AbortSignal.abort()),
      ).rejects.toMatchObject({ name: 'AbortError' });
    });
  });
}
