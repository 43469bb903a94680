import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeProtocolContract } from './protocol.contract.ts';
import { all, openProtocol, type ProtocolFixture, type ProtocolUnderTest } from './protocol-under-test.ts';

const as = 'https://www.w3.org/ns/activitystreams#';
const fixture: ProtocolFixture = {
  name: 'jsonld',
  site: { '/outbox?page=1': 'page-1.jsonld', '/outbox?page=2': 'page-2.jsonld' },
  options: (url) => ({ url, class: `${as}Organization` }),
  records: 2,
  failed: 1,
  pages: 2,
  local: { content: 'liste.jsonld', records: 1, failed: 1 },
};

describeProtocolContract(fixture);

let under: ProtocolUnderTest;
beforeEach(async () => {
  under = await openProtocol(fixture);
});
afterEach(() => under.close());

/** What one pass over one document gives. */
async function read(document: unknown, options: Readonly<Record<string, unknown>> = {}) {
  under.site.answers.set('/outbox?page=1', { body: JSON.stringify(document), type: 'application/ld+json' });
  return all(under.list({}, { ...fixture.options(under.address), ...options }));
}

test('a record is a node of its class, with languages, datatypes and the nodes within it', async () => {
  const [moulin] = (await all(under.list())).filter(({ outcome }) => outcome === 'record');
  expect(moulin).toMatchObject({
    payload: {
      '@id': `${under.site.origin}/actors/moulin`,
      [`${as}name`]: [
        { '@value': 'Le Moulin', '@language': 'fr' },
        { '@value': 'The Mill', '@language': 'en' },
      ],
      [`${as}published`]: [
        { '@value': '2031-02-01T10:00:00Z', '@type': 'http://www.w3.org/2001/XMLSchema#dateTime' },
      ],
      [`${as}location`]: [{ 'https://voc.example.org/#ville': [{ '@value': 'Guéret' }] }],
    },
  });
});

test('a name that no context defines is told; with a vocabulary it is kept', async () => {
  const noticed = (await all(under.list())).filter(({ outcome }) => outcome === 'noticed');
  expect(noticed).toMatchObject([{ locator: expect.stringContaining('couleur') as string }]);
  const kept = await all(
    under.list({}, { ...fixture.options(under.address), vocab: 'https://voc.example.org/#' }),
  );
  expect(kept.some(({ outcome }) => outcome === 'noticed')).toBe(false);
  expect(JSON.stringify(kept)).toContain('https://voc.example.org/#couleur');
});

test('a remote context that is not bundled is refused with its name and the mend, and never fetched', async () => {
  const document = { '@context': `${under.site.origin}/ctx`, '@id': 'https://example.org/a', nom: 'A' };
  await expect(read(document)).rejects.toThrow(/ctx is not bundled.*contexts: \{/);
  expect(under.site.requests).toEqual(['/outbox?page=1']);
  await writeFile(
    path.join(under.folder, 'ctx.jsonld'),
    JSON.stringify({ '@context': { nom: `${as}name`, Structure: `${as}Organization` } }),
  );
  const contexts = { [`${under.site.origin}/ctx`]: 'file:ctx.jsonld' };
  const [record] = await read({ ...document, '@type': 'Structure' }, { contexts });
  expect(record).toMatchObject({ payload: { [`${as}name`]: [{ '@value': 'A' }] } });
});

test('schema.org is read by its vocabulary', async () => {
  const document = {
    '@context': 'https://schema.org/',
    '@type': 'Organization',
    '@id': 'https://example.org/a',
    sameAs: 'https://a.example.org',
  };
  const [record] = await read(document, { class: 'https://schema.org/Organization' });
  expect(record).toMatchObject({
    payload: { 'https://schema.org/sameAs': [{ '@id': 'https://a.example.org' }] },
  });
});

test('a document that nests too deep is refused before it is parsed', async () => {
  under.site.answers.set('/outbox?page=1', { body: '{"a":'.repeat(5000) + '1' + '}'.repeat(5000) });
  await expect(all(under.list())).rejects.toThrow('levels deep');
});

test('pages that lead in a circle end the pass', async () => {
  const next = under.address;
  const page = { '@context': 'https://www.w3.org/ns/activitystreams', id: `${next}#page`, next };
  await expect(read(page)).rejects.toMatchObject({ code: 'endless-paging' });
});

test('a collection leads to its first page', async () => {
  const first = `${under.site.origin}/outbox?page=2`;
  const collection = { '@context': 'https://www.w3.org/ns/activitystreams', id: under.address, first };
  expect((await read(collection)).map(({ outcome }) => outcome)).toEqual(['failed', 'record']);
});

test('a tombstone says that a record was deleted, and is no record even where it keeps its class', async () => {
  const document = {
    '@context': 'https://www.w3.org/ns/activitystreams',
    type: 'Collection',
    items: [
      { id: 'https://example.org/a', type: 'Organization', name: 'A' },
      { id: 'https://example.org/b', type: 'Tombstone', formerType: 'Organization' },
      { id: 'https://example.org/c', type: ['Organization', 'Tombstone'] },
      { type: 'Tombstone' },
    ],
  };
  const outcomes = await read(document);
  expect(outcomes.map((one) => [one.outcome, 'payload' in one ? one.payload['@id'] : undefined])).toEqual([
    ['record', 'https://example.org/a'],
    ['deleted', 'https://example.org/b'],
    ['deleted', 'https://example.org/c'],
  ]);
});
