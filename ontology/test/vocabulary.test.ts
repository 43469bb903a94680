import jsonld from 'jsonld';
import { DataFactory, Parser, Writer, type Quad } from 'n3';
import { describe, expect, it } from 'vitest';
import { car, jsonLdContext, prefixes, rdfs, skos, thingFrame, vocabularyQuads } from '../src/index.ts';

const vocabulary = vocabularyQuads();
const ontology = vocabulary.filter(({ subject }) => subject.value.startsWith(prefixes.car));
const header = Object.entries({ ...prefixes, ex: 'https://example.org/' })
  .map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .`)
  .join('\n');

/** What the examples of the vocabulary say, each parsed apart. */
function exampleOf(iri: string): Quad[] {
  const text = ontology.find(
    ({ subject, predicate }) => subject.value === iri && predicate.value === skos.example,
  )?.object.value;
  return new Parser().parse(`${header}\n${text ?? ''}`);
}

const options = {
  documentLoader: (url: string) => Promise.reject(new Error(`no document is loaded here, not even ${url}`)),
};

async function canonical(quads: readonly Quad[]): Promise<string> {
  const text = new Writer({ format: 'N-Quads' }).quadsToString([...quads]);
  const asQuads = { ...options, inputFormat: 'application/n-quads', algorithm: 'RDFC-1.0' } as object;
  return await jsonld.canonize(text as never, asQuads);
}

async function throughJsonLd(quads: readonly Quad[]): Promise<Quad[]> {
  const text = new Writer({ format: 'N-Quads' }).quadsToString([...quads]);
  const expanded = await jsonld.fromRDF(text, { format: 'application/n-quads' });
  const compact = await jsonld.compact(expanded, { '@context': jsonLdContext }, options);
  const back = await jsonld.toRDF(compact, { ...options, format: 'application/n-quads' });
  return new Parser({ format: 'N-Quads' }).parse(back as unknown as string);
}

describe('the ontology', () => {
  it('names its version', () => {
    const versions = vocabulary.filter(({ predicate }) => predicate.value.endsWith('versionIRI'));
    expect(versions.map(({ object }) => object.value)).toEqual([
      expect.stringMatching(/\/ns\/\d+\.\d+\.\d+$/) as string,
    ]);
  });

  it.each(Object.entries(car))('shows car:%s at work in its example', (_, iri) => {
    const used = exampleOf(iri).flatMap(({ predicate, object }) => [predicate.value, object.value]);
    expect(used).toContain(iri);
  });

  it.each(Object.entries(car))('gives the example of car:%s back after JSON-LD', async (_, iri) => {
    const said = exampleOf(iri);
    expect(await canonical(await throughJsonLd(said))).toBe(await canonical(said));
  });

  it('names only terms that exist as domains, ranges and broader terms', () => {
    const relations: readonly string[] = [rdfs.domain, rdfs.range, rdfs.subClassOf, rdfs.subPropertyOf];
    const known: readonly string[] = Object.values(car);
    const named = ontology
      .filter(({ predicate }) => relations.includes(predicate.value))
      .map(({ object }) => object.value)
      .filter((iri) => iri.startsWith(prefixes.car));
    for (const iri of named) expect(known).toContain(iri);
  });
});

describe('the JSON-LD context', () => {
  it('reads concepts by their code, and texts by language', async () => {
    const byHand = {
      '@context': jsonLdContext,
      id: 'https://example.org/it',
      type: 'Innovation',
      name: 'Garage solidaire',
      need: { fr: 'Se déplacer', en: 'Getting around' },
      theme: ['MOB-SOL', 'https://w3id.org/carrefour/concept/theme/SOL'],
      goal: '10',
      implementedIn: { type: 'Place', latitude: '45.95', longitude: '1.75' },
    };
    const quads = new Parser({ format: 'N-Quads' }).parse(
      (await jsonld.toRDF(byHand as never, {
        ...options,
        format: 'application/n-quads',
      })) as unknown as string,
    );
    const values = (property: string): string[] =>
      quads.filter(({ predicate }) => predicate.value === property).map(({ object }) => object.value);
    expect(values(`${prefixes.dcterms}subject`)).toEqual([
      'https://w3id.org/carrefour/concept/theme/MOB-SOL',
      'https://w3id.org/carrefour/concept/theme/SOL',
    ]);
    expect(values(car.goal)).toEqual(['https://w3id.org/carrefour/concept/sdg/10']);
    expect(values(car.need).sort()).toEqual(['Getting around', 'Se déplacer']);
  });

  it('writes concepts by their code, and texts as a map of languages', async () => {
    const it = DataFactory.namedNode('https://example.org/it');
    const quads = [
      DataFactory.quad(
        it,
        DataFactory.namedNode(`${prefixes.dcterms}subject`),
        DataFactory.namedNode('https://w3id.org/carrefour/concept/theme/MOB-SOL'),
      ),
      DataFactory.quad(it, DataFactory.namedNode(car.need), DataFactory.literal('Se déplacer', 'fr')),
    ];
    const text = new Writer({ format: 'N-Quads' }).quadsToString(quads);
    const expanded = await jsonld.fromRDF(text, { format: 'application/n-quads' });
    const compact = await jsonld.compact(expanded, { '@context': jsonLdContext }, options);
    expect(compact).toMatchObject({ theme: 'MOB-SOL', need: { fr: 'Se déplacer' } });
  });
});

it('the frame gives a thing with its parts inside it', async () => {
  const said = exampleOf(car.setupCost).concat(exampleOf(car.Innovation), exampleOf(car.implementedIn));
  const text = new Writer({ format: 'N-Quads' }).quadsToString(said);
  const expanded = await jsonld.fromRDF(text, { format: 'application/n-quads' });
  const framed = await jsonld.frame(
    expanded,
    thingFrame('https://example.org/garage') as never,
    options as object,
  );
  expect(framed).toMatchObject({
    id: 'https://example.org/garage',
    type: 'Innovation',
    setupCost: { type: 'MonetaryAmount', currency: 'EUR' },
    implementedIn: { type: 'Place' },
  });
});
