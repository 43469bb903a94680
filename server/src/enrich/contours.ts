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

interface Shape {
  readonly id: TerritoryId;
  readonly polygon: Polygon;
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
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
    for (const polygon of polygons) {
      const shape = shapeOf(id, polygon);
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

function shapeOf(id: TerritoryId, polygon: Polygon): Shape {
  const [outer = []] = polygon;
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon = 0, lat = 0] of outer) {
    [west, east] = [Math.min(west, lon), Math.max(east, lon)];
    [south, north] = [Math.min(south, lat), Math.max(north, lat)];
  }
  return { id, polygon, west, south, east, north };
}

/** Even–odd over all rings, so that holes are outside. */
function holds({ polygon, west, south, east, north }: Shape, { lat, lon }: Position): boolean {
  if (lon < west || lon > east || lat < south || lat > north) return false;
  let isInside = false;
  for (const points of polygon) {
    let [lastX = 0, lastY = 0] = points.at(-1) ?? [];
    for (const [x = 0, y = 0] of points) {
      const crosses = y > lat !== lastY > lat && lon < ((lastX - x) * (lat - y)) / (lastY - y) + x;
      if (crosses) isInside = !isInside;
      [lastX, lastY] = [x, y];
    }
  }
  return isInside;
}
