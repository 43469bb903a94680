import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { createMapping, type MappingParts } from '../../src/map/mapping.ts';
import { isSafePattern } from '../../src/map/safe-pattern.ts';
import { queryProblem } from '../../src/map/construct.ts';

const base = 'https://carrefour.invalid/record/s/p/1';

function mapped(yaml: string, record: Record<string, never>, parts: Partial<MappingParts> = {}) {
  const mapping = createMapping({
    content: parse(yaml),
    harvested: [],
    concepts: () => undefined,
    identity: [],
    ...parts,
  });
  const result = mapping.map(record, { base, language: 'fr' });
  const said = result.quads.map(({ subject, predicate, object }) =>
    [subject.value.replace(base, ''), predicate.value.split(/[#/]/).at(-1), object.id.replace(base, '')].join(
      ' ',
    ),
  );
  return { ...result, said };
}

const oneFunction = (name: string, extra = '') => `
mappings:
  it:
    s: '#it'
    po:
      - p: schema:keywords
        o: { function: fn:${name}, parameters: [[fn:value, $(v)]${extra}] }`;

test.each([
  ['date', '15/03/2024', '"2024-03-15"^^http://www.w3.org/2001/XMLSchema#date'],
  ['date', 'mars 2024', '"2024-03"^^http://www.w3.org/2001/XMLSchema#gYearMonth'],
  ['date', '2024', '"2024"^^http://www.w3.org/2001/XMLSchema#gYear'],
  ['latitude', '45,8', '"45.8"^^http://www.w3.org/2001/XMLSchema#decimal'],
  ['epoch', '1505836684470', '"2017-09-19T15:58:04.470Z"^^http://www.w3.org/2001/XMLSchema#dateTime'],
  ['url', 'exemple.fr', 'https://exemple.fr/'],
  ['stripHtml', '<p>Un &eacute;t&eacute;</p><script>x</script>', '"Un été"'],
  ['sentenceCase', 'LA RECYCLERIE', '"La recyclerie"'],
  ['slug', 'L’Été à Guéret', '"l-ete-a-gueret"'],
])('fn:%s makes of “%s” %s', (name, v, expected) => {
  expect(mapped(oneFunction(name), { v } as never).said).toEqual([`#it keywords ${expected}`]);
});

test.each([
  ['date', '31/02/2021'],
  ['latitude', '95'],
  ['url', 'update6'],
  ['mail', 'demandez-moi'],
])('fn:%s reports “%s” and leaves it out', (name, v) => {
  const { quads, problems } = mapped(oneFunction(name), { v } as never);
  expect(quads).toEqual([]);
  expect(problems).toHaveLength(1);
  expect(problems[0]?.message.fr).toContain(v);
});

test('fn:clean takes “non renseigné” and given words for nothing', () => {
  expect(
    mapped(oneFunction('clean', ", [fn:missing, 'à venir|rien']"), { v: ['NR', 'Rien', 'a  b'] } as never)
      .said,
  ).toEqual(['#it keywords "a b"']);
});

const nested = `
mappings:
  it:
    s: '#it'
    po:
      - [a, car:Innovation]
      - [schema:name, $(nom)]
      - [car:carrier, '#carrier~iri']
      - { p: car:implementedIn, o: { mapping: places } }
  carrier:
    s: '#carrier'
    po: [[a, org:Organization], [schema:name, $(porteur)]]
  places:
    sources: [[record~jsonpath, '$.lieux[*]']]
    s: '#place-$(_index)'
    po: [[a, schema:Place], [schema:name, $(ville)], [schema:keywords, $(^.nom)]]`;

test('a nested iterator makes a subject an item; nodes of which nothing is said go, and links to them', () => {
  const record = { nom: 'Garage', porteur: '', lieux: [{ ville: 'Guéret' }, { ville: 'Tulle' }], autre: 1 };
  const { said, unmapped } = mapped(nested, record as never);
  expect(said.filter((line) => line.includes('arrier'))).toEqual([]);
  expect(said).toContain('#it implementedIn #place-2');
  expect(said).toContain('#place-1 keywords "Garage"');
  expect(said).toContain('#it name "Garage"@fr');
  expect(unmapped).toEqual(['autre']);
});

test('a query replaces what was mapped by what it constructs', () => {
  const query = 'PREFIX s: <https://schema.org/> CONSTRUCT { <#it> s:keywords ?n } WHERE { <#it> s:name ?n }';
  expect(mapped(nested, { nom: 'Garage' } as never, { query }).said).toEqual(['#it keywords "Garage"@fr']);
});

test('queries that reach out, nest too deep or construct nothing are refused', () => {
  expect(queryProblem('SELECT * {}')).toContain('CONSTRUCT');
  expect(queryProblem('CONSTRUCT {} WHERE { SERVICE <http://x> {} }')).toContain('SERVICE');
  expect(queryProblem(`CONSTRUCT {} WHERE ${'{'.repeat(60)}${'}'.repeat(60)}`)).toContain('nested');
});

test('patterns that could take for ever are refused', () => {
  expect(['(a+)+$', '(a|aa)*', String.raw`(x)\1`, '['].map(isSafePattern)).toEqual([
    false,
    false,
    false,
    false,
  ]);
  expect(isSafePattern('^(rue|avenue) ')).toBe(true);
});
