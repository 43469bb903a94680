import type { SearchQuery } from '../../domain/search-query.ts';
import type { Segment } from '../segments/segment.ts';
import { pointTest } from './place-filter.ts';
import { scratchIntegers } from './scratch.ts';
import type { Matching } from './selection.ts';

/** (thing, place) pairs of one segment that are to be drawn; those of a doc stand side by side. */
export interface DrawnPoints {
  readonly segment: Segment;
  readonly docs: Uint32Array;
  readonly points: Uint32Array;
  /** Distinct docs among them. */
  readonly things: number;
  /** Matching docs that have no point at all. */
  readonly placeless: number;
}

/** The points of matching docs that pass the query's filters on places. */
export function drawnPoints({ part, docs }: Matching, query: SearchQuery): DrawnPoints {
  const { segment } = part;
  const { pointStarts, pointXs } = segment.columns;
  const passes = pointTest(part, query);
  const drawn = { docs: scratchIntegers(pointXs.length), points: scratchIntegers(pointXs.length) };
  let [count, things, placeless] = [0, 0, 0];
  for (let index = 0; index < docs.length; index += 1) {
    const doc = docs[index] ?? 0;
    const [from, to] = [pointStarts[doc] ?? 0, pointStarts[doc + 1] ?? 0];
    if (from === to) placeless += 1;
    const before = count;
    for (let point = from; point < to; point += 1) {
      if (passes !== undefined && !passes(point)) continue;
      drawn.docs[count] = doc;
      drawn.points[count] = point;
      count += 1;
    }
    if (count > before) things += 1;
  }
  return {
    segment,
    docs: drawn.docs.subarray(0, count),
    points: drawn.points.subarray(0, count),
    things,
    placeless,
  };
}
