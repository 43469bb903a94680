import { describe, expect, it } from 'vitest';
import type { DocMissing, DocQuality, ThingDoc } from '../../src/domain/thing-doc.ts';
import { withLedger, type OpenLedgerUnderTest } from './ledger-under-test.ts';
import { derive, published, recordOf, sourceOf } from './samples.ts';

const [a, b, c] = ['aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc'] as const;

const need: DocMissing = {
  constraint: 'need-given',
  dimension: 'complete',
  points: 8,
  message: { fr: 'Dites le besoin.', en: 'Tell the need.' },
};
const theme: DocMissing = { ...need, constraint: 'theme-given', dimension: 'find', points: 3 };

function rated(score: number, missing: readonly DocMissing[], dimensions: DocQuality['dimensions'] = {}) {
  return { quality: { score, dimensions, missing } };
}

function fedBy(...sources: readonly string[]): Pick<ThingDoc, 'sources'> {
  return { sources: sources.map((source) => sourceOf(recordOf('1', source))) };
}

/** What a ledger knows of the quality of sources without reading their publications. */
export function describeSourceQuality(open: OpenLedgerUnderTest): void {
  describe('the quality of a source', () => {
    const its = withLedger(open);

    it('is the mean of its entries, measure by measure, where they have it', async () => {
      await derive(
        its.ledger,
        published(a, 'A', { ...fedBy('atelier'), ...rated(80, [], { find: 100, place: 50 }) }),
        published(b, 'B', { ...fedBy('atelier'), ...rated(61, [], { find: 51 }) }),
        published(c, 'C', fedBy('atelier')),
      );
      expect(await its.ledger.sourceQuality('shown')).toEqual([
        {
          source: 'atelier',
          things: 2,
          measures: { overall: 71, find: 76, place: 50 },
          distribution: [0, 0, 0, 0, 0, 0, 1, 0, 1, 0],
          fixes: [],
        },
      ]);
    });

    it('names first the fix that would raise its mean most, and counts a full score in the last range', async () => {
      await derive(
        its.ledger,
        published(a, 'A', { ...fedBy('atelier'), ...rated(50, [need, theme]) }),
        published(b, 'B', { ...fedBy('atelier'), ...rated(55, [{ ...theme, points: 6 }]) }),
        published(c, 'C', { ...fedBy('atelier'), ...rated(100, []) }),
      );
      const [quality] = await its.ledger.sourceQuality('shown');
      expect(quality?.fixes).toEqual([
        { ...theme, things: 2, points: 3 },
        { ...need, things: 1, points: 2.7 },
      ]);
      expect(quality?.distribution.at(-1)).toBe(1);
    });

    it('follows what is published: changes, merges, withdrawals and erasures', async () => {
      const means = async (): Promise<readonly (readonly [string, number, number | undefined])[]> =>
        (await its.ledger.sourceQuality('shown')).map(
          ({ source, things, measures }) => [source, things, measures.overall] as const,
        );
      await derive(
        its.ledger,
        published(a, 'A', { ...fedBy('atelier'), ...rated(40, [need]) }),
        published(b, 'B', { ...fedBy('bureau'), ...rated(60, [theme]) }),
      );
      await derive(its.ledger, published(a, 'A', { ...fedBy('atelier', 'bureau'), ...rated(80, []) }));
      expect(await means()).toEqual([
        ['atelier', 1, 80],
        ['bureau', 2, 70],
      ]);
      expect((await its.ledger.sourceQuality('shown'))[0]?.fixes).toEqual([]);
      await derive(its.ledger, { outcome: 'redirect', thing: b, to: a });
      expect(await means()).toEqual([
        ['atelier', 1, 80],
        ['bureau', 1, 80],
      ]);
      await derive(its.ledger, published(c, 'C', { ...fedBy('atelier'), ...rated(20, [need]) }));
      await its.ledger.erase({ thing: a }, { actor: 'ana', reason: 'asked' });
      expect(await means()).toEqual([['atelier', 1, 20]]);
      await derive(its.ledger, { outcome: 'withdraw', thing: c, reason: 'hidden' });
      expect(await means()).toEqual([]);
    });

    it('leaves out of the open figures what may only be shown', async () => {
      const display = sourceOf(recordOf('2'));
      await derive(
        its.ledger,
        published(a, 'A', { ...fedBy('atelier'), ...rated(80, []) }),
        published(b, 'B', { sources: [{ ...display, agreement: 'display' }], ...rated(20, [need]) }),
      );
      const [shown] = await its.ledger.sourceQuality('shown');
      const [open] = await its.ledger.sourceQuality('open');
      expect([shown?.things, shown?.measures.overall]).toEqual([2, 50]);
      expect(open).toMatchObject({ things: 1, measures: { overall: 80 }, fixes: [] });
    });
  });
}
