import type { SearchQuery } from '../domain/search-query.ts';
import { toPixels } from './geo.ts';
import type { Cluster, ClusterResult } from './search-index.ts';
import { match } from './searching.ts';
import { pointsWithin, type Entry, type Point, type ThingIndex } from './thing-index.ts';

/** Side of a cell in screen pixels at the zoom asked for. */
const cellPixels = 80;
const maxClusters = 150;
const maxZoom = 19;

interface Pair {
  readonly entry: Entry;
  readonly point: Point;
  readonly x: number;
  readonly y: number;
}

/**
 * Groups the (thing, place) pairs that a query matches on a grid that is fixed to the world, so that neighbouring views
 * show the same clusters. The grid coarsens until there are few enough.
 */
export function clusters(index: ThingIndex, query: SearchQuery, zoom: number): ClusterResult {
  const { matching } = match(index, query);
  const { matching: everywhere } = query.bbox === undefined ? { matching } : match(index, withoutBox(query));
  const level = Math.max(0, Math.min(Math.round(zoom), maxZoom));
  const pairs: Pair[] = [];
  const things = new Set<Entry>();
  for (const slot of matching) {
    const entry = index.entries[slot];
    if (entry === undefined) continue;
    for (const point of pointsWithin(entry, query)) {
      const [x, y] = toPixels(point.lat, point.lon, level);
      pairs.push({ entry, point, x, y });
      things.add(entry);
    }
  }
  let withoutPlace = 0;
  for (const slot of everywhere) if (index.entries[slot]?.points.length === 0) withoutPlace += 1;
  return { clusters: grouped(pairs), things: things.size, places: pairs.length, withoutPlace };
}

function withoutBox({ bbox: _, ...query }: SearchQuery): SearchQuery {
  return query;
}

function grouped(pairs: readonly Pair[]): Cluster[] {
  for (let size = cellPixels; ; size *= 2) {
    const cells = Map.groupBy(
      pairs,
      ({ x, y }) => `${String(Math.floor(x / size))} ${String(Math.floor(y / size))}`,
    );
    if (cells.size <= maxClusters)
      return [...cells.values()]
        .map(clusterOf)
        .sort((a, b) => b.count - a.count || a.lat - b.lat || a.lon - b.lon);
  }
}

function clusterOf(pairs: readonly Pair[]): Cluster {
  const lat = rangeOf(pairs.map(({ point }) => point.lat));
  const lon = rangeOf(pairs.map(({ point }) => point.lon));
  const [only] = pairs;
  return {
    lat: lat.middle,
    lon: lon.middle,
    count: new Set(pairs.map(({ entry }) => entry)).size,
    bbox: [lon.min, lat.min, lon.max, lat.max],
    ...(pairs.length === 1 && only !== undefined ? { thing: only.entry.id, kind: only.entry.kind } : {}),
  };
}

/** About a decimetre: the mean of many numbers is no more exact, and depends on their order beyond that. */
const precision = 1e6;

/** The ends of some degrees and their mean, which never lies outside of them. */
function rangeOf(values: readonly number[]): { min: number; max: number; middle: number } {
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
  }
  const mean = Math.round((sum / values.length) * precision) / precision;
  return { min, max, middle: Math.max(min, Math.min(max, mean)) };
}
