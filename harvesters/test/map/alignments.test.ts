import { conceptIri, dcterms, car, org, rdf, schema } from '@carrefour/ontology';
import { describe, expect, it } from 'vitest';
import { compileMapping } from '../../src/mapping.ts';
import { readCrosswalk, type Crosswalk } from '../../src/source/crosswalk.ts';
import type { SourceSet } from '../../src/source/source.ts';

const base = 'https://carrefour.invalid/record/s/p/1';
const essBases = [
  'http://purl.org/essglobal/',
  'http://www.purl.org/essglobal/',
  'https://w3id.solidarityeconomy.coop/essglobal/V2a/',
  'https://dev.lod.coop/essglobal/2.1/',
];

/** A mapping that is one CONSTRUCT. */
function queryOf(text: string, crosswalk: Crosswalk = new Map()) {
  const set: SourceSet = {
    name: 'p',
    protocol: 'rdf',
    options: {},
    key: ['@id'],
    formerKeys: [],
    persons: {},
    complete: true,
    query: { file: 'p.rq', text },
  };
  return compileMapping({ source: { crosswalk }, set });
}

const ess = `
PREFIX ess: <http://purl.org/essglobal/vocab/>
PREFIX schema: <https://schema.org/>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX car: <https://w3id.org/carrefour/ns#>
CONSTRUCT { <#it> a org:Organization ; schema:name ?name ; dcterms:subject ?sector ; car:actorType ?form }
WHERE {
  <> schema:about ?it .
  ?it a ess:SSEInitiative ; schema:name ?name .
  OPTIONAL { ?it ess:economicSector ?sector }
  OPTIONAL { ?it ess:legalForm ?form }
}`;

/** An initiative as the mappers of the solidarity economy write it, under one of the vocabulary's bases. */
const initiative = (essBase: string, sector = 'standard/activities-modified/AM60') => ({
  '@id': 'https://data.example.org/epi',
  '@type': [`${essBase}vocab/SSEInitiative`],
  'http://schema.org/name': [{ '@value': 'L’Épi' }],
  [`${essBase}vocab/economicSector`]: [{ '@id': `${essBase}${sector}` }],
  [`${essBase}vocab/legalForm`]: [{ '@id': `${essBase}standard/legal-form/L2` }],
});

describe('a record in another vocabulary', () => {
  it.each(essBases)('is read alike under %s, and its concepts are ours', (essBase) => {
    const { quads, unmapped, unmappedLabels } = queryOf(ess).map(initiative(essBase), {
      base,
      language: 'fr',
    });
    const said = quads.map(({ predicate, object }) => [predicate.value, object.value]);
    expect(said).toHaveLength(4);
    expect(said).toContainEqual([rdf.type, org.Organization]);
    expect(said).toContainEqual([schema.name, 'L’Épi']);
    expect(said).toContainEqual([dcterms.subject, conceptIri('theme', 'ALI')]);
    expect(said).toContainEqual([car.actorType, conceptIri('actor', 'COOP')]);
    expect(unmapped).toEqual([]);
    expect(unmappedLabels).toEqual([]);
  });

  it.each(essBases)('is asked for alike by a query written with %s', (essBase) => {
    const query = queryOf(ess.replace('http://purl.org/essglobal/', essBase));
    const { quads } = query.map(initiative('https://lod.coop/essglobal/2.1/'), { base, language: 'fr' });
    expect(quads).toHaveLength(4);
  });

  it('reports the concepts that nothing translates, and states none of them', () => {
    const { quads, unmappedLabels } = queryOf(ess).map(initiative(essBases[1] ?? '', 'standard/themes/T19'), {
      base,
      language: 'fr',
    });
    expect(quads.some(({ predicate }) => predicate.value === dcterms.subject)).toBe(false);
    expect(unmappedLabels).toEqual([
      { scheme: 'theme', label: 'http://purl.org/essglobal/standard/themes/T19' },
    ]);
  });

  it('means what its source’s own crosswalk says, before what the alignments say', () => {
    const text =
      'scheme,label,code\ntheme,http://purl.org/essglobal/standard/activities-modified/AM60,TER-LIE\n';
    const { crosswalk, mistakes } = readCrosswalk({ file: 'crosswalk.csv', text }, () => true);
    expect(mistakes).toEqual([]);
    const { quads } = queryOf(ess, crosswalk).map(initiative(essBases[0] ?? ''), { base, language: 'fr' });
    const themes = quads.filter(({ predicate }) => predicate.value === dcterms.subject);
    expect(themes.map(({ object }) => object.value)).toEqual([conceptIri('theme', 'TER-LIE')]);
  });

  it('in PAIR is read with its slips, and asked for with them', () => {
    const asked = (property: string) => `
      PREFIX pair: <http://virtual-assembly.org/ontologies/pair#>
      PREFIX schema: <https://schema.org/>
      PREFIX car: <https://w3id.org/carrefour/ns#>
      CONSTRUCT { <#it> car:partner ?partner ; schema:name "pair:mobilizedBy # stays" }
      WHERE { <> schema:about/${property} ?partner } # pair:mobilizedBy`;
    for (const property of ['pair:moblizedBy', 'pair:mobilizedBy']) {
      for (const met of ['#moblizedBy', '/mobilizedBy', '#mobilizedBy']) {
        const record = {
          '@id': 'https://data.example.org/a',
          [`http://virtual-assembly.org/ontologies/pair${met}`]: [{ '@id': 'https://data.example.org/b' }],
        };
        const { quads } = queryOf(asked(property)).map(record, { base, language: 'fr' });
        expect(quads.map(({ object }) => object.value).sort()).toEqual([
          'https://data.example.org/b',
          'pair:mobilizedBy # stays',
        ]);
      }
    }
  });
});
