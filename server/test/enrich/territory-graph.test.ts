import { dcterms, owl, rdfs, schema } from '@carrefour/ontology';
import { describe, expect, it } from 'vitest';
import { openPlaces } from '../../src/enrich/places.ts';
import { createTerritoryTeller, territoryIri, territoryQuads } from '../../src/enrich/territory-graph.ts';

const places = openPlaces();

function said(id: string, property: string): string[] {
  const territory = places.territory(id);
  return (territory === undefined ? [] : territoryQuads(territory))
    .filter(({ predicate }) => predicate.value === property)
    .map(({ object }) => object.value);
}

describe('a territory as linked data', () => {
  it.each([
    ['country-FR', ['https://sws.geonames.org/3017382/']],
    ['region-75', ['http://id.insee.fr/geo/region/75', 'https://sws.geonames.org/11071620/']],
    ['departement-23', ['http://id.insee.fr/geo/departement/23', 'https://sws.geonames.org/3022516/']],
    ['commune-23096', ['http://id.insee.fr/geo/commune/23096']],
    ['departement-974', ['http://id.insee.fr/geo/departement/974']],
    ['departement-987', ['https://sws.geonames.org/4030656/']],
    ['country-DE', ['https://sws.geonames.org/2921044/']],
    ['region-DE.02', ['https://sws.geonames.org/2951839/']],
  ])('%s is the same as what its codes certainly name', (id, expected) => {
    expect(said(id, owl.sameAs)).toEqual(expected);
  });

  it('claims no identity for an EPCI, nor for a town and its commune', () => {
    expect(said('epci-200034825', owl.sameAs)).toEqual([]);
    expect(said('commune-23096', rdfs.seeAlso)).toHaveLength(1);
  });

  it('names and places what lies abroad, and knows no made-up name', () => {
    expect(said('region-DE.02', schema.name)).toEqual(['Bavaria']);
    expect(said('region-DE.02', schema.containedInPlace)[0]).toMatch(/\/id\/territory\/country-DE$/);
    expect(places.territory('country-ZZ')).toBeUndefined();
    expect(places.territory('region-DE.99')).toBeUndefined();
    expect(places.territory('commune-DE')).toBeUndefined();
  });

  it('is told once, for the graphs that link to it', () => {
    const tell = createTerritoryTeller((id) => places.territory(id));
    const graph = `<https://example.org/1> <${dcterms.spatial}> <${territoryIri('region-DE.02')}> .`;
    expect(tell(graph)).not.toHaveLength(0);
    expect(tell(graph)).toHaveLength(0);
  });
});
