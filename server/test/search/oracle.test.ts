import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { facetNames, type BoundingBox, type SearchQuery } from '../../src/domain/search-query.ts';
import type { DocPlace, ThingDoc } from '../../src/domain/thing-doc.ts';
import type { SearchResult } from '../../src/search/search-index.ts';
import { openLiveIndex, type LiveIndex } from './live-index.ts';
import { byFilter, removePlainly } from './plain-removals.ts';
import { searchPlainly } from './plain-search.ts';
import { holdingWords, typed, type PlainWords } from './plain-words.ts';
import { asking, docOf, idOf, sourceOf } from './search-docs.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n'];
/** Far enough apart for a cell each at zoom 12; two lie on either side of the antimeridian. */
const coordinates = [
  [46.17, 1.87],
  [45.96, 2.17],
  [48.86, 2.35],
  [-18.14, 178.44],
  [-13.83, -171.77],
  [0, 0],
] as const;
const paths = [
  [],
  ['country-BE'],
  ['country-FR'],
  ['country-FR', 'region-75'],
  ['country-FR', 'region-75', 'departement-23'],
  ['country-FR', 'region-11', 'departement-75'],
];
const values = {
  kind: ['innovation', 'solution', 'organization'],
  theme: ['ALI', 'ALI-AGR', 'ALI-EPI', 'ART', 'of-nobody'],
  territory: ['country-FR', 'country-BE', 'region-75', 'departement-23', 'departement-75'],
  audience: ['YOU', 'RUR'],
  method: ['m1', 'm2'],
  stage: ['s1', 's2'],
  actor: ['a1', 'a2'],
  programme: names.slice(0, 3).map(idOf),
  sdg: ['1', '10'],
  source: ['exemple-a', 'exemple-b', 'exemple-c'],
  contentLang: ['fr', 'en', 'de'],
  licence: ['CC BY', 'ODbL'],
  evidence: ['COUNTED', 'TOLD'],
  seeks: ['place', 'volunteers', 'other'],
  quality: ['0-24', '25-49', '50-74', '75-100'],
  rights: ['open', 'shown'],
} as const;
const roles = ['implemented', 'serves', 'seat'] as const;
/** Far apart in letters, labels of no concept, and each its own stem: rules of language are tested elsewhere. */
const vocabulary = ['kumquat', 'bazooka', 'trampolin', 'volcan', 'sphinx'];

const some = <Value>(from: readonly Value[], most: number): fc.Arbitrary<Value[]> =>
  fc.array(fc.constantFrom(...from), { maxLength: most });
const maybe = <Name extends string, Value>(
  name: Name,
  arbitrary: fc.Arbitrary<Value>,
): fc.Arbitrary<Partial<Record<Name, Value>>> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: arbitrary.map((value) => ({ [name]: value }) as Record<Name, Value>) },
  );

const place: fc.Arbitrary<DocPlace> = fc
  .record({
    role: fc.constantFrom(...roles),
    territories: fc.constantFrom(...paths),
    at: fc.option(fc.constantFrom(...coordinates), { nil: undefined }),
  })
  .map(({ at, ...rest }) => ({
    ...rest,
    precision: 'point',
    ...(at === undefined ? {} : { lat: at[0], lon: at[1] }),
  }));

const text = fc
  .array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 6 })
  .map((words) => words.join(' '));
const texts = fc.record({
  title: fc.record({ fr: text }),
  summary: fc.record({ fr: text, en: text }),
  need: fc.record({ und: text }),
  keywords: fc.array(text, { maxLength: 2 }),
});

const words: fc.Arbitrary<PlainWords> = fc.record({
  words: fc.array(fc.constantFrom(...vocabulary, 'xylophage'), { maxLength: 4 }),
  phrases: fc.array(fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 3 }), {
    maxLength: 1,
  }),
  without: some(vocabulary, 1),
});

const docs: fc.Arbitrary<ThingDoc[]> = fc
  .uniqueArray(
    fc.record({
      name: fc.constantFrom(...names),
      kind: fc.constantFrom(...values.kind),
      concepts: fc.record({
        theme: some(values.theme, 3),
        audience: some(values.audience, 2),
        method: some(values.method, 1),
        stage: some(values.stage, 1),
        actor: some(values.actor, 2),
        sdg: some(values.sdg, 2),
        evidence: some(values.evidence, 1),
      }),
      places: fc.array(place, { maxLength: 4 }),
      languages: some(values.contentLang, 2),
      sources: fc.array(
        fc
          .tuple(fc.constantFrom(...values.source), fc.constantFrom(...values.licence))
          .map(([source, licence]) => sourceOf(source, { licence })),
        { minLength: 1, maxLength: 3 },
      ),
      links: fc.array(
        fc
          .tuple(fc.constantFrom(...names), fc.constantFrom('partner', 'programme'))
          .map(([name, role]) => ({ id: idOf(name), kind: 'programme' as const, role, title: {} })),
        { maxLength: 2 },
      ),
      date: maybe('startDate', fc.constantFrom('2018', '2019-05', '2020-02-29', '2021')),
      quality: fc
        .constantFrom(0, 24, 25, 49, 50, 74, 75, 99, 100)
        .map((score) => ({ score, dimensions: {}, missing: [] })),
      sought: maybe(
        'seeks',
        fc.constantFrom('Un local', 'Des bénévoles et un local', 'Du temps').map((fr) => ({ fr })),
      ),
      isOpen: fc.boolean(),
      texts,
    }),
    { maxLength: names.length, selector: ({ name }) => name },
  )
  .map((all) =>
    all.map(({ name, date, sought, texts: said, ...says }) =>
      docOf(name, { ...says, ...date, ...sought, ...said }),
    ),
  );

