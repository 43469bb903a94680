import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  alignedWith,
  conceptIri,
  conceptOfIri,
  conceptsStandingFor,
  prefixes,
  skos,
  vocabularyQuads,
  writtenIri,
} from '../src/index.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const shared = path.resolve(root, process.env['CARREFOUR_SHARED'] ?? '../shared', 'data');
const hasShared = existsSync(path.join(shared, 'vocabularies'));
const concept = `${prefixes.car.replace('ns#', '')}concept/`;
const pair = 'http://virtual-assembly.org/ontologies/pair#';
const ess = 'http://purl.org/essglobal/';
const cis = 'https://w3id.org/carrefour/cis/';

const subjects = [...new Set(vocabularyQuads().map(({ subject }) => subject.value))];
const codesOf = (iri: string): string[] => conceptsStandingFor(iri).map(({ code }) => code);
const read = (file: string): string => readFileSync(path.join(shared, file), 'utf8');

describe('alignments', () => {
  it('name concepts that exist', () => {
    const named = subjects.flatMap((iri) => alignedWith(iri)).map(({ iri }) => iri);
    const ours = named.filter((iri) => iri.startsWith(concept));
    expect(ours.length).toBeGreaterThan(200);
    for (const iri of ours) expect(conceptOfIri(iri), iri).toBeDefined();
  });

  it('stand for a foreign concept under any of its bases', () => {
    const bases = [
      ess,
      'http://www.purl.org/essglobal/',
      'https://w3id.solidarityeconomy.coop/essglobal/V2a/',
      'https://dev.lod.coop/essglobal/2.1/',
    ];
    for (const base of bases) {
      expect(writtenIri(`${base}standard/organisational-structure/OS60`)).toBe(
        `${ess}standard/organisational-structure/OS60`,
      );
      expect(codesOf(`${base}standard/organisational-structure/OS60`)).toEqual(['COOP-WORK']);
    }
  });

  it.each([
    ['http://virtual-assembly.org/ontologies/pair/hasTopic', `${pair}hasTopic`],
    ['pair:Thema', `${pair}Theme`],
    ['pair:label', `${pair}label`],
    [`${pair}mobilizedBy`, `${pair}moblizedBy`],
    [`${pair}Organization`, `${pair}Organization`],
    ['http://schema.org/name', `${prefixes.schema}name`],
    ['https://example.org/other', 'https://example.org/other'],
  ])('write %s as %s', (met, written) => {
    expect(writtenIri(met)).toBe(written);
  });

  it('give what is closest first, and keep what is only related from standing for a concept', () => {
    expect(alignedWith(`${cis}2018/SEN`).map(({ kind }) => kind)).toEqual(['exact', 'related']);
    expect(codesOf(`${cis}2018/SEN`)).toEqual(['SOL-AGE']);
    expect(codesOf(`${cis}2018/AUT`)).toEqual([]);
  });

  it('hold all seventeen goals', () => {
    for (let goal = 1; goal <= 17; goal += 1) {
      expect(alignedWith(`https://metadata.un.org/sdg/${String(goal)}`)).toEqual([
        { kind: 'exact', iri: conceptIri('sdg', String(goal)) },
      ]);
    }
  });
});

describe.skipIf(!hasShared)(
  'alignments beside published vocabularies (skipped: ../shared/data is not there)',
  () => {
    it('hold the forty codes of 2018', () => {
      const codes = Object.keys(JSON.parse(read('cis-nomenclature/nomenclature.json')) as object);
      expect(codes).toHaveLength(40);
      for (const code of codes) expect(alignedWith(`${cis}2018/${code}`), code).not.toEqual([]);
    });

    it('hold every code that the records of 2019 use, on the level where they use it', () => {
      const cells = read('cis-ffe-projects/ffe.csv').matchAll(
        /(?:^|,)((?:[A-Z]{3}-|-)+(?:[A-Z]{3})?)(?=,)/gm,
      );
      const codes = new Set(
        [...cells].flatMap(([, cell]) => (cell ?? '').split('-')).filter((code) => code !== ''),
      );
      expect(codes.size).toBeGreaterThan(30);
      for (const code of codes) {
        expect([...codesOf(`${cis}2019/1/${code}`), ...codesOf(`${cis}2019/2/${code}`)], code).not.toEqual(
          [],
        );
      }
    });

    it.each([
      { name: 'PAIR', base: pair, file: 'pair/pair.ttl', before: ':' },
      {
        name: 'the EU data themes',
        base: 'http://publications.europa.eu/resource/authority/data-theme/',
        file: 'eu/data-theme-skos-ap-act.rdf',
        before: 'data-theme/',
      },
      {
        name: 'ESSGlobal’s terms',
        base: `${ess}vocab/`,
        file: 'essglobal/essglobal-vocab.ttl',
        before: 'essglobal/vocab/',
      },
      ...[
        'themes',
        'legal-form',
        'organisational-structure',
        'activities-modified',
        'activities',
        'qualifiers',
      ].map((name) => ({
        name: `ESSGlobal’s ${name}`,
        base: `${ess}standard/${name}/`,
        file: `essglobal/${name}.skos`,
        before: '"',
      })),
    ])('align only what $name has, or is known to be a slip', ({ base, file, before }) => {
      const text = read(`vocabularies/${file}`);
      const aligned = subjects.filter(
        (iri) => iri.startsWith(base) && writtenIri(iri) === iri && alignedWith(iri).length > 0,
      );
      expect(aligned).not.toEqual([]);
      const isThere = (name: string): boolean =>
        text.includes(`${before}${name}`) || name === 'preferredLabel';
      for (const iri of aligned) expect(isThere(iri.slice(base.length)), iri).toBe(true);
    });

    it('cover every class and property of a published PAIR graph', () => {
      const graph = read('virtual-assembly-pair/organizations-themes-skills.nt');
      const met = new Set(
        [...graph.matchAll(/<((?:pair:|http:\/\/virtual-assembly\.org\/ontologies\/pair#)[^>]+)>/g)].map(
          ([, iri]) => iri ?? '',
        ),
      );
      const uncovered = [...met]
        .filter((iri) => alignedWith(iri).length === 0)
        .map((iri) => iri.slice(iri.search(/[#:][^#:/]*$/) + 1));
      expect(uncovered.sort()).toEqual(['involvedIn', 'topicOf']);
    });
  },
);

it('concepts of other vocabularies are never ours', () => {
  const inScheme = vocabularyQuads().filter(({ predicate }) => predicate.value === skos.inScheme);
  for (const { subject, object } of inScheme) {
    expect(subject.value.startsWith(`${object.value}/`), subject.value).toBe(true);
  }
});
