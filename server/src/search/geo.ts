import type { BoundingBox } from '../domain/search-query.ts';

const earthRadius = 6371.0088;
const radians = Math.PI / 180;
const maxLatitude = 85.051_128_78;

/** Great-circle distance in kilometres (haversine, mean radius). */
export function distanceKm(
  a: readonly [lat: number, lon: number],
  b: readonly [lat: number, lon: number],
): number {
  const [latA, latB] = [a[0] * radians, b[0] * radians];
  const half =
    Math.sin((latB - latA) / 2) ** 2 +
    Math.cos(latA) * Math.cos(latB) * Math.sin(((b[1] - a[1]) * radians) / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** True inside a box; one whose west lies east of its east crosses the antimeridian. */
export function isInside([west, south, east, north]: BoundingBox, lat: number, lon: number): boolean {
  if (lat < south || lat > north) return false;
  return west <= east ? lon >= west && lon <= east : lon >= west || lon <= east;
}

/** Where a point lies in Web Mercator, the world being 1 wide and high, from its north-west corner. */
export function worldOf(lat: number, lon: number): readonly [x: number, y: number] {
  const sine = Math.sin(Math.max(-maxLatitude, Math.min(maxLatitude, lat)) * radians);
  return [(lon + 180) / 360, 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)];
}
