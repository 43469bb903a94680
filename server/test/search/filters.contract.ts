import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FacetName, SearchQuery } from '../../src/domain/search-query.ts';
import {
  asking,
  docOf,
  idOf,
  placeAt,
  sourceOf,
  type CreateIndex,
  type IndexUnderTest,
} from './search-docs.ts';

const creuse = ['country-FR', 'region-75', 'departement-23'];
const gironde = ['country-FR', 'region-75', 'departement-33'];

const docs = {
  ferme: docOf('ferme', {
    seeks: { fr: 'Deux bénévoles le samedi' },
    concepts: {
      theme: ['ALI-AGR'],
      audience: ['RUR'],
      method: ['m1'],
      stage: ['s1'],
      actor: ['a1'],
      sdg: ['10'],
      evidence: ['COUNTED'],
    },
    quality: { score: 75, dimensions: {}, missing: [] },
    places: [
      placeAt(46.1, 1.8, { territories: creuse }),
      placeAt(46.2, 1.9, { territories: creuse }),
      placeAt(44.8, -0.5, { territories: gironde, role: 'seat' }),
    ],
    startDate: '2019-05',
    summary: { fr: 'Une ferme' },
    need: { fr: 'Manger' },
    sources: [sourceOf('exemple-a', { modifiedAt: '2026-01-05T00:00:00Z' })],
  }),
  épicerie: docOf('épicerie', {
    concepts: { theme: ['ALI-EPI', 'ALI-AGR'], audience: ['RUR', 'YOU'] },
    places: [placeAt(44.8, -0.6, { territories: gironde })],
    startDate: '2021',
    sources: [
      sourceOf('exemple-a', { harvestedAt: '2026-01-09T00:00:00Z' }),
      sourceOf('exemple-b', { licence: 'ODbL' }),
    ],
  }),
  théâtre: docOf('théâtre', {
    kind: 'event',
    title: { en: 'Theatre' },
    concepts: { theme: ['ART'] },
    languages: ['en'],
    startDate: '2021-06-30',
    sources: [sourceOf('exemple-b', { licence: 'ODbL', harvestedAt: '2026-01-02T00:00:00Z' })],
  }),
  réseau: docOf('réseau', {
    kind: 'organization',
    isOpen: false,
    links: [
      { id: idOf('ferme'), kind: 'innovation', role: 'carrier', title: { fr: 'ferme' } },
      { id: idOf('appel'), kind: 'programme', role: 'programme', title: { fr: 'appel' } },
    ],
    proposals: [{ id: idOf('théâtre'), title: {}, confidence: 0.75, method: 'names/1', words: ['théâtre'] }],
    sources: [sourceOf('exemple-b', { harvestedAt: '2026-01-03T00:00:00Z' })],
  }),
};

type Name = keyof typeof docs;
const names = Object.keys(docs) as Name[];

