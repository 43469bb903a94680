import { car, dcterms, geo, owl, rdf, rdfs, schema, xsd } from '@carrefour/ontology';
import { DataFactory, type Literal, type Quad } from 'n3';
import { ownIri } from '../domain/base.ts';
import type { TerritoryId, TerritoryLevel } from '../domain/territory.ts';
import type { Territory } from './reference/territories.ts';

/** The IRI of a territory, under the placeholder base. */
export function territoryIri(id: TerritoryId): string {
  return ownIri(`/id/territory/${id}`);
}

/**
 * What is known of a territory, in the default graph: type, name, code, what contains it, population, middle (GeoSPARQL), the same
 * territory at INSEE and GeoNames, and the town of GeoNames that stands for it: a hint, no identity.
 */
export function territoryQuads(territory: Territory): Quad[] {
  const { id, level, code, within, population, centre, geonames, postcodes } = territory;
  const subject = DataFactory.namedNode(territoryIri(id));
  const geometry = DataFactory.namedNode(`${territoryIri(id)}#middle`);
  const say = (property: string, value: Quad['object']): Quad =>
    DataFactory.quad(subject, DataFactory.namedNode(property), value);
  return [
    say(rdf.type, DataFactory.namedNode(schema.AdministrativeArea)),
    ...(level === 'country' ? [say(rdf.type, DataFactory.namedNode(schema.Country))] : []),
    say(schema.name, written(territory)),
    say(rdfs.label, written(territory)),
    say(dcterms.identifier, DataFactory.literal(code)),
    ...within.map((around) => say(schema.containedInPlace, DataFactory.namedNode(territoryIri(around)))),
    ...postcodes.map((postcode) => say(schema.postalCode, DataFactory.literal(postcode))),
    ...(population === undefined
      ? []
      : [say(car.population, DataFactory.literal(String(population), DataFactory.namedNode(xsd.integer)))]),
    ...(geonames === undefined ? [] : [say(rdfs.seeAlso, DataFactory.namedNode(geonamesIri(geonames)))]),
    ...identities(territory).map((same) => say(owl.sameAs, DataFactory.namedNode(same))),
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

/** The names of foreign divisions are GeoNames' own, in no one language. */
function written({ level, code, name }: Territory): Literal {
  return level === 'region' && code.includes('.')
    ? DataFactory.literal(name)
    : DataFactory.literal(name, 'fr');
}

/** The IRIs that certainly name the very territory (docs/places.md says which, and why no others). */
function identities({ level, code, within, area }: Territory): string[] {
  const isDivision = within.includes('country-FR') && level !== 'epci';
  const insee = isDivision && !collectivities.test(code) ? [inseeIri(level, code)] : [];
  return [...insee, ...(area === undefined ? [] : [geonamesIri(area)])];
}

/** https://www.geonames.org/ontology/documentation.html names places so. */
function geonamesIri(number: string): string {
  return new URL(`/${number}/`, geonamesBase).href;
}

/** INSEE names communes, départements and régions by their codes so, whatever name they had. */
function inseeIri(level: TerritoryLevel, code: string): string {
  return new URL(`/geo/${level}/${code}`, inseeBase).href;
}

/** Overseas collectivities, their communes, and the région that lists them: INSEE names them otherwise. */
const collectivities = /^(?:97[578]|98|COM)/;

const geonamesBase = 'https://sws.geonames.org';
const inseeBase = 'http://id.insee.fr';

/** The territories that a graph links to by `dcterms:spatial`, each told once: what a view adds to its territory graph. */
export function createTerritoryTeller(
  territoryOf: (id: TerritoryId) => Territory | undefined,
): (graph: string) => Quad[] {
  const told = new Set<string>();
  const mention = new RegExp(
    `<${RegExp.escape(dcterms.spatial)}> <${RegExp.escape(territoryIri(''))}([^>]+)>`,
    'g',
  );
  return (graph) =>
    [...graph.matchAll(mention)].flatMap(([, id = '']) => {
      if (told.has(id)) return [];
      told.add(id);
      const territory = territoryOf(id);
      return territory === undefined ? [] : territoryQuads(territory);
    });
}
