import { car, conceptOfIri, dcterms, geo, schema } from '@carrefour/ontology';
import { describe, type Description } from '../domain/description.ts';
import { graphs } from '../domain/graphs.ts';
import type { Publication } from '../domain/publication.ts';
import { fromNQuads } from '../domain/quads.ts';
import type { LanguageText } from '../domain/thing-doc.ts';
import { thingIri } from '../domain/thing-id.ts';

/** Columns of the table of open data. */
export const openColumns = [
  'iri',
  'kind',
  'title',
  'summary',
  'themes',
  'city',
  'postcode',
  'country',
  'lat',
  'lon',
  'url',
  'sources',
  'licences',
] as const;

type OpenColumn = (typeof openColumns)[number];

export interface OpenRow {
  readonly cells: Readonly<Record<OpenColumn, string>>;
  /** `[lon, lat]`, WGS 84 degrees. */
  readonly points: readonly (readonly [lon: number, lat: number])[];
}

const placeProperties = [car.implementedIn, car.serves, car.seat];

/** One thing as a row, read from its open statements alone: what is only shown never leaves in an export. */
export function openRow({ thing, graph, doc }: Publication): OpenRow {
  const quads = fromNQuads(graph);
  const published = describe(quads.filter((quad) => quad.graph.termType === 'DefaultGraph'));
  const provenance = describe(quads.filter((quad) => quad.graph.value === graphs.provenance));
  const records = [
    ...new Set(
      quads.filter((quad) => quad.graph.value === graphs.provenance).map((quad) => quad.subject.value),
    ),
  ];
  const inferred = describe(quads.filter((quad) => quad.graph.value === graphs.inferred(thing)));
  const root = thingIri(thing);
  const places = placeProperties.flatMap((property) => published.objects(root, property));
  const points = places.flatMap((place) => [
    ...pointOf(place, published),
    ...inferred.objects(place, geo.hasGeometry).flatMap((geometry) => pointOf(geometry, inferred)),
  ]);
  return {
    points,
    cells: {
      iri: root,
      kind: doc.kind,
      title: textOf(published.byLanguage(root, schema.name)),
      summary: textOf(published.byLanguage(root, schema.description)),
      themes: published
        .objects(root, dcterms.subject)
        .map((iri) => conceptOfIri(iri)?.code ?? iri)
        .join(' '),
      ...addressOf(places[0] ?? '', published),
      lat: points[0]?.[1].toString() ?? '',
      lon: points[0]?.[0].toString() ?? '',
      url: published.first(root, schema.sameAs) ?? published.first(root, schema.url) ?? '',
      sources: allTexts(provenance, records, dcterms.source)
        .map((iri) => iri.slice(iri.lastIndexOf('/') + 1))
        .join(' '),
      licences: allTexts(provenance, records, dcterms.license).join(' '),
    },
  };
}

function addressOf(
  place: string,
  published: Description,
): Pick<OpenRow['cells'], 'city' | 'postcode' | 'country'> {
  const address = published.objects(place, schema.address)[0] ?? place;
  return {
    city: published.first(address, schema.addressLocality) ?? '',
    postcode: published.first(address, schema.postalCode) ?? '',
    country: published.first(address, schema.addressCountry) ?? '',
  };
}

function pointOf(node: string, description: Description): (readonly [number, number])[] {
  const lat = description.first(node, schema.latitude);
  const lon = description.first(node, schema.longitude);
  return lat === undefined || lon === undefined ? [] : [[Number(lon), Number(lat)]];
}

function allTexts(description: Description, subjects: readonly string[], property: string): string[] {
  return [...new Set(subjects.flatMap((subject) => description.texts(subject, property)))].sort();
}

function textOf(text: LanguageText | undefined): string {
  return text === undefined ? '' : (text['fr'] ?? text['en'] ?? Object.values(text)[0] ?? '');
}
