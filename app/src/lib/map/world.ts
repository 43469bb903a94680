import type { FeatureCollection } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import outlines from 'world-atlas/countries-110m.json?url';

let loading: Promise<FeatureCollection> | undefined;

/** Outlines of the countries (Natural Earth, 1:110 million), from our own host, once a page. */
export function world(): Promise<FeatureCollection> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<FeatureCollection> {
  const answer = await fetch(outlines);
  if (!answer.ok) throw new Error(`The outlines answered ${String(answer.status)}.`);
  const topology = (await answer.json()) as Topology<{ countries: GeometryCollection }>;
  return feature(topology, topology.objects.countries);
}
