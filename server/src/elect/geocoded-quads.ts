import { dcterms, geo, prov, rdf, rdfs, schema, xsd } from '@carrefour/ontology';
import { DataFactory, type Quad, type Term } from 'n3';
import type { DocPlace } from '../domain/thing-doc.ts';

/**
 * Where a geocoder found the address of a place: a geometry of the place (GeoSPARQL 1.1, §8) with the address in the
 * geocoder's words, the reference that it was looked up in, and when. In the graph of what was inferred: no source said it.
 * None where the source's own coordinates stand, nor where the address is known to some hundred metres only (a street, a
 * hamlet): a point would say more.
 */
export function geocodedQuads(
  place: string,
  { lat, lon, radius = 0, evidence = [] }: Pick<DocPlace, 'lat' | 'lon' | 'radius' | 'evidence'>,
  graph: string,
): Quad[] {
  const answer = evidence.find(({ from }) => from === 'geocoder');
  const isOwn = evidence.some(({ from, how }) => from === 'coordinates' && how !== 'unusable');
  if (answer === undefined || lat === undefined || lon === undefined || radius > 0 || isOwn) return [];
  const [subject, geometry] = [DataFactory.namedNode(place), DataFactory.namedNode(`${place}-geocoded`)];
  const typed = (value: string, type: string) => DataFactory.literal(value, DataFactory.namedNode(type));
  const { value, source, at } = answer;
  const statements: readonly (readonly [typeof subject, string, Term | undefined])[] = [
    [subject, geo.hasGeometry, geometry],
    [geometry, rdf.type, DataFactory.namedNode(geo.Geometry)],
    [geometry, geo.asWKT, typed(`POINT(${String(lon)} ${String(lat)})`, geo.wktLiteral)],
    [geometry, schema.latitude, typed(String(lat), xsd.decimal)],
    [geometry, schema.longitude, typed(String(lon), xsd.decimal)],
    [geometry, rdfs.label, DataFactory.literal(value)],
    [geometry, dcterms.source, source === undefined ? undefined : DataFactory.literal(source)],
    [geometry, prov.generatedAtTime, at === undefined ? undefined : typed(at, xsd.dateTime)],
  ];
  return statements.flatMap(([node, property, object]) =>
    object === undefined
      ? []
      : [
          DataFactory.quad(
            node,
            DataFactory.namedNode(property),
            object as Quad['object'],
            DataFactory.namedNode(graph),
          ),
        ],
  );
}
