import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchResult } from '../../src/search/search-index.ts';
import { asking, docOf, idOf, type CreateIndex, type IndexUnderTest } from './search-docs.ts';

/** Pairs of forms that are one word in French. */
const inflections = [
  ['aide', 'aides'],
  ['aîné', 'aînés'],
  ['aînée', 'aînées'],
  ['idée', 'idées'],
  ['amie', 'amies'],
  ['lieu', 'lieux'],
  ['jeu', 'jeux'],
  ['eau', 'eaux'],
  ['réseau', 'réseaux'],
  ['local', 'locaux'],
  ['épicerie', 'épiceries'],
  ['coopératif', 'coopérative'],
  ['jardin', 'jardins'],
] as const;

/** Pairs of forms that are one word in English. */
const englishInflections = [
  ['garden', 'gardens'],
  ['city', 'cities'],
  ['community', 'communities'],
] as const;

const docs = [
  docOf('garage', {
    title: { fr: 'Garage solidaire', en: 'Community garage' },
    summary: { fr: 'Des bénévoles réparent les voitures.' },
    answer: { fr: 'On y répare avec des outils partagés.' },
  }),
  docOf('taxi', {
    title: { fr: 'Taxi des villages' },
    need: { fr: 'Le garage le plus proche est loin, et l’autonomie des aînés en souffre.' },
  }),
  docOf('école', { title: { fr: 'L’école d’à côté' }, keywords: ['numérique'] }),
  docOf('crèche', { title: { fr: 'Micro-crèche du Cœur' }, conditions: { fr: 'Un local, des outils.' } }),
  docOf('partage', { title: { fr: 'Partagés, les outils du quartier' } }),
  docOf('ess', { title: { fr: 'Maison de l’E.S.S.' } }),
];

const names = ['garage', 'taxi', 'école', 'crèche', 'partage', 'ess'];

/** How words are found in French and English texts, and in which order. */
export function describeWords(create: CreateIndex): void {
  let opened: IndexUnderTest;

  beforeAll(async () => {
    opened = await create();
    await opened.publish(...docs);
    await opened.index.start();
  });
  afterAll(() => opened.close());

  const find = (q: string): Promise<SearchResult> => opened.index.search(asking({ q }));
  const found = async (q: string): Promise<(string | undefined)[]> => {
    const { ids } = await find(q);
    return ids.map((id) => names.find((name) => idOf(name) === id));
  };

  it.each([
    ['whatever their case and accents', 'BENEVOLES ', ['garage']],
    ['typed with accents where the text has others', 'crèche ', ['crèche']],
    ['typed with decomposed accents', 'crèche '.normalize('NFD'), ['crèche']],
    ['without an elided article', 'école ', ['école']],
    ['with an elided article', 'd’école ', ['école']],
    ['with an elided article and a straight apostrophe', "l'école ", ['école']],
    ['in the singular where the text has the plural', 'voiture ', ['garage']],
    ['in English', 'communities ', ['garage']],
    ['with a ligature or without', 'coeur ', ['crèche']],
    ['as an acronym with points or without', 'ess ', ['ess']],
    ['on one side of a hyphen', 'micro ', ['crèche']],
    ['in what a thing needs', 'autonomie ', ['taxi']],
    ['among keywords', 'numérique ', ['école']],
    ['while the last of them is still being typed', 'solid', ['garage']],
  ])('finds words %s', async (_, q, expected) => {
    expect(await found(q)).toEqual(expected);
    expect(await find(q)).not.toHaveProperty('corrected');
  });

  it('finds everything where no word is asked for', async () => {
    for (const q of ['', '   ', ' ?! ']) expect((await find(q)).total).toBe(docs.length);
  });

  it('puts a match in the title before one in the body', async () => {
    expect(await found('garage ')).toEqual(['garage', 'taxi']);
  });

  it('asks for all words where something has them all', async () => {
    expect(await found('outils voitures ')).toEqual(['garage']);
  });

  it('asks for any of the words where nothing has them all', async () => {
    expect((await found('numérique voitures ')).toSorted()).toEqual(['garage', 'école'].toSorted());
  });

  it('asks for words next to one another between quotes of any kind', async () => {
    expect((await found('outils partagés ')).toSorted()).toEqual(['garage', 'partage']);
    for (const q of ['"outils partagés"', '« outils partagés »', '“outils partagés”']) {
      expect(await found(q)).toEqual(['garage']);
    }
  });

  it('keeps to the phrase where the other words are nowhere together', async () => {
    expect(await found('"outils partagés" numérique voitures ')).toEqual(['garage']);
  });

  it('leaves out what has a word after a minus', async () => {
    expect(await found('garage -taxi')).toEqual(['garage']);
    expect((await find('-garage')).total).toBe(docs.length - 2);
  });

  it('ignores articles and the like beside other words', async () => {
    expect(await found('les voitures de la ')).toEqual(['garage']);
  });

  it.each([
    ['a letter that is missing', 'benvoles ', 'benevoles'],
    ['a letter too many', 'garrage ', 'garage'],
    ['two letters swapped', 'voitrues ', 'voitures'],
    ['one of two words', 'garrage solidaire ', 'garage solidaire'],
  ])('corrects %s, and says so', async (_, q, corrected) => {
    const result = await find(q);
    expect(result.corrected).toBe(corrected);
    expect(result.ids[0]).toBe(idOf('garage'));
  });

  it('finds nothing for a word that nothing resembles', async () => {
    const result = await find('xylophone ');
    expect(result).toMatchObject({ total: 0, ids: [] });
    expect(result).not.toHaveProperty('corrected');
  });

  it('gives no meaning to signs of a query language', async () => {
    for (const q of ['(', '*', 'a:b', '\\', '"', 'NEAR(', "' OR 1=1 --"]) {
      expect((await find(q)).total).toBeLessThanOrEqual(docs.length);
    }
  });

  it('marks the words that match, in any inflection', async () => {
    const texts = ['L’aide aux aînés : des voitures', 'Rien ici'].map((text) => ({ text, lang: 'fr' }));
    expect(await opened.index.highlight('aine voiture ', texts)).toEqual([
      [
        { text: 'L’aide aux ', isMatch: false },
        { text: 'aînés', isMatch: true },
        { text: ' : des ', isMatch: false },
        { text: 'voitures', isMatch: true },
      ],
      [{ text: 'Rien ici', isMatch: false }],
    ]);
  });

  it('marks letters with decomposed accents whole, and leaves the text as it was', async () => {
    const text = 'La crèche'.normalize('NFD');
    const [runs = []] = await opened.index.highlight('crèche', [{ text, lang: 'fr' }]);
    expect(runs.map((run) => run.text).join('')).toBe(text);
    expect(runs.filter(({ isMatch }) => isMatch).map((run) => run.text)).toEqual(['crèche'.normalize('NFD')]);
  });

  describeInflections(create);
}

function describeInflections(create: CreateIndex): void {
  describe('inflections', () => {
    let opened: IndexUnderTest;

    beforeAll(async () => {
      opened = await create();
      await opened.publish(
        ...inflections.flat().map((form) => docOf(form)),
        ...englishInflections.flat().map((form) => docOf(form, { title: { en: form } })),
      );
      await opened.index.start();
    });
    afterAll(() => opened.close());

    it.each([...inflections, ...englishInflections])('takes %s and %s for one word', async (one, other) => {
      for (const q of [one, other]) {
        const { ids } = await opened.index.search(asking({ q: `${q} ` }));
        expect(ids).toEqual(expect.arrayContaining([idOf(one), idOf(other)]));
      }
    });
  });
}
