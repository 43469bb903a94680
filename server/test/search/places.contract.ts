import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoundingBox, SearchQuery } from '../../src/domain/search-query.ts';
import type { Cluster, ClusterResult } from '../../src/search/search-index.ts';
import { asking, docOf, idOf, placeAt, type CreateIndex, type IndexUnderTest } from './search-docs.ts';

const gueret = placeAt(46.17, 1.87);
const aubusson = placeAt(45.96, 2.17);
const paris = placeAt(48.86, 2.35);
const suva = placeAt(-18.14, 178.44);
const apia = placeAt(-13.83, -171.77);

const docs = {
  creuse: docOf('creuse', { places: [gueret, { ...aubusson, role: 'serves' }, { ...paris, role: 'seat' }] }),
  paris: docOf('paris', { kind: 'organization', places: [{ ...paris, role: 'seat' }] }),
  pacifique: docOf('pacifique', { places: [suva, apia] }),
  partout: docOf('partout', { places: [{ role: 'serves', precision: 'unknown', territories: [] }] }),
  nulle: docOf('nulle'),
};

type Name = keyof typeof docs;
const names = Object.keys(docs) as Name[];

/** How places narrow results and how they are drawn. */
export function describePlaces(create: CreateIndex): void {
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

  it.each<[string, Partial<SearchQuery>, Name[]]>([
    ['in a box', { bbox: [1, 45, 2.2, 47] }, ['creuse']],
    ['on the edge of a box', { bbox: [1.87, 46.17, 1.87, 46.17] }, ['creuse']],
    ['in a box across the antimeridian', { bbox: [170, -20, -170, -10] }, ['pacifique']],
    ['in a box on one side of the antimeridian', { bbox: [-175, -20, 170, -10] }, ['pacifique']],
    ['in an empty box', { bbox: [100, 0, 110, 10] }, []],
    ['within a radius', { near: [46.17, 1.87], radius: 40 }, ['creuse']],
    ['within a radius that two reach', { near: [48.86, 2.35], radius: 1 }, ['creuse', 'paris']],
    ['within a radius across the antimeridian', { near: [-16, -179], radius: 1000 }, ['pacifique']],
    ['by their part', { placeRole: 'seat' }, ['creuse', 'paris']],
    ['by their part, whether or not they can be drawn', { placeRole: 'serves' }, ['creuse', 'partout']],
    ['by part and box', { placeRole: 'implemented', bbox: [2, 48, 3, 49] }, []],
    ['by part and radius', { placeRole: 'seat', near: [48.86, 2.35], radius: 1 }, ['creuse', 'paris']],
    ['by box and radius', { bbox: [2, 45, 3, 47], near: [46.17, 1.87], radius: 10 }, []],
  ])('finds places %s, one place passing all at once', async (_, says, expected) => {
    expect(await found(says)).toEqual(expected);
  });

  it('orders by distance from the nearest place, things without one last', async () => {
    const near = [46.17, 1.87] as const;
    const order = await inOrder({ near, radius: 30_000, sort: 'distance' });
    expect(order).toEqual(['creuse', 'paris', 'pacifique']);
    expect(await inOrder({ near, radius: 500, sort: 'distance', placeRole: 'seat' })).toHaveLength(2);
  });

  it('counts the places that pass, and the things that have none', async () => {
    expect(await opened.index.search(asking())).toMatchObject({ total: 5, places: 6, withoutPlace: 2 });
    expect(await opened.index.search(asking({ bbox: [1, 45, 2.2, 47] }))).toMatchObject({
      total: 1,
      places: 2,
      withoutPlace: 0,
    });
  });

  it('draws each place of a thing as a marker of its own', async () => {
    const { clusters, things, places, withoutPlace } = await opened.index.clusters(asking(), 12);
    expect({ things, places, withoutPlace }).toEqual({ things: 3, places: 6, withoutPlace: 2 });
    expect(clusters).toHaveLength(5);
    expect(clusters).toContainEqual({
      lat: 46.17,
      lon: 1.87,
      count: 1,
      bbox: [1.87, 46.17, 1.87, 46.17],
      thing: idOf('creuse'),
      kind: 'innovation',
    });
    const shared = clusters.find(({ lat }) => Math.abs(lat - 48.86) < 1e-9);
    expect(shared).toMatchObject({ count: 2 });
    expect(shared).not.toHaveProperty('thing');
  });

  it('counts a thing once in a cluster of several of its places', async () => {
    const bbox: BoundingBox = [1, 45, 2.2, 47];
    const { clusters } = await opened.index.clusters(asking({ bbox }), 3);
    expect(clusters).toHaveLength(1);
    expect(clusters[0]).toMatchObject({ count: 1, bbox: [1.87, 45.96, 2.17, 46.17] });
    expect(clusters[0]).not.toHaveProperty('thing');
  });

  it('draws what lies in the box, and counts things without a place wherever it is', async () => {
    const result = await opened.index.clusters(asking({ bbox: [170, -20, -170, -10] }), 6);
    expect(result).toMatchObject({ things: 1, places: 2, withoutPlace: 2 });
    expect(result.clusters.map(({ thing }) => thing)).toEqual([idOf('pacifique'), idOf('pacifique')]);
  });

  it('draws the matches of the other filters only', async () => {
    const result = await opened.index.clusters(asking({ kind: ['organization'] }), 12);
    expect(result).toMatchObject({ things: 1, places: 1, withoutPlace: 0 });
    expect(result.clusters[0]).toMatchObject({ thing: idOf('paris'), kind: 'organization' });
  });

  it('orders and draws nothing without failing', async () => {
    const bbox: BoundingBox = [100, 0, 110, 10];
    expect(await opened.index.clusters(asking({ bbox }), 19)).toEqual({
      clusters: [],
      things: 0,
      places: 0,
      withoutPlace: 2,
    });
    expect(await inOrder({ bbox, sort: 'distance' })).toEqual([]);
  });

  describeManyPlaces(create);
}

