import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { writtenIri } from '@carrefour/ontology';
import { describe, expect, test } from 'vitest';
import type { RawRecord } from '../../src/protocol.ts';
import { feed } from '../../src/protocols/feed.ts';
import { describeProtocolContract } from './protocol.contract.ts';
import { all, fixturePath } from './protocol-under-test.ts';

describeProtocolContract({
  name: 'feed',
  site: { '/actualites.xml': 'actualites.xml', '/actualites-2.xml': 'actualites-2.xml' },
  options: (url) => ({ url }),
  records: 3,
  failed: 1,
  pages: 2,
  local: { content: 'actualites.xml', records: 2, failed: 1 },
});

/** One pass over bytes that a partner answers with. */
async function read(bytes: Uint8Array | string, contentType = 'application/xml'): Promise<RawRecord[]> {
  const body = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;
  const pass = feed.list(
    feed.options.parse({ url: 'https://partenaire.example/fil/rss.xml', pages: 'first' }),
    {
      fetch: (url) =>
        Promise.resolve({ url, status: 200, headers: { 'content-type': contentType }, bytes: body }),
      folder: import.meta.dirname,
      signal: new AbortController().signal,
      maxPages: 1,
      writtenIri,
    },
  );
  return all(pass[Symbol.asyncIterator]());
}

function payloads(outcomes: readonly RawRecord[]): Record<string, unknown>[] {
  return outcomes.flatMap((one) => (one.outcome === 'record' ? [one.payload] : []));
}

describe('feed', () => {
  test('keeps every field: namespaces, attributes, lists, groups and what is the partner’s own', async () => {
    const [first] = payloads(await read(await readFile(fixturePath('feed', 'actualites.xml'))));
    expect(first).toEqual({
      title: 'Un frigo partagé à Ussel',
      link: 'https://partenaire.example/frigo?a=1&b=2',
      guid: 'fil-101',
      'guid@isPermaLink': 'false',
      pubDate: 'Tue, 03 Mar 2026 09:30:00 +0100',
      category: ['Alimentation', 'Voisinage'],
      'category@domain': 'theme',
      'dc:creator': 'La rédaction',
      description: 'Chacun dépose & prend.',
      'content:encoded': '<p>Chacun <b>dépose</b> & prend.</p>',
      enclosure: { url: 'https://partenaire.example/frigo.jpg', type: 'image/jpeg', length: '2048' },
      'media:group': {
        content: [{ url: 'https://partenaire.example/1.jpg' }, { url: 'https://partenaire.example/2.jpg' }],
      },
      'carte:lieu': { commune: 'Ussel', 'commune@insee': '19275' },
      _id: 'fil-101',
      _link: 'https://partenaire.example/frigo?a=1&b=2',
      _date: '2026-03-03T08:30:00.000Z',
      _feed: { title: 'Le fil des initiatives', link: 'https://partenaire.example/', language: 'fr' },
    });
  });

  test('reads Atom: links by role, relative ones made whole, XHTML as its markup', async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://partenaire.example/blog/">
      <title>Fil</title><link href="./"/><link rel="self" href="atom.xml"/>
      <entry><id>tag:1</id><title type="html">A &amp;amp; B</title>
        <link rel="enclosure" href="a.mp3"/><link rel="alternate" href="a.html"/>
        <updated>2026-01-02T03:04:05Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Bon<br/>jour &lt;</div></content></entry></feed>`;
    expect(payloads(await read(atom))).toMatchObject([
      {
        title: 'A &amp; B',
        content: '<div>Bon<br></br>jour &lt;</div>',
        _id: 'tag:1',
        _link: 'https://partenaire.example/blog/a.html',
        _date: '2026-01-02T03:04:05.000Z',
        _feed: { title: 'Fil', link: 'https://partenaire.example/blog/' },
      },
    ]);
  });

  test('says which entries the feed deleted (RFC 6721), and only by that namespace', async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:at="http://purl.org/atompub/tombstones/1.0">
      <title>Fil</title><entry><id>tag:1</id><title>Un</title></entry>
      <at:deleted-entry ref="tag:2" when="2026-01-02T03:04:05Z"><at:comment>Doublon</at:comment></at:deleted-entry>
      <at:deleted-entry when="2026-01-02T03:04:05Z"/><deleted-entry ref="tag:3"/></feed>`;
    const outcomes = await read(atom);
    expect(outcomes).toMatchObject([
      { outcome: 'record', payload: { _id: 'tag:1', _feed: { title: 'Fil' } } },
      { outcome: 'deleted', payload: { _id: 'tag:2' }, locator: expect.stringMatching(/line 3$/) as string },
    ]);
  });

  test('reads RSS 0.91 with its document type, and RSS 1.0 whose items stand beside the channel', async () => {
    const old = `<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://my.example/rss-0.91.dtd">
      <rss version="0.91"><channel><title>t</title><item><title>Un</title></item></channel></rss>`;
    expect(payloads(await read(old))).toMatchObject([{ title: 'Un' }]);
    const rdf = `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:rss="http://purl.org/rss/1.0/">
      <rss:channel r:about="https://a.example/"><rss:title>t</rss:title></rss:channel>
      <rss:item r:about="https://a.example/1"><rss:title>Un</rss:title><rss:link>https://a.example/1</rss:link></rss:item></r:RDF>`;
    expect(payloads(await read(rdf))).toMatchObject([
      { title: 'Un', _link: 'https://a.example/1', _feed: { title: 't' } },
    ]);
  });

  test('believes the encoding that the XML declares, and the header before it', async () => {
    const latin = Buffer.from(
      '<?xml version="1.0" encoding="ISO-8859-1"?><rss><channel><item><title>Été</title></item></channel></rss>',
      'latin1',
    );
    expect(payloads(await read(latin))).toMatchObject([{ title: 'Été' }]);
    const header = Buffer.from('<rss><channel><item><title>Été</title></item></channel></rss>', 'utf16le');
    expect(payloads(await read(header, 'application/xml; charset=utf-16le'))).toMatchObject([
      { title: 'Été' },
    ]);
  });

  test.each([
    ['<rss><channel><item><title>Un</title></item><item><ti', /not well-formed.*line 1/],
    ['<urlset><url/></urlset>', /begins with <urlset>/],
    ['{"items":[]}', /text where XML was expected|not well-formed/],
    [
      '<!DOCTYPE a [<!ENTITY b "c">]><rss><channel><item><title>&b;&b;</title></item></channel></rss>',
      undefined,
    ],
    [`<rss>${'<a>'.repeat(500)}`, /nests more than/],
  ])('tells what is no feed, and resolves no entity of a document type (%#)', async (text, reason) => {
    if (reason !== undefined) await expect(read(text)).rejects.toThrow(reason);
    else expect(payloads(await read(text))).toMatchObject([{ title: '&b;&b;' }]);
  });
});

