import { readFile, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeProtocolContract } from './protocol.contract.ts';
import {
  all,
  fixturePath,
  openProtocol,
  type ProtocolFixture,
  type ProtocolUnderTest,
} from './protocol-under-test.ts';

const voc = 'https://voc.example.org/#';
const fixture: ProtocolFixture = {
  name: 'rdf',
  site: { '/lieux.ttl': 'lieux.ttl' },
  options: (url) => ({ url, class: `${voc}Lieu`, follow: [`${voc}theme`] }),
  records: 2,
  failed: 1,
  local: { content: 'lieux.ttl', records: 2, failed: 1 },
};

describeProtocolContract(fixture);

let under: ProtocolUnderTest;
beforeEach(async () => {
  under = await openProtocol(fixture);
});
afterEach(() => under.close());

/** What one pass over a text of another syntax gives. */
async function read(body: string, type: string) {
  under.site.answers.set('/lieux.ttl', { body, type });
  return all(under.list());
}

test('a record is all that is said of a resource: languages, datatypes, lists, nameless nodes, what is followed', async () => {
  const [moulin] = (await all(under.list())).filter(({ outcome }) => outcome === 'record');
  expect(moulin).toMatchObject({
    payload: {
      '@id': 'https://example.org/lieux/moulin',
      '@type': [`${voc}Lieu`],
      [`${voc}nom`]: [
        { '@value': 'Le Moulin', '@language': 'fr' },
        { '@value': 'The Mill', '@language': 'en' },
      ],
      [`${voc}ouvert`]: [{ '@value': '2031-02-01', '@type': 'http://www.w3.org/2001/XMLSchema#date' }],
      [`${voc}adresse`]: [{ '@type': [`${voc}Adresse`], [`${voc}ville`]: [{ '@value': 'Guéret' }] }],
      [`${voc}theme`]: [{ '@id': `${under.site.origin}/themes/eau`, [`${voc}nom`]: [{ '@value': 'Eau' }] }],
      [`${voc}etapes`]: [{ '@list': [{ '@value': 'idée' }, { '@value': 'essai' }] }],
    },
  });
});

test('IRIs that cannot be, and prefixed names that were not expanded, are told and stay', async () => {
  const outcomes = await all(under.list());
  const noticed = outcomes.flatMap((one) => (one.outcome === 'noticed' ? [one.reason] : []));
  expect(noticed).toHaveLength(2);
  expect(noticed[0]).toContain('page%20d');
  expect(noticed[1]).toContain('“ex:Tour” is a prefixed name');
  const phare = outcomes.at(-1);
  expect(phare).toMatchObject({
    payload: {
      '@type': ['ex:Tour', `${voc}Lieu`],
      [`${voc}site`]: [{ '@id': "https://phare.example.org/page%20d'accueil" }],
      [`${voc}voisin`]: [{ '@id': 'https://example.org/lieux/moulin' }],
    },
  });
});

test('without an address to resolve them, relative IRIs are told', async () => {
  const text = await readFile(fixturePath('rdf', 'lieux.ttl'), 'utf8');
  await writeFile(`${under.folder}/lieux.ttl`, text);
  const outcomes = await all(under.list({}, { ...fixture.options('file:lieux.ttl') }));
  const reasons = outcomes.flatMap((one) => (one.outcome === 'noticed' ? [one.reason] : []));
  expect(reasons.some((reason) => reason.includes('“themes/eau” is relative'))).toBe(true);
  const based = await all(
    under.list({}, { ...fixture.options('file:lieux.ttl'), base: 'https://example.org/' }),
  );
  expect(JSON.stringify(based)).toContain('https://example.org/themes/eau');
});

test('a broken line of N-Triples is one failure with its line; nameless nodes hold across it', async () => {
  const outcomes = await read(
    await readFile(fixturePath('rdf', 'lieux.nt'), 'utf8'),
    'application/n-triples',
  );
  expect(outcomes[0]).toMatchObject({ outcome: 'failed', locator: `${under.address} line 3` });
  expect(outcomes[1]).toMatchObject({
    payload: { [`${voc}adresse`]: [{ [`${voc}ville`]: [{ '@value': 'Guéret' }] }] },
  });
});

test('RDF/XML is read; a document type declaration is refused', async () => {
  const text = await readFile(fixturePath('rdf', 'lieux.rdf'), 'utf8');
  const outcomes = await read(text, 'application/rdf+xml');
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['noticed', 'record']);
  expect(outcomes[1]).toMatchObject({
    payload: { [`${voc}nom`]: [{ '@value': 'Le Moulin', '@language': 'fr' }] },
  });
  const bomb = text.replace('<rdf:RDF', '<!DOCTYPE rdf:RDF [<!ENTITY a "aaaa">]>\n<rdf:RDF');
  await expect(read(bomb, 'application/rdf+xml')).rejects.toThrow('document type declaration');
});

test('the same statements give the same record in Turtle, TriG and N-Quads, in any order', async () => {
  const prefix = `@prefix ex: <${voc}>.`;
  const statements = '<https://example.org/a> a ex:Lieu; ex:nom "A"; ex:lieu [ ex:nom "B" ], [ ex:nom "C" ].';
  const quads = [
    `_:y <${voc}nom> "C" <https://example.org/g> .`,
    `<https://example.org/a> <${voc}lieu> _:y <https://example.org/g> .`,
    `<https://example.org/a> <${voc}lieu> _:x <https://example.org/g> .`,
    `_:x <${voc}nom> "B" <https://example.org/g> .`,
    `<https://example.org/a> <${voc}nom> "A" <https://example.org/g> .`,
    `<https://example.org/a> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <${voc}Lieu> <https://example.org/g> .`,
  ].join('\n');
  const expected = await read(`${prefix} ${statements}`, 'text/turtle');
  expect(await read(`${prefix} <https://example.org/g> { ${statements} }`, 'application/trig')).toEqual(
    expected,
  );
  expect(await read(quads, 'application/n-quads')).toEqual(expected);
});

test('broken Turtle tells its line, and is no empty list', async () => {
  await expect(read('<https://example.org/a> a .', 'text/turtle')).rejects.toThrow('line 1');
});

test('classes and what is followed are found under every base of their vocabulary, slips included', async () => {
  const pair = 'http://virtual-assembly.org/ontologies/pair';
  const text = (at: string): string => `
    @prefix pair: <${at}>.
    <https://example.org/a> a pair:Organisation; pair:hasTopic <https://example.org/t>.
    <https://example.org/t> a <pair:Thema>; pair:label "Eau".`;
  for (const at of [`${pair}#`, `${pair}/`]) {
    under.site.answers.set('/lieux.ttl', { body: text(at), type: 'text/turtle' });
    const options = { url: under.address, class: `${pair}#Organization`, follow: `${pair}/hasTopic` };
    const outcomes = await all(under.list({}, options));
    expect(outcomes.filter(({ outcome }) => outcome === 'record')).toEqual([
      expect.objectContaining({
        payload: {
          '@id': 'https://example.org/a',
          '@type': [`${at}Organisation`],
          [`${at}hasTopic`]: [
            {
              '@id': 'https://example.org/t',
              '@type': ['pair:Thema'],
              [`${at}label`]: [{ '@value': 'Eau' }],
            },
          ],
        },
      }),
    ]);
  }
});
