import { readFileSync } from 'node:fs';
import { Parser } from 'n3';
import { describe, expect, it } from 'vitest';
import { format, resolveConfig } from 'prettier';
import { generateTerms } from '../scripts/generate-terms.ts';
import {
  ancestors,
  car,
  conceptOfIri,
  concepts,
  conceptSchemes,
  jsonLdContext,
  rdfs,
  schemeTitle,
} from '../src/index.ts';

const vocabulary = new Parser().parse(readFileSync(new URL('../carrefour.ttl', import.meta.url), 'utf8'));

describe('the vocabulary', () => {
  it('is what the terms in code say', async () => {
    const file = new URL('../src/terms.ts', import.meta.url).pathname;
    const options = { ...(await resolveConfig(file)), filepath: file };
    expect(readFileSync(file, 'utf8')).toBe(await format(generateTerms(), options));
  });

  it.each(Object.entries(car))('labels, explains and defines car:%s in both languages', (_, iri) => {
    const said = vocabulary.filter(({ subject }) => subject.value === iri);
    const languages = (property: string) =>
      said
        .filter(({ predicate }) => predicate.value === property)
        .map(({ object }) => (object.termType === 'Literal' ? object.language : ''))
        .sort();
    expect(languages(rdfs.label)).toEqual(['en', 'fr']);
    expect(languages(rdfs.comment)).toEqual(['en', 'fr']);
    expect(said.some(({ predicate }) => predicate.value === rdfs.isDefinedBy)).toBe(true);
  });

  it('has every term of its own in the JSON-LD context', () => {
    const named = new Set(
      Object.values(jsonLdContext).map((entry) => (typeof entry === 'object' ? entry['@id'] : entry)),
    );
    for (const name of Object.keys(car)) expect(named).toContain(`car:${name}`);
  });
});

describe.each(conceptSchemes)('the concepts of %s', (scheme) => {
  const all = concepts(scheme);

  it('have a title, labels and definitions in both languages', () => {
    expect(schemeTitle(scheme)).toMatchObject({ fr: /./, en: /./ });
    for (const { code, prefLabel, definition } of all) {
      for (const text of [prefLabel.fr, prefLabel.en, definition.fr, definition.en])
        expect(text, code).not.toBe('');
    }
  });

  it('are told apart by code and by label', () => {
    for (const of of [
      (code: (typeof all)[number]) => code.code,
      (c: (typeof all)[number]) => c.prefLabel.fr,
      (c: (typeof all)[number]) => c.prefLabel.en,
    ]) {
      expect(new Set(all.map(of)).size).toBe(all.length);
    }
    for (const concept of all) expect(conceptOfIri(concept.iri)).toBe(concept);
  });

  it.each(['fr', 'en'] as const)('share no label, preferred or other, in %s', (language) => {
    const labels = all.flatMap(({ prefLabel, altLabels }) =>
      [prefLabel[language], ...altLabels[language]].map((label) => label.toLocaleLowerCase(language)),
    );
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
  });

  it('have other labels, the words that people use, in both languages', () => {
    for (const { code, altLabels } of all) {
      expect(altLabels.fr, code).not.toEqual([]);
      expect(altLabels.en, code).not.toEqual([]);
    }
  });

  it('lie under concepts that exist, and never under themselves', () => {
    const codes = new Set(all.map(({ code }) => code));
    for (const { code, broader, narrower } of all) {
      if (broader !== undefined) expect(codes).toContain(broader);
      expect(ancestors(scheme, code)).not.toContain(code);
      for (const below of narrower) expect(ancestors(scheme, below)[0]).toBe(code);
    }
  });
});

it('themes have two levels', () => {
  expect(concepts('theme').some(({ narrower }) => narrower.length > 0)).toBe(true);
  for (const { code } of concepts('theme')) expect(ancestors('theme', code).length).toBeLessThanOrEqual(1);
});
