import { describe, expect, it } from 'vitest';
import { withLedger, type OpenLedgerUnderTest } from './ledger-under-test.ts';

/** What people search for, by day. */
export function describeSearches(open: OpenLedgerUnderTest): void {
  describe('searches', () => {
    const its = withLedger(open);

    it('add up by text and day, the most asked first', async () => {
      await its.ledger.countSearches([
        { text: 'garage', day: '2026-11-23', asked: 2, poor: 0 },
        { text: 'bains publics', day: '2026-11-24', asked: 4, poor: 4 },
      ]);
      await its.ledger.countSearches([
        { text: 'garage', day: '2026-11-24', asked: 1, poor: 0 },
        { text: 'garage', day: '2026-11-24', asked: 3, poor: 1 },
      ]);
      expect(await its.ledger.askedSearches('')).toEqual([
        { text: 'garage', asked: 6, poor: 1, days: 2, last: '2026-11-24' },
        { text: 'bains publics', asked: 4, poor: 4, days: 1, last: '2026-11-24' },
      ]);
      expect(await its.ledger.askedSearches('2026-11-24')).toMatchObject([
        { text: 'bains publics', asked: 4 },
        { text: 'garage', asked: 4, days: 1 },
      ]);
    });

    it('are forgotten after 180 days', async () => {
      await its.ledger.countSearches([{ text: 'garage', day: '2026-11-24', asked: 5, poor: 0 }]);
      const later = await its.under.connect({ now: '2027-06-01T12:00:00.000Z' });
      await later.countSearches([{ text: 'jardin', day: '2027-06-01', asked: 5, poor: 0 }]);
      expect((await later.askedSearches('')).map(({ text }) => text)).toEqual(['jardin']);
    });
  });
}
