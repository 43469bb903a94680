import { Parser, Store, type Quad } from 'n3';
import { describe, expect, it } from 'vitest';
import { compileShapes } from '../src/compile-shapes.ts';

const header = `
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix ex: <https://example.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
`;

const parse = (text: string): Quad[] => new Parser().parse(header + text);

async function failing(shapes: string, data: string): Promise<string[]> {
  const report = await compileShapes([['test.ttl', parse(shapes)]]).validate(new Store(parse(data)));
  return report.results.map(
    ({ focusNode, value }) => `${focusNode.terms[0]?.value ?? ''} ${value?.terms[0]?.value ?? ''}`,
  );
}

const family = `
ex:a ex:parent ex:b . ex:b ex:guardian ex:c . ex:c ex:parent ex:d . ex:x ex:knows ex:a .
ex:d ex:name "D" .`;

describe('paths inside paths', () => {
  it.each([
    [
      'a repeated choice',
      '[ sh:zeroOrMorePath [ sh:alternativePath ( ex:parent ex:guardian ) ] ]',
      ['a', 'b', 'c', 'd'],
    ],
    ['a choice of sequences', '[ sh:alternativePath ( ( ex:parent ex:guardian ) ex:friend ) ]', ['c']],
    ['the inverse of a sequence', '[ sh:inversePath ( ex:knows ex:nobody ) ]', []],
    ['the inverse of a choice', '[ sh:inversePath [ sh:alternativePath ( ex:knows ex:nobody ) ] ]', ['x']],
    [
      'a repetition within a sequence',
      '( ex:parent [ sh:oneOrMorePath [ sh:alternativePath ( ex:guardian ex:parent ) ] ] )',
      ['c', 'd'],
    ],
  ])('are walked: %s', async (_, path, reached) => {
    const shapes = `ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:property [ sh:path ${path} ; sh:nodeKind sh:Literal ] .`;
    const found = await failing(shapes, family);
    expect(found.sort()).toEqual(reached.map((name) => `https://example.org/a https://example.org/${name}`));
  });
});

describe('what is not supported', () => {
  const constraint = (select: string): string =>
    `ex:S a sh:NodeShape ; sh:targetNode ex:a ; sh:sparql [ sh:select """${select}""" ] .`;

  it.each([
    ['sh:parameter', 'ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:lang ] .'],
    ['sh:rule', 'ex:S a sh:NodeShape ; sh:rule [ sh:object ex:a ] .'],
    ['sh:target', 'ex:S a sh:NodeShape ; sh:target [ sh:select "SELECT ?this { ?this ?p ?o }" ] .'],
    ['sh:path', 'ex:S a sh:NodeShape ; sh:property [ sh:path ( ex:a ( ex:b ex:c ) ) ; sh:minCount 1 ] .'],
    ['MINUS', constraint('SELECT $this WHERE { $this ?p ?o MINUS { $this ?p 1 } }')],
    ['VALUES', constraint('SELECT $this WHERE { VALUES ?x { 1 } $this ?p ?x }')],
    ['SERVICE', constraint('SELECT $this WHERE { $this ?p ?o SERVICE <http://example.org/> { ?a ?b ?c } }')],
    ['\\$shapesGraph', constraint('SELECT $this WHERE { GRAPH $shapesGraph { $this ?p ?o } }')],
    ['binds \\$this', constraint('SELECT $this WHERE { BIND (true AS $this) }')],
    ['sub-SELECT', constraint('SELECT $this WHERE { $this ?p ?o { SELECT ?o WHERE { ?s ?q ?o } } }')],
    ['no SPARQL', constraint('SELECT $this WHERE {')],
    ['no SELECT', constraint('ASK { $this ?p ?o }')],
  ])('is refused by name: %s', (name, shapes) => {
    expect(() => compileShapes([['test.ttl', parse(shapes)]])).toThrow(new RegExp(`^test\\.ttl: .*${name}`));
  });
});
