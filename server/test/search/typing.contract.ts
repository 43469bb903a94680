import { afterAll, beforeAll, expect, it } from 'vitest';
import { asking, docOf, idOf, type CreateIndex, type IndexUnderTest } from './search-docs.ts';

/** What the letters typed so far may become. */
export function describeTyping(create: CreateIndex): void {
  let opened: IndexUnderTest;

  beforeAll(async () => {
    opened = await create();
    await opened.publish(
      docOf('alimentation', { title: { fr: 'Alimentation pour tous' } }),
      docOf('jardin', { title: { fr: 'Un jardin d’aliments' }, places: [] }),
      docOf('allier', { kind: 'organization', title: { fr: 'Alliés du jardin' } }),
      ...Array.from({ length: 10 }, (_, index) => docOf(`Zone ${index}`)),
    );
    await opened.index.start();
  });
  afterAll(() => opened.close());

  const complete = async (
    text: string,
    { lang = 'fr', limit = 20 }: { lang?: 'fr' | 'en'; limit?: number } = {},
  ): Promise<string[]> =>
    (await opened.index.complete(text, { lang, limit })).map(({ group, value }) => `${group} ${value}`);

  it('offers concepts, territories, organizations, then things', async () => {
    expect(await complete('al')).toEqual([
      'concept ALI',
      'territory country-DE',
      `organization ${idOf('allier')}`,
      `thing ${idOf('alimentation')}`,
      `thing ${idOf('jardin')}`,
    ]);
  });

  it('says the words, and the kind of a thing', async () => {
    const [concept] = await opened.index.complete('alim', { lang: 'fr', limit: 1 });
    expect(concept).toEqual({ group: 'concept', text: 'Alimentation', value: 'ALI' });
    const [thing] = await opened.index.complete('allies', { lang: 'fr', limit: 1 });
    expect(thing).toEqual({
      group: 'organization',
      text: 'Alliés du jardin',
      value: idOf('allier'),
      kind: 'organization',
    });
  });

  it('offers labels in the language of the reader', async () => {
    expect(await complete('germ', { lang: 'en' })).toEqual(['territory country-DE']);
    expect(await complete('germ', { lang: 'fr' })).toEqual([]);
  });

  it('completes a later word of a title too, after those that begin with the letters', async () => {
    expect(await complete('jardin')).toEqual([`organization ${idOf('allier')}`, `thing ${idOf('jardin')}`]);
  });

  it('completes whatever the accents', async () => {
    expect(await complete('ALLIÉ')).toEqual([`organization ${idOf('allier')}`]);
  });

  it('offers a few of each group and no more than asked', async () => {
    expect((await complete('zone')).length).toBeLessThan(10);
    expect(await complete('al', { limit: 2 })).toHaveLength(2);
  });

  it('offers nothing for one letter, for nothing, and takes no sign for a pattern', async () => {
    for (const text of ['', ' ', 'a', '.*', '((', '[a']) expect(await complete(text)).toEqual([]);
  });

  it('finds a thing by each beginning of a word of its title', async () => {
    for (let length = 2; length <= 'jardin'.length; length += 1) {
      const { ids } = await opened.index.search(asking({ q: 'jardin'.slice(0, length) }));
      expect(ids).toContain(idOf('jardin'));
    }
  });
}
