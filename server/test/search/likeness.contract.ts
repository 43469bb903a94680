import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ThingDoc } from '../../src/domain/thing-doc.ts';
import { docOf, idOf, placeAt, sourceOf, type CreateIndex, type IndexUnderTest } from './search-docs.ts';

const creuse = placeAt(46.17, 1.87, { territories: ['country-FR', 'region-75', 'departement-23'] });
const lorraine = placeAt(48.7, 6.2, { territories: ['country-FR', 'region-44'] });

const docs = {
  own: docOf('own', {
    title: { fr: 'Garage solidaire' },
    summary: { fr: 'On y répare des voitures avec des outils partagés.' },
    concepts: { theme: ['MOB-SOL'], audience: ['RUR'] },
    places: [creuse],
    links: [{ id: idOf('carrier'), kind: 'organization', role: 'carrier', title: { fr: 'Les Garagistes' } }],
  }),
  text: docOf('text', { title: { fr: 'Réparer sa voiture' }, summary: { fr: 'Des outils au garage.' } }),
  theme: docOf('theme', { title: { fr: 'Taxi du bourg' }, concepts: { theme: ['MOB-SOL'] } }),
  place: docOf('place', { title: { fr: 'Fournil' }, places: [creuse] }),
  everything: docOf('everything', {
    title: { fr: 'Atelier garage' },
    summary: { fr: 'Outils partagés et voitures.' },
    concepts: { theme: ['MOB-SOL'] },
    places: [creuse],
  }),
  carrier: docOf('carrier', { kind: 'organization', title: { fr: 'Garage et voitures, outils' } }),
  naming: docOf('naming', {
    title: { fr: 'Garage outils voitures' },
    links: [{ id: idOf('own'), kind: 'innovation', role: 'partner', title: { fr: 'Garage solidaire' } }],
  }),
  nothing: docOf('nothing', { title: { fr: 'Chorale' }, places: [lorraine] }),
} satisfies Record<string, ThingDoc>;

/** What is like a thing, and why. */
export function describeLikeness(create: CreateIndex): void {
  let opened: IndexUnderTest;

  beforeAll(async () => {
    opened = await create();
    await opened.publish(...Object.values(docs));
    await opened.index.start();
  });
  afterAll(() => opened.close());

  const like = async (doc: ThingDoc, limit = 10): Promise<string[]> =>
    (await opened.index.similar(doc, limit)).map(({ id }) => id);

  it('is first what shares words, theme and territory, then what shares one of them', async () => {
    const found = await like(docs.own);
    expect(found[0]).toBe(docs.everything.id);
    expect(found.toSorted()).toEqual(
      [docs.everything, docs.text, docs.theme, docs.place].map(({ id }) => id).toSorted(),
    );
  });

  it('is told with what is shared', async () => {
    const [first] = await opened.index.similar(docs.own, 1);
    expect(first).toMatchObject({ theme: 'MOB-SOL', territory: 'departement-23', audiences: [] });
    expect(first?.words).toEqual(['partagés', 'outils', 'voitures']);
    const place = (await opened.index.similar(docs.own, 10)).find(({ id }) => id === docs.place.id);
    expect(place).toEqual({ id: docs.place.id, words: [], territory: 'departement-23', audiences: [] });
  });

  it('is neither the thing itself, nor what it names, nor what names it', async () => {
    const found = await like(docs.own);
    for (const { id } of [docs.own, docs.carrier, docs.naming]) expect(found).not.toContain(id);
  });

  it('is nothing where nothing is shared, or a country alone', async () => {
    expect(await like(docs.nothing)).toEqual([]);
  });

  it('is fuller first beside a thin thing', async () => {
    const thin = docOf('thin', { title: { fr: 'Zythologie' } });
    const poor = docOf('poor', { title: { fr: 'Zythologie' } });
    const rich = docOf('rich', {
      title: { fr: 'La zythologie pour toutes et tous' },
      summary: { fr: 'Bière.' },
      need: { fr: 'Soif.' },
      answer: { fr: 'Brassage.' },
      results: { fr: 'Mousse.' },
      url: 'https://zytho.example',
      concepts: { theme: ['ALI'], audience: ['ALL'] },
      places: [lorraine],
    });
    await opened.index.caughtUp(await opened.publish(thin, poor, rich));
    expect(await like(thin)).toEqual([rich.id, poor.id]);
  });

  it('is not filled by one source while others wait', async () => {
    const kelp = (name: string, source: string): ThingDoc =>
      docOf(name, { title: { fr: 'Kelp' }, sources: [sourceOf(source)] });
    const many = Array.from({ length: 6 }, (_, index) => kelp(`kelp ${String(index)}`, 'exemple-a'));
    const other = docOf('kelp other', {
      title: { fr: 'Kelp et varech' },
      sources: [sourceOf('exemple-b')],
    });
    await opened.index.caughtUp(await opened.publish(...many, other));
    const [first] = many;
    expect(first && (await like(first, 4))).toContain(other.id);
  });
}
