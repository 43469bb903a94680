const earthRadius = 6_371_008.8;
const radians = Math.PI / 180;

/** A place on the globe, WGS 84 degrees. */
export interface Position {
  readonly lat: number;
  readonly lon: number;
}

/** Great-circle distance in metres (haversine, mean radius). */
export function metresBetween(a: Position, b: Position): number {
  const half =
    Math.sin(((b.lat - a.lat) * radians) / 2) ** 2 +
    Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(((b.lon - a.lon) * radians) / 2) ** 2;
  return 2 * earthRadius * Math.asin(Math.min(1, Math.sqrt(half)));
}

/** The mean of several positions; undefined for none. Good for positions of one region, away from the antimeridian. */
export function meanOf(positions: readonly Position[]): Position | undefined {
  if (positions.length === 0) return undefined;
  const sum = (pick: (position: Position) => number): number =>
    positions.reduce((total, position) => total + pick(position), 0) / positions.length;
  return { lat: sum(({ lat }) => lat), lon: sum(({ lon }) => lon) };
}

/** The distance that `share` of the positions do not exceed, in metres. */
export function reachOf(middle: Position, positions: readonly Position[], share: number): number {
  const distances = positions.map((position) => metresBetween(middle, position)).sort((a, b) => a - b);
  return distances[Math.min(distances.length - 1, Math.floor(distances.length * share))] ?? 0;
}
