import { afterAll, beforeAll, expect, it } from 'vitest';
import { asking, docOf, type CreateIndex, type IndexUnderTest } from './search-docs.ts';

const texts = {
  compound: docOf('compound', { title: { fr: 'Micro-crèche du bourg' } }),
  joined: docOf('joined', { title: { fr: 'Microcrèche des champs' } }),
  apart: docOf('apart', { title: { fr: 'Crèche micro' } }),
  sentence: docOf('sentence', {
    title: { fr: 'Navette' },
    need: { fr: 'Les anciens ne peuvent plus aller au marché.' },
    keywords: ['zébu', 'okapi'],
  }),
  market: docOf('market', { title: { fr: 'Marché de nuit' }, summary: { fr: 'On aime aller dehors.' } }),
  we: docOf('we', { title: { fr: 'Nous tous' }, summary: { fr: 'Avec vous.' } }),
  mobility: docOf('mobility', { title: { fr: 'Mobilités douces' } }),
  english: docOf('english', { title: { en: 'Mobile libraries' } }),
} as const;

/** How words stand in texts: joined, in one field, side by side, not all there. */
export function describeTexts(create: CreateIndex): void {
  let opened: IndexUnderTest;

  beforeAll(async () => {
    opened = await create();
    await opened.publish(...Object.values(texts));
    await opened.index.start();
  });
  afterAll(() => opened.close());

  const found = async (q: string): Promise<string[]> => {
    const { ids } = await opened.index.search(asking({ q }));
    return Object.entries(texts)
      .filter(([, { id }]) => ids.includes(id))
      .map(([name]) => name);
  };
  const foundIds = async (q: string): Promise<readonly string[]> =>
    (await opened.index.search(asking({ q }))).ids;

  it.each([
    ['hyphened words as one', 'microcrèche ', ['compound', 'joined']],
    [
      'hyphened words asked with their hyphen, joined or side by side',
      'micro-crèche ',
      ['compound', 'joined'],
    ],
    ['a word whose accents are left out, in any inflection', 'mobilite ', ['mobility']],
    ['words in one field', 'titre:marché ', ['market']],
    ['words in one field, named in English', 'need:marché ', ['sentence']],
    ['a phrase in one field', 'besoin:"aller au marché" ', ['sentence']],
    ['a name that is nothing but small words', 'nous tous ', ['we']],
    ['a phrase over small words', '"aller au marché" ', ['sentence']],
    ['no phrase that reaches from one text into the next', '"zébu okapi" ', []],
    ['English words by their own inflections', 'library ', ['english']],
  ])('finds %s', async (_, q, expected) => {
    expect(await found(q)).toEqual(expected);
  });

  it('gives what holds most of a sentence, and says that nothing holds it whole', async () => {
    const result = await opened.index.search(
      asking({ q: 'mes anciens voudraient aller au marché en fusée ' }),
    );
    expect(result.isRelaxed).toBe(true);
    expect(result.ids).toEqual([texts.sentence.id, texts.market.id]);
  });

  it('says nothing of the kind when something holds all the words', async () => {
    expect((await opened.index.search(asking({ q: 'aller marché ' }))).isRelaxed).toBe(false);
  });

  it('leaves out of a sentence the words that only ask', async () => {
    const seeds = docOf('seeds', { title: { fr: 'Grainothèque' } });
    const asks = docOf('asks', { title: { fr: 'Comment trouver' } });
    await opened.index.caughtUp(await opened.publish(seeds, asks));
    expect(await foundIds('comment pouvons-nous trouver une grainothèque chez nous ')).toEqual([seeds.id]);
  });

  it('adds what holds most of many words where little holds them all, after it', async () => {
    const whole = docOf('whole', { title: { fr: 'Tourbe' }, summary: { fr: 'Lichen et fougère' } });
    const most = docOf('most', { title: { fr: 'Tourbe' }, summary: { fr: 'Lichen' } });
    await opened.index.caughtUp(await opened.publish(whole, most));
    const result = await opened.index.search(asking({ q: 'tourbe lichen fougère ' }));
    expect(result).toMatchObject({ ids: [whole.id, most.id], isRelaxed: true });
    expect((await opened.index.search(asking({ q: 'tourbe fougère ' }))).ids).toEqual([whole.id]);
  });

  it('finds texts in the other language, and one label by several words of another', async () => {
    const elderly = docOf('elderly', { title: { en: 'Elderly people of Quimperoc' } });
    const refugees = docOf('refugees', { title: { en: 'Refugees of Quimperoc' } });
    await opened.index.caughtUp(await opened.publish(elderly, refugees));
    expect(await foundIds('personnes âgées quimperoc ')).toEqual([elderly.id]);
    expect(await foundIds('demandeurs d’asile quimperoc ')).toEqual([refugees.id]);
    expect(await foundIds('exilés quimperoc ')).toEqual([refugees.id]);
    expect((await opened.index.search(asking({ q: 'exilés quimperoc ' }))).suggested).toBeUndefined();
  });

  it('offers a frequent word for a rare one that looks like it, and still finds the rare one', async () => {
    const many = Array.from({ length: 25 }, (_, index) =>
      docOf(`many ${index}`, { title: { fr: 'Parapluie' } }),
    );
    const rare = docOf('rare', { title: { fr: 'Paraplure' } });
    await opened.index.caughtUp(await opened.publish(...many, rare));
    const result = await opened.index.search(asking({ q: 'paraplure ' }));
    expect(result).toMatchObject({ ids: [rare.id], suggested: 'parapluie' });
    await opened.index.caughtUp(await opened.withdraw(rare.id, ...many.map(({ id }) => id)));
  });
}
