import { around } from 'geokdbush';
import KDBush from 'kdbush';
import { metresBetween, type Position } from './distance.ts';

/** Finds what lies nearest to a position on the globe; built once from all items, then read only. */
export interface NearestIndex<T> {
  /** Up to `count` items within `limit` metres that are `wanted`, nearest first. */
  near(position: Position, wish: NearestWish<T>): readonly { readonly item: T; readonly metres: number }[];
}

/** What is looked for around a position. */
export interface NearestWish<T> {
  /** Metres. */
  readonly limit: number;
  readonly count: number;
  /** Every item where absent. */
  readonly wanted?: (item: T) => boolean;
}

/** Items in a leaf of the tree: a search compares all of a leaf that it comes to. */
const leaf = 16;

/** An index over items and where they are: a flat k-d tree, some 20 bytes an item beside the items themselves. */
export function createNearestIndex<T extends object>(
  items: readonly { readonly item: T; readonly position: Position }[],
): NearestIndex<T> {
  const tree = new KDBush(items.length, leaf);
  for (const { position } of items) tree.add(position.lon, position.lat);
  tree.finish();
  return {
    near(position, { limit, count, wanted }) {
      const isWanted =
        wanted === undefined
          ? undefined
          : (id: number): boolean => {
              const found = items[id];
              return found !== undefined && wanted(found.item);
            };
      const near: { item: T; metres: number }[] = [];
      for (const id of around(tree, position.lon, position.lat, count, limit / 1000, isWanted)) {
        const found = items[id];
        if (found !== undefined)
          near.push({ item: found.item, metres: metresBetween(position, found.position) });
      }
      return near;
    },
  };
}
