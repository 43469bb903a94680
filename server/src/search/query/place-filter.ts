import type { SearchQuery } from '../../domain/search-query.ts';
import { distanceKm, isInside } from '../geo.ts';
import { linkSpace, placeRoles, proposalSpace } from '../segments/segment.ts';
import type { ViewPart } from './view.ts';

type Filters = Pick<
  SearchQuery,
  'yearMin' | 'yearMax' | 'near' | 'radius' | 'bbox' | 'placeRole' | 'linkedTo' | 'proposedFor'
>;

const defaultRadius = 50;

/** True for points, by their number, that pass the filters on places; undefined where all do. */
export function pointTest(
  { segment }: ViewPart,
  { near, radius = defaultRadius, bbox, placeRole }: Filters,
): ((point: number) => boolean) | undefined {
  if (near === undefined && bbox === undefined && placeRole === undefined) return undefined;
  const { pointLats, pointLons, pointRoles } = segment.columns;
  const role = placeRole === undefined ? -1 : placeRoles.indexOf(placeRole);
  return (point) => {
    if (role >= 0 && pointRoles[point] !== role) return false;
    const [lat, lon] = [pointLats[point] ?? 0, pointLons[point] ?? 0];
    return (
      (bbox === undefined || isInside(bbox, lat, lon)) &&
      (near === undefined || distanceKm(near, [lat, lon]) <= radius)
    );
  };
}

/** True for docs that pass the filters which are no facets; one place must pass all those on places. */
export function docTest(part: ViewPart, query: Filters): ((doc: number) => boolean) | undefined {
  const tests = [yearTest(part, query), linkTest(part, query), placeTest(part, query)].filter(
    (test) => test !== undefined,
  );
  return tests.length === 0 ? undefined : (doc) => tests.every((test) => test(doc));
}

function yearTest(
  { segment }: ViewPart,
  { yearMin, yearMax }: Filters,
): ((doc: number) => boolean) | undefined {
  if (yearMin === undefined && yearMax === undefined) return undefined;
  const { years } = segment.columns;
  const [from, to] = [Math.max(yearMin ?? 1, 1), yearMax ?? Infinity];
  return (doc) => (years[doc] ?? 0) >= from && (years[doc] ?? 0) <= to;
}

function linkTest({ segment }: ViewPart, query: Filters): ((doc: number) => boolean) | undefined {
  const asked = [
    [linkSpace, query.linkedTo],
    [proposalSpace, query.proposedFor],
  ] as const;
  const sets = asked.flatMap(([space, id]) => (id === undefined ? [] : [new Set(segment.docsOf(space, id))]));
  return sets.length === 0 ? undefined : (doc) => sets.every((docs) => docs.has(doc));
}

function placeTest(part: ViewPart, query: Filters): ((doc: number) => boolean) | undefined {
  const passes = pointTest(part, query);
  if (passes === undefined) return undefined;
  const { pointStarts, roles } = part.segment.columns;
  if (query.near === undefined && query.bbox === undefined) {
    const bit = query.placeRole === undefined ? 0 : 1 << placeRoles.indexOf(query.placeRole);
    return (doc) => ((roles[doc] ?? 0) & bit) !== 0;
  }
  return (doc) => {
    for (let point = pointStarts[doc] ?? 0; point < (pointStarts[doc + 1] ?? 0); point += 1)
      if (passes(point)) return true;
    return false;
  };
}
