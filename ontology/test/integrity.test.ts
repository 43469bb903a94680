import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { car, conceptIri, concepts, conceptSchemes, prefixes, skos, vocabularyQuads } from '../src/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const quads = vocabularyQuads();
const conceptBase = conceptIri('', '').slice(0, -1);
const described = new Set(quads.map(({ subject }) => subject.value));
const schemes = new Set(conceptSchemes.map((scheme) => conceptIri(scheme, '').slice(0, -1)));

/** What is written in some files, prefixed names and names of the JSON-LD context included. */
const written = (...patterns: string[]): string =>
  patterns
    .flatMap((pattern) => globSync(pattern, { cwd: root }))
    .map((file) => readFileSync(root + file, 'utf8'))
    .join('\n');

/** Labels that only case, accents and punctuation tell apart are the same for who searches or maps by them. */
const folded = (label: string): string =>
  label
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

describe('the graph of the vocabulary', () => {
  it('names no concept and no term of ours that it does not describe', () => {
    const named = quads
      .flatMap(({ predicate, object }) => [predicate, object])
      .filter(({ termType }) => termType === 'NamedNode')
      .map(({ value }) => value)
      .filter((iri) => iri.startsWith(conceptBase) || iri.startsWith(prefixes.car))
      .filter((iri) => iri !== prefixes.car);
    expect(named.length).toBeGreaterThan(500);
    expect([...new Set(named)].filter((iri) => !described.has(iri))).toEqual([]);
  });

  it('holds no hidden label, alignment or other statement about a concept without a scheme', () => {
    const inScheme = new Set(
      quads.filter(({ predicate }) => predicate.value === skos.inScheme).map(({ subject }) => subject.value),
    );
    const ours = [...described].filter((iri) => iri.startsWith(conceptBase) && !schemes.has(iri));
    expect(ours.filter((iri) => !inScheme.has(iri))).toEqual([]);
  });

  it('puts each concept into the one scheme of its IRI, under one concept at most, of the same scheme', () => {
    for (const scheme of conceptSchemes) {
      for (const { iri } of concepts(scheme)) {
        const objects = (property: string): string[] =>
          quads
            .filter(({ subject, predicate }) => subject.value === iri && predicate.value === property)
            .map(({ object }) => object.value);
        expect(objects(skos.inScheme), iri).toEqual([conceptIri(scheme, '').slice(0, -1)]);
        expect(objects(skos.notation), iri).toHaveLength(1);
        expect(objects(skos.broader).length, iri).toBeLessThanOrEqual(1);
        for (const broader of objects(skos.broader)) expect(broader).toContain(conceptIri(scheme, ''));
      }
    }
  });
});

describe.each(conceptSchemes)('the labels of %s', (scheme) => {
  it('are told apart without case, accents and punctuation', () => {
    for (const language of ['fr', 'en'] as const) {
      const owners = Map.groupBy(
        concepts(scheme).flatMap(({ code, prefLabel, altLabels }) =>
          [...new Set([prefLabel[language], ...altLabels[language]].map(folded))].map((label) => ({
            code,
            label,
          })),
        ),
        ({ label }) => label,
      );
      expect([...owners].filter(([, same]) => same.length > 1)).toEqual([]);
    }
  });

  it('are never hidden labels of another concept', () => {
    const preferred = new Map(
      concepts(scheme).flatMap(({ code, prefLabel }) =>
        [prefLabel.fr, prefLabel.en].map((label) => [folded(label), code] as const),
      ),
    );
    const clashes = concepts(scheme).flatMap(({ code, hiddenLabels }) =>
      hiddenLabels
        .filter((label) => (preferred.get(folded(label)) ?? code) !== code)
        .map((label) => `${code} ${label}`),
    );
    expect(clashes).toEqual([]);
  });
});

describe('every term of ours', () => {
  const uses = {
    shapes: written('shapes/*.ttl'),
    mappings: written('harvesters/sources/*/*.yarrrml.yaml', 'harvesters/sources/*/*.rq'),
    examples: written('shapes/test/*/valid-*.ttl', 'harvesters/sources/*/fixtures/*/*.ttl'),
    code: written('server/src/**/*.ts'),
  };

  it.each(Object.keys(car))(
    'car:%s is used by a shape, a mapping, an example beside its own, or the code that computes it',
    (name) => {
      const prefixed = new RegExp(String.raw`\bcar:${name}(?![\w-])`);
      const inCode = new RegExp(String.raw`\bcar\.${name}(?!\w)`);
      const places = Object.entries(uses).filter(([place, text]) =>
        (place === 'code' ? inCode : prefixed).test(text),
      );
      expect(places.map(([place]) => place)).not.toEqual([]);
    },
  );
});
