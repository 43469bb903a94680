import { kinds } from '../../domain/kinds.ts';
import type { SearchQuery } from '../../domain/search-query.ts';
import type { Cluster, ClusterResult } from '../search-index.ts';
import { matchWords } from './match-words.ts';
import { pointTest } from './place-filter.ts';
import { select, type Selected } from './selection.ts';
import type { Synonyms } from './synonyms.ts';
import type { View } from './view.ts';

const tilePixels = 256;
/** Side of a cell in screen pixels at the zoom asked for. */
const cellPixels = 80;
const maxClusters = 150;
const maxZoom = 19;

/** (thing, place) pairs that are to be drawn. */
interface Pairs {
  /** Which thing, over all parts: pairs of one thing stand side by side. */
  readonly things: Float64Array;
  readonly parts: Uint16Array;
  readonly docs: Uint32Array;
  readonly points: Uint32Array;
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly count: number;
}

/**
 * Groups the (thing, place) pairs that a query matches on a grid that is fixed to the world, so that neighbouring views
 * show the same clusters. The grid coarsens until there are few enough.
 */
export function clusters(
  view: View,
  { query, zoom, synonyms }: { query: SearchQuery; zoom: number; synonyms: Synonyms },
): ClusterResult {
  const words = matchWords(query.q, view, synonyms);
  const selected = select(view, query, words);
  const everywhere = query.bbox === undefined ? selected : select(view, withoutBox(query), words);
  const pairs = pairsOf(selected, query);
  const level = Math.max(0, Math.min(Math.round(zoom), maxZoom));
  let things = 0;
  for (let at = 0; at < pairs.count; at += 1)
    if (at === 0 || pairs.things[at] !== pairs.things[at - 1]) things += 1;
  return {
    clusters: grouped(pairs, { selected, level }),
    things,
    places: pairs.count,
    withoutPlace: everywhere.reduce((sum, each) => sum + placeless(each), 0),
  };
}

function withoutBox({ bbox: _, ...query }: SearchQuery): SearchQuery {
  return query;
}

function placeless({ part, docs }: Selected): number {
  const { pointStarts } = part.segment.columns;
  let count = 0;
  for (const doc of docs) if (pointStarts[doc] === pointStarts[doc + 1]) count += 1;
  return count;
}

function pairsOf(selected: readonly Selected[], query: SearchQuery): Pairs {
  const most = selected.reduce((sum, { part }) => sum + part.segment.columns.pointXs.length, 0);
  const pairs = {
    things: new Float64Array(most),
    parts: new Uint16Array(most),
    docs: new Uint32Array(most),
    points: new Uint32Array(most),
    xs: new Float64Array(most),
    ys: new Float64Array(most),
  };
  let count = 0;
  let first = 0;
  for (const [index, { part, docs }] of selected.entries()) {
    const { pointStarts, pointXs, pointYs } = part.segment.columns;
    const passes = pointTest(part, query);
    for (const doc of docs) {
      for (let point = pointStarts[doc] ?? 0; point < (pointStarts[doc + 1] ?? 0); point += 1) {
        if (passes !== undefined && !passes(point)) continue;
        pairs.things[count] = first + doc;
        pairs.parts[count] = index;
        pairs.docs[count] = doc;
        pairs.points[count] = point;
        pairs.xs[count] = pointXs[point] ?? 0;
        pairs.ys[count] = pointYs[point] ?? 0;
        count += 1;
      }
    }
    first += part.segment.docs;
  }
  return { ...pairs, count };
}

function grouped(
  pairs: Pairs,
  { selected, level }: { selected: readonly Selected[]; level: number },
): Cluster[] {
  for (let cells = (tilePixels * 2 ** level) / cellPixels; ; cells /= 2) {
    const found = cellsOf(pairs, cells);
    if (found === undefined) continue;
    return [...found.values()]
      .map((members) => clusterOf(members, pairs, selected))
      .sort((a, b) => b.count - a.count || a.lat - b.lat || a.lon - b.lon);
  }
}

/** Cells are named by one number: more of them a row than any zoom has. */
const cellsPerRow = 2 ** 24;

/** Numbers of the pairs in each cell when the world is `cells` wide; undefined when there are too many cells. */
function cellsOf({ xs, ys, count }: Pairs, cells: number): Map<number, number[]> | undefined {
  const found = new Map<number, number[]>();
  for (let at = 0; at < count; at += 1) {
    const cell = Math.floor((ys[at] ?? 0) * cells) * cellsPerRow + Math.floor((xs[at] ?? 0) * cells);
    const members = found.get(cell);
    if (members !== undefined) members.push(at);
    else {
      if (found.size === maxClusters) return undefined;
      found.set(cell, [at]);
    }
  }
  return found;
}

function clusterOf(members: readonly number[], pairs: Pairs, selected: readonly Selected[]): Cluster {
  const lat = { min: Infinity, max: -Infinity, sum: 0 };
  const lon = { min: Infinity, max: -Infinity, sum: 0 };
  let count = 0;
  let last = -1;
  for (const at of members) {
    const columns = selected[pairs.parts[at] ?? 0]?.part.segment.columns;
    const point = pairs.points[at] ?? 0;
    widen(lat, columns?.pointLats[point] ?? 0);
    widen(lon, columns?.pointLons[point] ?? 0);
    const thing = pairs.things[at] ?? 0;
    if (thing !== last) count += 1;
    last = thing;
  }
  return {
    lat: middle(lat, members.length),
    lon: middle(lon, members.length),
    count,
    bbox: [lon.min, lat.min, lon.max, lat.max],
    ...(members.length === 1 ? onlyThing(members[0] ?? 0, pairs, selected) : {}),
  };
}

function onlyThing(at: number, pairs: Pairs, selected: readonly Selected[]): Pick<Cluster, 'thing' | 'kind'> {
  const segment = selected[pairs.parts[at] ?? 0]?.part.segment;
  if (segment === undefined) return {};
  const doc = pairs.docs[at] ?? 0;
  return { thing: segment.id(doc), kind: kinds[segment.columns.kinds[doc] ?? 0] ?? 'innovation' };
}

interface Range {
  min: number;
  max: number;
  sum: number;
}

function widen(range: Range, value: number): void {
  range.min = Math.min(range.min, value);
  range.max = Math.max(range.max, value);
  range.sum += value;
}

/** About a decimetre: the mean of many numbers is no more exact, and depends on their order beyond that. */
const precision = 1e6;

/** The mean, which never lies outside of the ends. */
function middle({ min, max, sum }: Range, count: number): number {
  const mean = Math.round((sum / count) * precision) / precision;
  return Math.max(min, Math.min(max, mean));
}
