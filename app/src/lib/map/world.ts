import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import outlines from 'world-atlas/countries-110m.json?url';

type Outlines = FeatureCollection<Polygon | MultiPolygon>;

const antarctica = '010';
let loading: Promise<Outlines> | undefined;

/** Outlines of the countries (Natural Earth, 1:110 million), from our own host, once a page. */
export function world(): Promise<Outlines> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<Outlines> {
  const answer = await fetch(outlines);
  if (!answer.ok) throw new Error(`The outlines answered ${String(answer.status)}.`);
  const topology = (await answer.json()) as Topology<{ countries: GeometryCollection }>;
  const countries = feature(topology, topology.objects.countries) as Outlines;
  const features = countries.features.filter(({ id }) => id !== antarctica).map(unwrapped);
  return { type: 'FeatureCollection', features };
}

/** A country that the 180th meridian cuts is drawn in one piece beyond it, instead of across the whole map. */
function unwrapped(country: Feature<Polygon | MultiPolygon>): Feature<Polygon | MultiPolygon> {
  const { geometry } = country;
  if (geometry.type === 'Polygon') {
    return { ...country, geometry: { ...geometry, coordinates: geometry.coordinates.map(ring) } };
  }
  const coordinates = geometry.coordinates.map((polygon) => polygon.map(ring));
  return { ...country, geometry: { ...geometry, coordinates } };
}

function ring(positions: readonly Position[]): Position[] {
  let shift = 0;
  let last: number | undefined;
  return positions.map(([lon = 0, lat = 0]) => {
    if (last !== undefined && Math.abs(lon - last) > 180) shift += lon < last ? 360 : -360;
    last = lon;
    return [lon + shift, lat];
  });
}
