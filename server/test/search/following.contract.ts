import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SearchQuery } from '../../src/domain/search-query.ts';
import { asking, docOf, idOf, placeAt, type CreateIndex, type IndexUnderTest } from './search-docs.ts';

/** How the index follows the ledger. */
export function describeFollowing(create: CreateIndex): void {
  let opened: IndexUnderTest;

  beforeEach(async () => {
    opened = await create();
  });
  afterEach(() => opened.close());

  const ids = async (says: Partial<SearchQuery> = {}): Promise<string[]> =>
    [...(await opened.index.search(asking(says))).ids].sort();
  const all = (...names: readonly string[]): string[] => names.map(idOf).sort();

  it('refuses questions until it has started, and then finds what was published before', async () => {
    const seq = await opened.publish(docOf('un'), docOf('deux'));
    expect(opened.index.isReady()).toBe(false);
    await expect(opened.index.search(asking())).rejects.toMatchObject({ code: 'unavailable' });
    await opened.index.start();
    expect(opened.index.isReady()).toBe(true);
    expect(await ids()).toEqual(all('un', 'deux'));
    expect(await opened.index.appliedSeq()).toBe(seq);
  });

  it('answers from an empty ledger', async () => {
    await opened.index.start();
    expect(await opened.index.search(asking({ q: 'rien' }))).toMatchObject({ total: 0, ids: [], places: 0 });
    expect(await opened.index.complete('rien', { lang: 'fr', limit: 5 })).toEqual([]);
  });

  it('finds what was published, and says which change its answer reflects', async () => {
    await opened.index.start();
    const seq = await opened.publish(docOf('un'));
    await opened.index.caughtUp(seq);
    expect(await ids()).toEqual(all('un'));
    expect((await opened.index.search(asking())).seq).toBe(seq);
  });

  it('finds a change by itself, without being asked to catch up', async () => {
    await opened.index.start();
    const seq = await opened.publish(docOf('un'));
    await expect.poll(() => opened.index.appliedSeq(), { timeout: 10_000 }).toBe(seq);
    expect(await ids()).toEqual(all('un'));
  });

  it('forgets the words, values and places that an update took away', async () => {
    const before = { title: { fr: 'Garage' }, concepts: { theme: ['ALI-AGR'] }, places: [placeAt(46, 2)] };
    await opened.publish(docOf('un', before), docOf('deux', { title: { fr: 'Taxi' } }));
    await opened.index.start();
    const after = { title: { fr: 'Atelier' }, concepts: { theme: ['ART'] }, places: [placeAt(10, 10)] };
    await opened.index.caughtUp(await opened.publish(docOf('un', after)));
    expect(await ids({ q: 'garage ' })).toEqual([]);
    expect(await ids({ q: 'atelier ' })).toEqual(all('un'));
    expect(await ids({ theme: ['ALI'] })).toEqual([]);
    expect(await ids({ bbox: [1, 45, 3, 47] })).toEqual([]);
    expect(await ids()).toEqual(all('un', 'deux'));
    const { facets } = await opened.index.search(asking());
    expect(facets.theme).toEqual([{ value: 'ART', count: 1 }]);
    expect(await opened.index.complete('gara', { lang: 'fr', limit: 5 })).toEqual([]);
  });

  it('loses what was withdrawn, redirected or erased, and finds it again once republished', async () => {
    await opened.publish(docOf('un'), docOf('deux'), docOf('trois'), docOf('quatre'));
    await opened.index.start();
    await opened.index.caughtUp(await opened.withdraw(idOf('un')));
    expect(await ids()).toEqual(all('deux', 'trois', 'quatre'));
    await opened.index.caughtUp(await opened.redirect(idOf('deux'), idOf('trois')));
    expect(await ids()).toEqual(all('trois', 'quatre'));
    await opened.index.caughtUp(await opened.erase(idOf('quatre')));
    expect(await ids()).toEqual(all('trois'));
    expect(await ids({ q: 'quatre ' })).toEqual([]);
    expect(await opened.index.complete('quatre', { lang: 'fr', limit: 5 })).toEqual([]);
    await opened.index.caughtUp(await opened.publish(docOf('un')));
    expect(await ids()).toEqual(all('un', 'trois'));
  });

  it('comes up with more changes at once than it reads in one go', async () => {
    await opened.index.start();
    const many = Array.from({ length: 700 }, (_, index) => docOf(`thing ${index}`));
    await opened.publish(...many);
    await opened.index.caughtUp(await opened.withdraw(...many.slice(0, 300).map(({ id }) => id)));
    expect((await opened.index.search(asking())).total).toBe(400);
  });

  it('refuses to wait for a change that the ledger does not have', async () => {
    await opened.index.start();
    const seq = await opened.publish(docOf('un'));
    await expect(opened.index.caughtUp(seq + 1)).rejects.toMatchObject({ code: 'wrong-request' });
  });

  it('answers the same after it was built again as after following every change', async () => {
    await opened.index.start();
    const doc = (index: number, word: string) =>
      docOf(`thing ${index}`, {
        title: { fr: `Jardin ${word} ${index % 7}` },
        concepts: { theme: [index % 2 === 0 ? 'ALI-AGR' : 'ART'] },
        places: index % 3 === 0 ? [] : [placeAt(45 + index / 100, 2 + index / 50)],
      });
    await opened.publish(...Array.from({ length: 60 }, (_, index) => doc(index, 'ancien')));
    await opened.index.caughtUp(await opened.withdraw(...[3, 5, 8].map((index) => idOf(`thing ${index}`))));
    const updates = Array.from({ length: 20 }, (_, index) => doc(59 - index * 2, 'nouveau'));
    await opened.index.caughtUp(await opened.publish(...updates));
    const answers = async () => ({
      everything: await opened.index.search(asking()),
      words: await opened.index.search(asking({ q: 'jardin nouveau ' })),
      corrected: await opened.index.search(asking({ q: 'ancein ', theme: ['ALI'] })),
      drawn: await opened.index.clusters(asking({ theme: ['ART'] }), 8),
      typed: await opened.index.complete('jar', { lang: 'fr', limit: 10 }),
    });
    const followed = await answers();
    const done: number[] = [];
    await opened.index.rebuild((count) => done.push(count));
    expect(done.toSorted((a, b) => a - b)).toEqual(done);
    expect(await answers()).toEqual(followed);
  });

  it('goes on answering and following while it is built again', async () => {
    await opened.publish(...Array.from({ length: 300 }, (_, index) => docOf(`thing ${index}`)));
    await opened.index.start();
    const over = new AbortController();
    const rebuilt = opened.index
      .rebuild(() => undefined)
      .finally(() => {
        over.abort();
      });
    let asked = 0;
    do {
      await opened.index.caughtUp(await opened.publish(docOf(`other ${asked}`)));
      asked += 1;
      const burst = await Promise.all([1, 2, 3].map(() => opened.index.search(asking())));
      expect(burst.map(({ total }) => total)).toEqual([300 + asked, 300 + asked, 300 + asked]);
    } while (!over.signal.aborted && asked < 500);
    await rebuilt;
    expect((await opened.index.search(asking())).total).toBe(300 + asked);
  });

  it('stands being built again twice at once', async () => {
    await opened.publish(docOf('un'));
    await opened.index.start();
    await Promise.all([opened.index.rebuild(() => undefined), opened.index.rebuild(() => undefined)]);
    expect(await ids()).toEqual(all('un'));
  });

  it('answers many readers while changes arrive, each from one state of things', async () => {
    await opened.publish(docOf('un', { places: [placeAt(1, 1)] }));
    await opened.index.start();
    const writes = (async () => {
      for (let step = 0; step < 20; step += 1) {
        await opened.publish(docOf(`more ${step}`, { places: [placeAt(1, step)] }));
      }
      await opened.index.caughtUp(await opened.withdraw(idOf('un')));
    })();
    const readers = Array.from({ length: 100 }, () => opened.index.search(asking()));
    for (const { total, places, facets, ids: found } of await Promise.all(readers)) {
      expect(found).toHaveLength(total);
      expect(places).toBe(total);
      expect(facets.kind).toEqual([{ value: 'innovation', count: total }]);
    }
    await writes;
    expect(await ids()).not.toContain(idOf('un'));
  });

  it('refuses questions once closed, and may be closed twice', async () => {
    await opened.index.start();
    await opened.index.close();
    expect(opened.index.isReady()).toBe(false);
    await expect(opened.index.search(asking())).rejects.toMatchObject({ code: 'unavailable' });
    await opened.index.close();
  });
}