const longitude = fc.constantFrom(-175, -20, 0, 1.9, 2.3, 100, 170, 179.5);
const latitude = fc.constantFrom(-60, -15, 0, 45.97, 47, 60);
const box: fc.Arbitrary<BoundingBox> = fc
  .tuple(longitude, latitude, longitude, latitude)
  .map(([west, a, east, b]) => [west, Math.min(a, b), east, Math.max(a, b)]);

const query: fc.Arbitrary<SearchQuery> = fc
  .tuple(
    fc.tuple(...facetNames.map((name) => maybe(name, some<string>([...values[name], 'unknown'], 3)))),
    maybe('yearMin', fc.integer({ min: 2017, max: 2022 })),
    maybe('yearMax', fc.integer({ min: 2017, max: 2022 })),
    maybe('placeRole', fc.constantFrom(...roles)),
    maybe('bbox', box),
    maybe('near', fc.constantFrom<readonly [number, number]>([46, 2], [-16, -179], [48.86, 2.35])),
    maybe('radius', fc.constantFrom(1, 100, 900, 20_100)),
    maybe('linkedTo', fc.constantFrom(...names.map(idOf))),
  )
  .map(([facets, ...filters]) => asking(Object.assign({}, ...facets, ...filters) as Partial<SearchQuery>));

/** Facets by value as the plain search gives them: chosen values at zero are checked apart. */
function countsOf({ facets }: SearchResult): Record<string, Record<string, number>> {
  return Object.fromEntries(
    facetNames.map((name) => [
      name,
      Object.fromEntries(
        facets[name].filter(({ count }) => count > 0).map(({ value, count }) => [value, count]),
      ),
    ]),
  );
}

describe('the index beside a plain look at every doc', () => {
  let opened: LiveIndex;
  let last: readonly ThingDoc[] = [];

  beforeAll(async () => {
    opened = await openLiveIndex();
    await opened.index.start();
  });
  afterAll(() => opened.close());

  /** Puts some docs in the place of the last ones, so that every run follows changes too. */
  const hold = async (next: readonly ThingDoc[]): Promise<void> => {
    const gone = last.map(({ id }) => id).filter((id) => !next.some((doc) => doc.id === id));
    await opened.withdraw(...gone);
    await opened.index.caughtUp(await opened.publish(...next));
    last = next;
  };

  it('finds, counts and draws the same', { timeout: 120_000 }, async () => {
    const inputs = [docs, fc.array(fc.tuple(query, words), { minLength: 1, maxLength: 8 })] as const;
    const property = fc.asyncProperty(...inputs, async (some, queries) => {
      await hold(some);
      for (const [asked] of queries) {
        await compare(some, asked);
        await compareRemovals(asked, () => some);
      }
      for (const [asked, wanted] of queries) {
        const holding = holdingWords(some, wanted);
        const result = await compare(holding.docs, { ...asked, q: typed(wanted) });
        expect(result).toMatchObject({ isRelaxed: holding.isRelaxed });
        expect(result).not.toHaveProperty('corrected');
        const held = (q: string): readonly ThingDoc[] => (q === '' ? some : holding.docs);
        await compareRemovals({ ...asked, q: typed(wanted) }, held);
      }
    });
    await fc.assert(property, { numRuns: 120 });
  });

  const compare = async (held: readonly ThingDoc[], asked: SearchQuery): Promise<SearchResult> => {
    const expected = searchPlainly(held, asked);
    const result = await opened.index.search(asked);
    expect([...result.ids].sort()).toEqual(expected.ids);
    expect(result.total).toBe(expected.ids.length);
    expect(countsOf(result)).toEqual(expected.facets);
    expect(Object.fromEntries(result.years.map(({ year, count }) => [year, count]))).toEqual(expected.years);
    for (const name of facetNames) {
      const zeros = result.facets[name].filter(({ count }) => count === 0).map(({ value }) => value);
      const chosen = [...new Set<string>(asked[name])];
      expect(zeros.sort()).toEqual(chosen.filter((value) => !(value in expected.facets[name])).sort());
    }
    expect(result).toMatchObject({ places: expected.places, withoutPlace: expected.withoutPlace });
    await compareDrawing(held, asked);
    return result;
  };

  /** `holding` gives the docs that hold some words. */
  const compareRemovals = async (
    asked: SearchQuery,
    holding: (q: string) => readonly ThingDoc[],
  ): Promise<void> => {
    const expected = removePlainly(asked, (relaxed) => searchPlainly(holding(relaxed.q), relaxed).ids.length);
    expect(byFilter(await opened.index.removals(asked))).toEqual(expected);
  };

  const compareDrawing = async (held: readonly ThingDoc[], asked: SearchQuery): Promise<void> => {
    const { places, placed, points } = searchPlainly(held, asked);
    const { bbox: _, ...everywhere } = asked;
    const { withoutPlace } = searchPlainly(held, everywhere);
    const near = await opened.index.clusters(asked, 12);
    expect(Object.fromEntries(near.clusters.map(({ lat, lon, count }) => [`${lat} ${lon}`, count]))).toEqual(
      points,
    );
    for (const zoom of [0, 3, 7]) {
      const drawn = await opened.index.clusters(asked, zoom);
      expect(drawn).toMatchObject({ places, things: placed, withoutPlace });
      const sum = drawn.clusters.reduce((total, { count }) => total + count, 0);
      expect(sum).toBeGreaterThanOrEqual(placed);
      expect(sum).toBeLessThanOrEqual(places);
    }
  };
});
