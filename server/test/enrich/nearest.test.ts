import { describe, expect, it } from 'vitest';
import { metresBetween, type Position } from '../../src/enrich/distance.ts';
import { createNearestIndex } from '../../src/enrich/nearest.ts';

/** Positions over the whole globe by a fixed sequence. */
function positions(count: number): Position[] {
  let seed = 7;
  const next = (): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  return Array.from({ length: count }, () => ({ lat: -90 + 180 * next(), lon: -180 + 360 * next() }));
}

describe('the nearest index', () => {
  const items = positions(2000).map((position, at) => ({ item: { at }, position }));
  const index = createNearestIndex(items);

  it('finds what comparing every item finds, also beside the poles and the antimeridian', () => {
    const asked = [
      ...positions(100),
      { lat: 89.9, lon: 10 },
      { lat: -12, lon: 179.99 },
      { lat: 4, lon: -180 },
    ];
    for (const position of asked) {
      const expected = items
        .map(({ item, position: at }) => ({ item, metres: metresBetween(position, at) }))
        .filter(({ metres }) => metres <= 900_000)
        .sort((a, b) => a.metres - b.metres)
        .slice(0, 6);
      expect(index.near(position, { limit: 900_000, count: 6 })).toEqual(expected);
    }
  });

  it('passes over what is not wanted', () => {
    const isEven = ({ at }: { at: number }): boolean => at % 2 === 0;
    const found = index.near({ lat: 46, lon: 2 }, { limit: 5_000_000, count: 20, wanted: isEven });
    expect(found).toHaveLength(20);
    expect(found.every(({ item }) => isEven(item))).toBe(true);
  });

  it('finds nothing in an empty index', () => {
    expect(createNearestIndex([]).near({ lat: 0, lon: 0 }, { limit: 1e6, count: 3 })).toEqual([]);
  });
});