const isWithin = ({ bbox: [west, south, east, north] }: Cluster, lat: number, lon: number): boolean =>
  west <= lon && lon <= east && south <= lat && lat <= north;

function describeManyPlaces(create: CreateIndex): void {
  describe('when there are many', () => {
    const grid = Array.from({ length: 1200 }, (_, index) => ({
      lat: 42 + Math.floor(index / 40) * 0.3,
      lon: -4 + (index % 40) * 0.3,
    }));
    let opened: IndexUnderTest;

    beforeAll(async () => {
      opened = await create();
      await opened.publish(
        ...grid.map(({ lat, lon }, index) => docOf(`thing ${index}`, { places: [placeAt(lat, lon)] })),
      );
      await opened.index.start();
    });
    afterAll(() => opened.close());

    const drawn = (zoom: number, bbox?: BoundingBox): Promise<ClusterResult> =>
      opened.index.clusters(asking(bbox === undefined ? {} : { bbox }), zoom);

    it.each([0, 5, 8, 12, 19])(
      'draws at most 150 markers at zoom %i, which hold everything',
      async (zoom) => {
        const { clusters, things, places } = await drawn(zoom);
        expect(clusters.length).toBeLessThanOrEqual(150);
        expect({ things, places }).toEqual({ things: grid.length, places: grid.length });
        expect(clusters.reduce((sum, { count }) => sum + count, 0)).toBe(grid.length);
        expect(grid.filter(({ lat, lon }) => !clusters.some((each) => isWithin(each, lat, lon)))).toEqual([]);
        for (const each of clusters) expect(isWithin(each, each.lat, each.lon)).toBe(true);
      },
    );

    it('parts clusters as one comes nearer', async () => {
      const bbox: BoundingBox = [-0.05, 44.05, 0.95, 44.95];
      const sizes = await Promise.all(
        [2, 7, 10].map(async (zoom) => (await drawn(zoom, bbox)).clusters.length),
      );
      expect(sizes.toSorted((a, b) => a - b)).toEqual(sizes);
      expect(sizes.at(-1)).toBe((await drawn(10, bbox)).things);
    });

    it('draws the same clusters in views that overlap', async () => {
      const whole = await drawn(7, [-1, 43, 5, 47]);
      const part = await drawn(7, [-1, 43, 4, 47]);
      const inner = part.clusters.filter(({ bbox }) => bbox[2] < 2);
      expect(inner.length).toBeGreaterThan(0);
      for (const each of inner) expect(whole.clusters).toContainEqual(each);
    });
  });
}