const shared = path.resolve(
  process.env['CARREFOUR_SHARED'] ?? path.join(import.meta.dirname, '../../../../shared'),
);
const folder = path.join(shared, 'data/feeds-rss-atom');
const isAbsent = !existsSync(folder);

describe(`feeds of real sites${isAbsent ? ' (skipped: ../shared is absent)' : ''}`, () => {
  const titles = async (file: string) =>
    payloads(await read(await readFile(path.join(folder, file)))).map(({ title }) => title);

  test.skipIf(isAbsent).each([
    ['encoding.rss', 40, 'Mãe de utente é a nova presidente da Raríssimas'],
    ['rss-1.rss', 69, /^(?:\[[^\]]*\] )?Food for fungi/],
    ['gulp-atom.atom', 10, 'v3.9.0'],
    ['pagination-links.rss', 1, 'The First Episode'],
    ['instant-article.rss', 1, 'My first Instant Article'],
  ])('%s has %i entries', async (file, count, first) => {
    const found = await titles(file);
    expect(found).toHaveLength(count);
    expect(found[0]).toEqual(typeof first === 'string' ? first : (expect.stringMatching(first) as string));
  });

  test.skipIf(isAbsent)('heise.atom has 15 entries in German', async () => {
    const found = payloads(await read(await readFile(path.join(folder, 'heise.atom'))));
    expect(found).toHaveLength(15);
    expect(found[0]?.['title']).toContain('Java-Anwendungsserver');
  });

  test.skipIf(isAbsent)('content-encoded.rss has 7 items with content:encoded', async () => {
    const found = payloads(await read(await readFile(path.join(folder, 'content-encoded.rss'))));
    expect(found).toHaveLength(7);
    expect(found.filter((one) => String(one['content:encoded']).startsWith('<'))).toHaveLength(7);
  });

  test.skipIf(isAbsent)('customfields.rss keeps the fields that no format knows', async () => {
    const [first] = payloads(await read(await readFile(path.join(folder, 'customfields.rss'))));
    expect(first).toMatchObject({ subtitle: 'The sixth and last Sunday of Lent and beginning of Holy Week' });
  });

  test.skipIf(isAbsent)(
    'an entry with an id alone is a record; one without anything is a failure',
    async () => {
      expect(payloads(await read(await readFile(path.join(folder, 'missing-fields.atom'))))).toHaveLength(1);
      const empty = await read(await readFile(path.join(folder, 'incomplete-fields.atom')));
      expect(empty).toMatchObject([
        { outcome: 'failed', reason: expect.stringContaining('neither id') as string },
      ]);
    },
  );

  test.skipIf(isAbsent)('pagination-links.rss leads to its next page', async () => {
    const bytes = await readFile(path.join(folder, 'pagination-links.rss'));
    const asked: string[] = [];
    const pass = feed.list(feed.options.parse({ url: 'http://example.org/index.atom?page=3' }), {
      fetch: (url) => {
        asked.push(url);
        return Promise.resolve({ url, status: 200, headers: {}, bytes });
      },
      folder,
      signal: new AbortController().signal,
      maxPages: 5,
      writtenIri,
    });
    await expect(all(pass[Symbol.asyncIterator]())).resolves.toHaveLength(2);
    expect(asked).toEqual(['http://example.org/index.atom?page=3', 'http://example.org/index.atom?page=4']);
  });

  test.skipIf(isAbsent)('unrecognized.rss is refused with a reason', async () => {
    await expect(titles('unrecognized.rss')).rejects.toThrow('This is a web page where XML was expected');
  });
});
