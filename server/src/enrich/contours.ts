import { z } from 'zod';
import type { TerritoryId } from '../domain/territory.ts';
import type { Position } from './distance.ts';
import type { Contours } from './resolve/locate-point.ts';

const ring = z.array(z.array(z.number()).min(2));

/** A polygon or several, as GeoJSON writes them (RFC 7946: longitude first). */
export const outline = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: z.array(ring) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(ring)) }),
]);

/** A territory with its contour. */
export interface Outlined {
  readonly id: TerritoryId;
  readonly geometry: z.infer<typeof outline>;
}

type Polygon = readonly (readonly (readonly number[])[])[];

/** One polygon of an area, with the box around it. */
export interface Shape {
  readonly id: string;
  /** Outer ring and holes, each as longitude, latitude, longitude, latitude… in degrees. */
  readonly rings: readonly Float64Array[];
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** Side of a cell in degrees. */
const cell = 0.25;

/** Finds the contours that hold a point, by a grid of the boxes around them. */
export function createContours(outlines: Iterable<Outlined>): Contours {
  const cells = new Map<string, Shape[]>();
  for (const { id, geometry } of outlines) {
    for (const shape of shapesOf(id, geometry)) {
      for (let x = Math.floor(shape.west / cell); x <= shape.east / cell; x += 1) {
        for (let y = Math.floor(shape.south / cell); y <= shape.north / cell; y += 1) {
          const key = `${String(x)} ${String(y)}`;
          const shapes = cells.get(key);
          if (shapes === undefined) cells.set(key, [shape]);
          else shapes.push(shape);
        }
      }
    }
  }
  return {
    containing({ lat, lon }) {
      const key = `${String(Math.floor(lon / cell))} ${String(Math.floor(lat / cell))}`;
      const holding = (cells.get(key) ?? []).filter((shape) => holds(shape, { lat, lon }));
      return [...new Set(holding.map(({ id }) => id))];
    },
  };
}

/** The polygons of an area; an area that crosses the antimeridian is to be cut there (RFC 7946, 3.1.9). */
export function shapesOf(
  id: string,
  geometry:
    | { readonly type: 'Polygon'; readonly coordinates: Polygon }
    | { readonly type: 'MultiPolygon'; readonly coordinates: readonly Polygon[] },
): Shape[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.map((polygon) => shapeOf(id, polygon));
}

function shapeOf(id: string, polygon: Polygon): Shape {
  const [outer = []] = polygon;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon = 0, lat = 0] of outer) {
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  const rings = polygon.map((points) =>
    Float64Array.from(points.flatMap(([lon = 0, lat = 0]) => [lon, lat])),
  );
  return { id, rings, west, south, east, north };
}

/** True where a polygon holds a position: even–odd over all rings, so that holes are outside. */
export function holds({ rings, west, south, east, north }: Shape, { lat, lon }: Position): boolean {
  if (lon < west || lon > east || lat < south || lat > north) return false;
  let isInside = false;
  for (const ring of rings) {
    let [lastX, lastY] = [ring.at(-2) ?? 0, ring.at(-1) ?? 0];
    for (let at = 0; at < ring.length; at += 2) {
      const x = ring[at] ?? 0;
      const y = ring[at + 1] ?? 0;
      if (y > lat !== lastY > lat && lon < ((lastX - x) * (lat - y)) / (lastY - y) + x) isInside = !isInside;
      lastX = x;
      lastY = y;
    }
  }
  return isInside;
}
