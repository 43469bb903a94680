import { afterAll, beforeAll, expect, it } from 'vitest';
import { asking, docOf, placeAt, sourceOf, type CreateIndex, type IndexUnderTest } from './search-docs.ts';

/** The order by relevance beside words: the diversity rule, and signals that say nothing of words. */
export function describeOrder(create: CreateIndex): void {
  let opened: IndexUnderTest;
  const of = (source: string, count: number) =>
    Array.from({ length: count }, (_, index) =>
      docOf(`${source} ${index}`, { title: { fr: 'Jardin' }, sources: [sourceOf(source)] }),
    );

  beforeAll(async () => {
    opened = await create();
    await opened.publish(...of('large', 40), ...of('small', 8), ...of('tiny', 2));
    await opened.index.start();
  });
  afterAll(() => opened.close());

  it('lets no source fill ten results by relevance while others are as relevant, and loses none', async () => {
    const { ids, total } = await opened.index.search(asking({ q: 'jardin ' }));
    expect(new Set(ids).size).toBe(total);
    const large = new Set<string>(of('large', 40).map(({ id }) => id));
    expect(ids.slice(0, 10).filter((id) => large.has(id))).toHaveLength(5);
    expect(ids.slice(10, 20).filter((id) => large.has(id)).length).toBeGreaterThanOrEqual(5);
  });

  it('lets no source fill the first results where more of its own are as relevant than are looked at', async () => {
    const crowd = of('crowd', 130).map((doc) => ({ ...doc, title: { fr: 'Potager' } }));
    const others = of('apart', 6).map((doc) => ({
      ...doc,
      title: { fr: 'Un potager' },
      sources: [sourceOf('apart')],
    }));
    await opened.index.caughtUp(await opened.publish(...crowd, ...others));
    const whole = (await opened.index.search(asking({ q: 'potager ', per: 200 }))).ids;
    expect(new Set(whole).size).toBe(136);
    const apart = new Set<string>(others.map(({ id }) => id));
    expect(whole.slice(0, 10).filter((id) => apart.has(id))).toHaveLength(5);
    const pages = [];
    for (const page of [1, 2, 3])
      pages.push(...(await opened.index.search(asking({ q: 'potager ', page, per: 50 }))).ids);
    expect(pages).toEqual(whole);
    await opened.index.caughtUp(await opened.withdraw(...[...crowd, ...others].map(({ id }) => id)));
  });

  it('lets no two sources fill the first results without words, and at most three of ten come from one', async () => {
    const crowds = ['one crowd', 'other crowd'].flatMap((source) => of(source, 120));
    await opened.index.caughtUp(await opened.publish(...crowds));
    const { ids } = await opened.index.search(asking({ per: 10 }));
    const sources = ['one crowd', 'other crowd', 'large', 'small', 'tiny'].map((source) => {
      const own = new Set<string>(of(source, 120).map(({ id }) => id));
      return ids.filter((id) => own.has(id)).length;
    });
    expect(Math.max(...sources)).toBeLessThanOrEqual(3);
    expect(sources.filter((count) => count > 0).length).toBeGreaterThanOrEqual(4);
    await opened.index.caughtUp(await opened.withdraw(...crowds.map(({ id }) => id)));
  });

  it('gives the same results on small pages as on one large one', async () => {
    const whole = (await opened.index.search(asking({ q: 'jardin ' }))).ids;
    const pages = [];
    for (const page of [1, 2, 3, 4, 5, 6, 7, 8])
      pages.push(...(await opened.index.search(asking({ q: 'jardin ', page, per: 7 }))).ids);
    expect(pages).toEqual(whole);
  });

  it('weighs a word in a text alike, whatever else is held', async () => {
    const texts = ['Zébulon', 'Zébulon au jardin', 'Le jardin partagé de Zébulon et de tous ses amis'];
    const zebus = texts.map((title, index) => docOf(`zébulon ${index}`, { title: { fr: title } }));
    await opened.index.caughtUp(await opened.publish(...zebus.toReversed()));
    const before = (await opened.index.search(asking({ q: 'zébulon ' }))).ids;
    expect(before).toEqual(zebus.map(({ id }) => id));
    const long = Array.from({ length: 40 }, (_, index) =>
      docOf(`long ${index}`, { title: { fr: 'Un titre fort long de bien des mots '.repeat(8) } }),
    );
    await opened.index.caughtUp(await opened.publish(...long));
    expect((await opened.index.search(asking({ q: 'zébulon ' }))).ids).toEqual(before);
    await opened.index.caughtUp(await opened.withdraw(...[...zebus, ...long].map(({ id }) => id)));
  });

  it('lifts what is fuller, as mildly as it says', async () => {
    const full = docOf('full', {
      title: { fr: 'Jardin' },
      startDate: '2020',
      url: 'https://jardin.example/',
      image: 'https://jardin.example/a.jpg',
      places: [placeAt(46, 2)],
      concepts: { theme: ['ALI'], audience: ['RUR'] },
    });
    await opened.index.caughtUp(await opened.publish(full));
    expect((await opened.index.search(asking({ q: 'jardin ' }))).ids[0]).toBe(full.id);
    await opened.index.caughtUp(await opened.withdraw(full.id));
  });
}
