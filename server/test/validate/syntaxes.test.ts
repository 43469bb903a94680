import { describe, expect, it } from 'vitest';
import { validate } from './rules.ts';

const turtle = `@prefix car: <https://w3id.org/carrefour/ns#> .
@prefix schema: <https://schema.org/> .
@prefix dcterms: <http://purl.org/dc/terms/> .

<https://partner.example/1> a car:Innovation ;
  schema:name "Garage solidaire"@fr ;
  dcterms:subject <https://w3id.org/carrefour/concept/theme/MOB> ;
  car:implementedIn [
    a schema:Place ;
    schema:latitude 146.17 ;
    schema:longitude 1.87
  ] ;
  schema:url "https://partner.example/1" .
`;
const ntriples = `<https://partner.example/1> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://w3id.org/carrefour/ns#Innovation> .
# a comment

<https://partner.example/1> <https://schema.org/name> "Garage" .
<https://partner.example/1> <https://schema.org/url> "no address" .
<https://partner.example/1> <https://schema.org/description> no quotes .
`;
const rdfXml = `<?xml version="1.0"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:schema="https://schema.org/" xmlns:car="https://w3id.org/carrefour/ns#">
  <car:Innovation rdf:about="https://partner.example/1">
    <schema:name xml:lang="fr">Garage</schema:name>
    <schema:url>no address</schema:url>
  </car:Innovation>
</rdf:RDF>
`;
const mapping = `prefixes:
  car: https://w3id.org/carrefour/ns#
  schema: https://schema.org/
mappings:
  it:
    s: '#it'
    po:
      - [a, car:Innovation]
      - [schema:name, '$(nom)', fr~lang]
      - [schema:url, '$(page)']
`;
const csv = `nom;page
Garage solidaire;https://partner.example/1
;https://partner.example/2
Épicerie;sans-adresse;de trop
`;

async function linesOf(text: string, more: Parameters<typeof validate>[1] = {}) {
  const report = await validate(text, more);
  const lines = report.causes
    .filter(({ severity }) => severity === 'violation')
    .map(({ cause, places }) => [cause, places[0]?.line]);
  return { report, lines: Object.fromEntries(lines) as Record<string, number | undefined> };
}

describe('the line of what is wrong', () => {
  it('is told in Turtle, within nameless nodes too', async () => {
    const { report, lines } = await linesOf(turtle);
    expect(report).toMatchObject({ format: 'trig', things: 1 });
    expect(lines).toEqual({ 'latitude-range': 10, 'url-address': 13 });
  });

  it('is told where Turtle is broken', async () => {
    const { lines } = await linesOf(turtle.replace('"Garage solidaire"@fr ;', '"Garage solidaire"@fr'), {
      name: 'a.ttl',
    });
    expect(lines['unreadable']).toBe(7);
  });

  it('is told in N-Triples, of whose lines one may be broken', async () => {
    const { report, lines } = await linesOf(ntriples, { mediaType: 'application/n-triples' });
    expect(report.format).toBe('ntriples');
    expect(lines).toEqual({ 'url-address': 5, unreadable: 6 });
  });

  it('is told in RDF/XML', async () => {
    const { report, lines } = await linesOf(rdfXml);
    expect(report.format).toBe('rdfxml');
    expect(lines).toEqual({ 'url-address': 6 });
  });

  it('is told in a table and in its mapping', async () => {
    const { report, lines } = await linesOf(csv, { mapping, name: 'a.csv' });
    expect(report).toMatchObject({ format: 'csv', things: 2 });
    expect(lines).toMatchObject({ 'name-required': 3, unreadable: 4 });
    const wrong = await validate(csv, { mapping: mapping.replace('po:', 'pos:'), name: 'a.csv' });
    expect(wrong.causes[0]).toMatchObject({
      cause: 'mapping-wrong',
      places: [{ document: 'mapping', line: 7 }],
    });
    expect((await validate(csv, { name: 'a.csv' })).causes[0]?.cause).toBe('mapping-missing');
    const empty = 'nom;page;ville\nGarage solidaire;https://partner.example/1;Guéret\n;;Aubusson\n';
    expect((await linesOf(empty, { mapping, name: 'a.csv' })).lines).toMatchObject({
      'describes-nothing': 3,
    });
  });
});

describe('what could do harm', () => {
  it('a document type declaration is refused', async () => {
    const bomb = rdfXml.replace('<rdf:RDF', '<!DOCTYPE x [<!ENTITY a "aaaa">]>\n<rdf:RDF');
    expect((await validate(bomb)).causes[0]).toMatchObject({ cause: 'doctype', severity: 'violation' });
  });

  it('brackets that nest too deep are refused before they are parsed', async () => {
    const deep = `{"@graph":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    expect((await validate(deep, { format: 'jsonld' })).causes[0]?.cause).toBe('too-deep');
  });

  it('too many bytes or statements are refused with what to do', async () => {
    await expect(validate(turtle, { bounds: { bytes: 100 } })).rejects.toMatchObject({ code: 'too-large' });
    await expect(validate(turtle, { bounds: { quads: 3 } })).rejects.toMatchObject({ code: 'too-large' });
  });

  it.each(['', ' ', 'null', '[]', '0', '<', '{"@context": 12}', '<html><p>', '\u0000', 'a,b\n1'])(
    'of %j comes a report',
    async (text) => {
      const report = await validate(text);
      expect(report.conforms).toBe(false);
      expect(report.causes[0]?.message['fr']).toMatch(/\S/);
    },
  );
});

it('one cause is told once, with how often and where', async () => {
  const many = Array.from(
    { length: 60 },
    (_, n) => `<#n${String(n)}> a <https://w3id.org/carrefour/ns#Innovation> .`,
  );
  const report = await validate(many.join('\n'), { format: 'turtle' });
  const cause = report.causes.find((one) => one.cause === 'name-required');
  expect(cause?.count).toBe(60);
  expect(cause?.places).toHaveLength(50);
  expect(cause?.places[1]).toMatchObject({ line: 2, focusNode: '#n1' });
});
