import { car, dcterms, geo, rdf, rdfs, schema, xsd } from '@carrefour/ontology';
import { DataFactory, type Quad } from 'n3';
import { ownIri } from '../domain/base.ts';
import type { TerritoryId } from '../domain/territory.ts';
import type { Territories, Territory } from './reference/territories.ts';

/** The IRI of a territory, under the placeholder base. */
export function territoryIri(id: TerritoryId): string {
  return ownIri(`/id/territory/${id}`);
}

/**
 * What is known of a territory, in the default graph: type, name, code, what contains it, population, middle (GeoSPARQL) and the
 * place of GeoNames that stands for it. That place is the town, not the territory around it: a hint, no identity.
 */
export function territoryQuads(territory: Territory): Quad[] {
  const { id, level, code, name, within, population, centre, geonames, postcodes } = territory;
  const subject = DataFactory.namedNode(territoryIri(id));
  const geometry = DataFactory.namedNode(`${territoryIri(id)}#middle`);
  const say = (property: string, value: Quad['object']): Quad =>
    DataFactory.quad(subject, DataFactory.namedNode(property), value);
  return [
    say(rdf.type, DataFactory.namedNode(schema.AdministrativeArea)),
    ...(level === 'country' ? [say(rdf.type, DataFactory.namedNode(schema.Country))] : []),
    say(schema.name, DataFactory.literal(name, 'fr')),
    say(rdfs.label, DataFactory.literal(name, 'fr')),
    say(dcterms.identifier, DataFactory.literal(code)),
    ...within.map((around) => say(schema.containedInPlace, DataFactory.namedNode(territoryIri(around)))),
    ...postcodes.map((postcode) => say(schema.postalCode, DataFactory.literal(postcode))),
    ...(population === undefined
      ? []
      : [say(car.population, DataFactory.literal(String(population), DataFactory.namedNode(xsd.integer)))]),
    ...(geonames === undefined ? [] : [say(rdfs.seeAlso, DataFactory.namedNode(geonamesIri(geonames)))]),
    ...(centre === undefined || centre.isEstimated === true
      ? []
      : [
          say(geo.hasGeometry, geometry),
          DataFactory.quad(geometry, DataFactory.namedNode(rdf.type), DataFactory.namedNode(geo.Geometry)),
          DataFactory.quad(
            geometry,
            DataFactory.namedNode(geo.asWKT),
            DataFactory.literal(
              `POINT(${centre.lon.toFixed(4)} ${centre.lat.toFixed(4)})`,
              DataFactory.namedNode(geo.wktLiteral),
            ),
          ),
        ]),
  ];
}

/** https://www.geonames.org/ontology/documentation.html names places so. */
function geonamesIri(number: string): string {
  return new URL(`/${number}/`, geonamesBase).href;
}

const geonamesBase = 'https://sws.geonames.org';

/** The territories that a graph links to by `dcterms:spatial`, each told once: what a view adds to its territory graph. */
export function createTerritoryTeller(territories: () => Territories): (graph: string) => Quad[] {
  const told = new Set<string>();
  const mention = new RegExp(
    `<${RegExp.escape(dcterms.spatial)}> <${RegExp.escape(territoryIri(''))}([^>]+)>`,
    'g',
  );
  return (graph) =>
    [...graph.matchAll(mention)].flatMap(([, id = '']) => {
      if (told.has(id)) return [];
      told.add(id);
      const territory = territories().get(id);
      return territory === undefined ? [] : territoryQuads(territory);
    });
}
