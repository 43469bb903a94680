import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SearchQuery } from '../../src/domain/search-query.ts';
import { asking, docOf, placeAt, sourceOf, type CreateIndex, type IndexUnderTest } from './search-docs.ts';

const docs = [
  docOf('ferme', { concepts: { theme: ['ALI'] }, startDate: '2019', places: [placeAt(46.1, 1.8)] }),
  docOf('épicerie', { concepts: { theme: ['ART'] }, startDate: '2021', places: [placeAt(46.2, 1.9)] }),
  docOf('théâtre', { kind: 'event', startDate: '2021', sources: [sourceOf('exemple-b')] }),
];

/** What taking filters away would give: what the empty page offers. */
export function describeRemovals(create: CreateIndex): void {
  let opened: IndexUnderTest;

  beforeAll(async () => {
    opened = await create();
    await opened.publish(...docs);
    await opened.index.start();
  });
  afterAll(() => opened.close());

  const counts = async (says: Partial<SearchQuery>): Promise<Record<string, number>> => {
    const removals = await opened.index.removals(asking(says));
    return Object.fromEntries(removals.map(({ filter, count }) => [filter, count]));
  };

  it('has nothing to take away from a query for everything', async () => {
    expect(await counts({})).toEqual({});
    expect(await counts({ sort: 'recent', page: 9, linkedTo: 'abcdefghijkl' })).toEqual({});
  });

  it('counts what is found without the words, and without all that is chosen in a facet', async () => {
    const asked = { q: 'ferme', theme: ['ART', 'nowhere'], kind: ['innovation'] as const };
    expect(await counts(asked)).toEqual({ q: 1, theme: 1, kind: 0 });
  });

  it('counts those that pass everything for each filter', async () => {
    expect(await counts({ theme: ['ALI', 'ART'], kind: ['innovation'] })).toEqual({ theme: 2, kind: 2 });
  });

  it('takes each end of a range away by itself', async () => {
    expect(await counts({ yearMin: 2020, yearMax: 2020 })).toEqual({ yearMin: 1, yearMax: 2 });
  });

  it('leaves the other conditions on places', async () => {
    const asked = { bbox: [1.7, 46, 1.85, 46.15], near: [46.2, 1.9], radius: 1 } as const;
    expect(await counts(asked)).toEqual({ bbox: 1, near: 1 });
    expect(await counts({ placeRole: 'seat', ...asked })).toEqual({ placeRole: 0, bbox: 0, near: 0 });
  });

  it('counts under the words that were corrected', async () => {
    expect(await counts({ q: 'thêatrre', kind: ['innovation'] })).toEqual({ q: 2, kind: 1 });
  });

  it('counts one page as it counts another', async () => {
    expect(await counts({ kind: ['event'], page: 50, per: 1 })).toEqual({ kind: 3 });
  });
}