/** How filters narrow, what facets count, and how results are ordered and cut into pages. */
export function describeFilters(create: CreateIndex): void {
  let opened: IndexUnderTest;

  beforeAll(async () => {
    opened = await create();
    await opened.publish(...Object.values(docs));
    await opened.index.start();
  });
  afterAll(() => opened.close());

  const inOrder = async (says: Partial<SearchQuery>): Promise<(Name | undefined)[]> => {
    const { ids } = await opened.index.search(asking(says));
    return ids.map((id) => names.find((name) => docs[name].id === id));
  };
  const found = async (says: Partial<SearchQuery>): Promise<(Name | undefined)[]> =>
    (await inOrder(says)).toSorted();
  const counts = async (
    facet: FacetName,
    says: Partial<SearchQuery> = {},
  ): Promise<Record<string, number>> => {
    const { facets } = await opened.index.search(asking(says));
    return Object.fromEntries(facets[facet].map(({ value, count }) => [value, count]));
  };

  it.each<[FacetName, string, Name[]]>([
    ['kind', 'event', ['théâtre']],
    ['theme', 'ALI-EPI', ['épicerie']],
    ['territory', 'departement-23', ['ferme']],
    ['audience', 'YOU', ['épicerie']],
    ['method', 'm1', ['ferme']],
    ['stage', 's1', ['ferme']],
    ['actor', 'a1', ['ferme']],
    ['source', 'exemple-a', ['ferme', 'épicerie']],
    ['contentLang', 'en', ['théâtre']],
    ['licence', 'ODbL', ['théâtre', 'épicerie']],
    ['programme', idOf('appel'), ['réseau']],
    ['sdg', '10', ['ferme']],
    ['evidence', 'COUNTED', ['ferme']],
    ['seeks', 'volunteers', ['ferme']],
    ['quality', '75-100', ['ferme']],
    ['rights', 'shown', ['réseau']],
  ])('narrows by %s', async (facet, value, expected) => {
    expect(await found({ [facet]: [value] })).toEqual(expected);
  });

  it('takes the values of one facet as alternatives, and facets together', async () => {
    expect(await found({ theme: ['ART', 'ALI-EPI'] })).toEqual(['théâtre', 'épicerie']);
    expect(await found({ theme: ['ART', 'ALI-EPI'], contentLang: ['fr'] })).toEqual(['épicerie']);
    expect(await found({ theme: ['ART'], contentLang: ['fr'] })).toEqual([]);
  });

  it('lets a code match what is under it, and not what is above', async () => {
    expect(await found({ theme: ['ALI'] })).toEqual(['ferme', 'épicerie']);
    expect(await found({ territory: ['region-75'] })).toEqual(['ferme', 'épicerie']);
    expect(await found({ theme: ['ALI-EPI'] })).toEqual(['épicerie']);
  });

  it('counts a facet among what the other filters leave, whatever is chosen in it', async () => {
    const chosen = { theme: ['ART'], contentLang: ['en'] };
    expect(await counts('theme', chosen)).toEqual({ ART: 1 });
    expect(await counts('contentLang', chosen)).toEqual({ en: 1 });
    expect(await counts('contentLang', { theme: ['ALI'], contentLang: ['fr'] })).toEqual({ fr: 2 });
    expect(await counts('theme', { theme: ['ART'] })).toEqual({ ALI: 2, 'ALI-AGR': 2, 'ALI-EPI': 1, ART: 1 });
  });

  it('counts a facet among what words, years and places leave', async () => {
    expect(await counts('kind', { q: 'theatre ' })).toEqual({ event: 1 });
    expect(await counts('kind', { yearMin: 2020 })).toEqual({ innovation: 1, event: 1 });
    expect(await counts('audience', { bbox: [1, 46, 2, 47] })).toEqual({ RUR: 1 });
  });

  it('counts a thing with several places once in each territory and each one above it', async () => {
    const { facets } = await opened.index.search(asking());
    expect(facets.territory).toEqual(
      [
        { value: 'country-FR', count: 2 },
        { value: 'region-75', count: 2, parent: 'country-FR' },
        { value: 'departement-33', count: 2, parent: 'region-75' },
        { value: 'departement-23', count: 1, parent: 'region-75' },
      ].sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1)),
    );
  });

  it('says the theme above a theme', async () => {
    const { facets } = await opened.index.search(asking());
    expect(facets.theme).toContainEqual({ value: 'ALI-EPI', count: 1, parent: 'ALI' });
    expect(facets.theme).toContainEqual({ value: 'ALI', count: 2 });
  });

  it('keeps chosen values at zero, known or not, and shows no other zero', async () => {
    expect(await counts('theme', { theme: ['ART'], territory: ['country-FR'] })).toEqual({
      ALI: 2,
      'ALI-AGR': 2,
      'ALI-EPI': 1,
      ART: 0,
    });
    const { total, facets } = await opened.index.search(asking({ theme: ['nowhere'] }));
    expect(total).toBe(0);
    expect(facets.theme).toContainEqual({ value: 'nowhere', count: 0 });
    expect(facets.theme).toContainEqual({ value: 'ART', count: 1 });
    expect(facets.kind).toEqual([]);
  });

  it('adds nothing to a choice by an unknown value beside a known one', async () => {
    expect(await found({ theme: ['nowhere', 'ART'] })).toEqual(['théâtre']);
  });

  it.each<[string, Partial<SearchQuery>, Name[]]>([
    ['both ends included', { yearMin: 2019, yearMax: 2021 }, ['ferme', 'théâtre', 'épicerie']],
    ['without an end', { yearMin: 2020 }, ['théâtre', 'épicerie']],
    ['without a beginning', { yearMax: 2019 }, ['ferme']],
    ['that hold no year', { yearMin: 2022, yearMax: 2020 }, []],
  ])('narrows by years %s, leaving out things without a date', async (_, years, expected) => {
    expect(await found(years)).toEqual(expected);
  });

  it('counts years among what the other filters leave, earliest first, whatever years are asked for', async () => {
    const years = async (says: Partial<SearchQuery>) => (await opened.index.search(asking(says))).years;
    const all = [
      { year: 2019, count: 1 },
      { year: 2021, count: 2 },
    ];
    expect(await years({})).toEqual(all);
    expect(await years({ yearMin: 2020 })).toEqual(all);
    expect(await years({ yearMin: 1900, yearMax: 1901 })).toEqual(all);
    expect(await years({ kind: ['event'], yearMax: 2019 })).toEqual([{ year: 2021, count: 1 }]);
    expect(await years({ kind: ['organization'] })).toEqual([]);
  });

  it('finds what names a thing', async () => {
    expect(await found({ linkedTo: idOf('ferme') })).toEqual(['réseau']);
    expect(await found({ linkedTo: idOf('nobody') })).toEqual([]);
    expect(await found({ linkedTo: idOf('théâtre') })).toEqual([]);
    expect(await found({ proposedFor: idOf('théâtre') })).toEqual(['réseau']);
    expect(await found({ proposedFor: idOf('ferme') })).toEqual([]);
  });

  it('orders by the newest of harvest and change', async () => {
    expect(await inOrder({ sort: 'recent' })).toEqual(['épicerie', 'ferme', 'réseau', 'théâtre']);
  });

  it('orders by how much a thing says', async () => {
    expect((await inOrder({ sort: 'quality' }))[0]).toBe('ferme');
    expect((await inOrder({ sort: 'quality' })).at(-1)).toBe('réseau');
  });

  it('puts things of small sources first where the less seen are asked for', async () => {
    const rare = docOf('rare', { sources: [sourceOf('exemple-c', { harvestedAt: '2020-01-01T00:00:00Z' })] });
    await opened.index.caughtUp(await opened.publish(rare));
    expect((await opened.index.search(asking({ sort: 'less-seen' }))).ids[0]).toBe(rare.id);
    await opened.index.caughtUp(await opened.withdraw(rare.id));
  });

  it('cuts one order into pages, and gives none beyond the end', async () => {
    const whole = (await opened.index.search(asking({ sort: 'recent' }))).ids;
    const page = async (number: number): Promise<readonly string[]> => {
      const result = await opened.index.search(asking({ sort: 'recent', page: number, per: 3 }));
      expect(result.total).toBe(4);
      return result.ids;
    };
    expect(await page(1)).toEqual(whole.slice(0, 3));
    expect(await page(2)).toEqual(whole.slice(3));
    expect(await page(3)).toEqual([]);
    expect(await page(1_000_000)).toEqual([]);
  });
}
