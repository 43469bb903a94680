import { kinds } from '../../domain/kinds.ts';
import type { SearchQuery } from '../../domain/search-query.ts';
import type { Cluster, ClusterResult } from '../search-index.ts';
import { ClusterGrid, type Cell, type Range } from './cluster-grid.ts';
import { drawnPoints, type DrawnPoints } from './drawn-points.ts';
import { matchWords } from './match-words.ts';
import { withScratch } from './scratch.ts';
import { matching } from './selection.ts';
import type { Synonyms } from './synonyms.ts';
import type { View } from './view.ts';

const tilePixels = 256;
/** Side of a cell in screen pixels at the zoom asked for. */
const cellPixels = 80;
const maxClusters = 150;
const maxZoom = 19;

/**
 * Groups the (thing, place) pairs that a query matches on a grid that is fixed to the world, so that neighbouring views
 * show the same clusters. The grid coarsens until there are few enough.
 */
export function clusters(view: View, asked: Asked): ClusterResult {
  return withScratch(() => draw(view, asked));
}

interface Asked {
  readonly query: SearchQuery;
  readonly zoom: number;
  readonly synonyms: Synonyms;
}

function draw(view: View, { query, zoom, synonyms }: Asked): ClusterResult {
  const words = matchWords(query.q, view, synonyms);
  const drawn = matching(view, withoutBox(query), words).map((each) => drawnPoints(each, query));
  const level = Math.max(0, Math.min(Math.round(zoom), maxZoom));
  return {
    clusters: grouped(drawn, level),
    things: drawn.reduce((sum, { things }) => sum + things, 0),
    places: drawn.reduce((sum, { points }) => sum + points.length, 0),
    withoutPlace: drawn.reduce((sum, { placeless }) => sum + placeless, 0),
  };
}

function withoutBox({ bbox: _, ...query }: SearchQuery): SearchQuery {
  return query;
}

function grouped(drawn: readonly DrawnPoints[], level: number): Cluster[] {
  for (let size = (tilePixels * 2 ** level) / cellPixels; ; size /= 2) {
    const grid = new ClusterGrid({ size, limit: maxClusters });
    if (!drawn.every((points, part) => grid.add(part, points))) continue;
    return grid.cells
      .map((cell) => clusterOf(cell, drawn))
      .sort((a, b) => b.count - a.count || a.lat - b.lat || a.lon - b.lon);
  }
}

function clusterOf(cell: Cell, drawn: readonly DrawnPoints[]): Cluster {
  const { lat, lon, pairs } = cell;
  return {
    lat: middle(lat, pairs),
    lon: middle(lon, pairs),
    count: cell.things,
    bbox: [lon.min, lat.min, lon.max, lat.max],
    ...(pairs === 1 ? onlyThing(cell, drawn) : {}),
  };
}

function onlyThing({ part, doc }: Cell, drawn: readonly DrawnPoints[]): Pick<Cluster, 'thing' | 'kind'> {
  const segment = drawn[part]?.segment;
  if (segment === undefined) return {};
  return { thing: segment.id(doc), kind: kinds[segment.columns.kinds[doc] ?? 0] ?? 'innovation' };
}

/** About a decimetre: the mean of many numbers is no more exact, and depends on their order beyond that. */
const precision = 1e6;

/** The mean, which never lies outside of the ends. */
function middle({ min, max, sum }: Range, count: number): number {
  const mean = Math.round((sum / count) * precision) / precision;
  return Math.max(min, Math.min(max, mean));
}
