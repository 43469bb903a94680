import { car, dcat, dcterms, dqv, rdf } from '@carrefour/ontology';
import { expect, it } from 'vitest';
import { sourceQualityQuads, sourceQuads } from '../../src/domain/source-graph.ts';
import { sourceIri } from '../../src/domain/source-iri.ts';

const atelier = sourceIri('atelier');

it('says the quality of a source in DQV, with a metric of the vocabulary for each measure', () => {
  const quads = sourceQualityQuads({
    source: 'atelier',
    things: 4,
    measures: { overall: 70, place: 50 },
    distribution: [],
    fixes: [],
  });
  const values = (property: string): string[] =>
    quads.filter(({ predicate }) => predicate.value === property).map(({ object }) => object.value);
  expect(values(dqv.isMeasurementOf)).toEqual([car.quality, car.placeAccuracy]);
  expect(values(dqv.value)).toEqual(['70', '50']);
  expect(values(dqv.computedOn)).toEqual([atelier, atelier]);
});

it('describes a source by what it declares, a licence by its address or its name', () => {
  const described = sourceQuads({
    id: 'atelier',
    name: { fr: 'L’Atelier', und: 'Atelier' },
    homepage: '',
    licence: 'sur demande',
  });
  expect(described.map(({ predicate, object }) => [predicate.value, object.value])).toEqual([
    [rdf.type, dcat.Dataset],
    [dcterms.title, 'L’Atelier'],
    [dcterms.title, 'Atelier'],
    [dcterms.license, 'sur demande'],
  ]);
});
