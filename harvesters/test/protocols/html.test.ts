import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RawRecord } from '../../src/protocol.ts';
import type { LoopbackSite } from '../loopback-site.ts';
import { describeProtocolContract } from './protocol.contract.ts';
import {
  all,
  fixturePath,
  openProtocol,
  type ProtocolFixture,
  type ProtocolUnderTest,
} from './protocol-under-test.ts';

const fixture = {
  name: 'html',
  site: {
    '/plan-du-site.xml': 'plan-du-site.xml',
    '/initiatives.xml': 'initiatives.xml',
    '/initiatives/lavoir.html': 'lavoir.html',
    '/initiatives/vide.html': 'vide.html',
    '/initiatives/halle.html': 'halle.html',
  },
  options: (url) => ({ url, types: ['Project'], match: ['/initiatives/'] }),
  records: 2,
  failed: 1,
  pages: 5,
  local: { content: 'marche.html', records: 1, failed: 0 },
} satisfies ProtocolFixture;

describeProtocolContract(fixture);

const payloads = (outcomes: readonly RawRecord[]) =>
  outcomes.flatMap((one) => (one.outcome === 'record' ? [one.payload] : []));

describe('html', () => {
  let under: ProtocolUnderTest;
  let site: LoopbackSite;
  beforeEach(async () => {
    under = await openProtocol(fixture);
    ({ site } = under);
  });
  afterEach(() => under.close());
  const page = (body: string) => ({ type: 'text/html', body });

  test('gives JSON-LD with what it refers to, and RDFa by the words of its vocabulary', async () => {
    expect(payloads(await all(under.list()))).toEqual([
      {
        '@type': 'Project',
        '@id': '#lavoir',
        name: 'Le lavoir remis en eau',
        location: { '@type': 'Place', address: { '@type': 'PostalAddress', addressLocality: 'Treignac' } },
        parentOrganization: {
          '@type': 'Organization',
          '@id': '#asso',
          name: 'Les Amis du lavoir',
          subOrganization: { '@id': '#lavoir' },
        },
        _url: `${site.origin}/initiatives/lavoir.html`,
        _lastmod: '2026-01-15',
      },
      {
        '@type': 'Project',
        '@id': `${site.origin}/initiatives/halle.html`,
        name: 'La halle aux idées',
        description: 'Un lieu pour essayer.',
        alternateName: { '@value': 'The idea hall', '@language': 'en' },
        location: { '@type': 'Place', name: 'Place du marché' },
        url: 'https://halle.example/',
        _url: `${site.origin}/initiatives/halle.html`,
      },
    ]);
  });

  test('gives microdata with its itemref, from pages named one by one', async () => {
    const { body } = { body: readFileSync(fixturePath('html', 'marche.html')) };
    site.answers.set('/marche.html', { type: 'text/html', body });
    const pass = under.list({}, { url: [`${site.origin}/marche.html`] });
    expect(payloads(await all(pass))).toMatchObject([
      {
        '@type': 'Project',
        name: 'Le marché du soir',
        url: `${site.origin}/marche`,
        foundingDate: '2021-05-01',
        location: { '@type': 'Place', name: 'Égletons' },
      },
    ]);
  });

  test('reads compressed sitemaps, and refuses one that would never end', async () => {
    const sitemap = `<urlset><url><loc>${site.origin}/initiatives/halle.html</loc></url></urlset>`;
    site.answers.set('/s.xml.gz', { type: 'application/gzip', body: gzipSync(sitemap) });
    expect(payloads(await all(under.list({}, { url: `${site.origin}/s.xml.gz` })))).toHaveLength(1);
    site.answers.set('/s.xml.gz', { type: 'application/gzip', body: gzipSync(Buffer.alloc(30_000_000)) });
    await expect(all(under.list({}, { url: `${site.origin}/s.xml.gz` }))).rejects.toMatchObject({
      name: 'HarvestError',
      message: expect.stringContaining('compressed') as string,
    });
  });

  test('a page with nothing asked for is a failure, or skipped; a site without anything is unreadable', async () => {
    const options = { url: `${site.origin}/initiatives.xml`, types: ['Project'] };
    site.answers.set('/mentions-legales.html', page('<p>rien</p>'));
    expect((await all(under.list({}, options))).map(({ outcome }) => outcome)).toEqual([
      'record',
      'failed',
      'record',
      'failed',
    ]);
    expect(await all(under.list({}, { ...options, others: 'skip' }))).toHaveLength(2);
    const nothing = { ...options, types: ['Recipe'] };
    await expect(all(under.list({}, { ...nothing, others: 'skip' }))).rejects.toThrow(
      'No page describes Recipe',
    );
    await expect(all(under.list({}, nothing))).rejects.toMatchObject({ name: 'HarvestError' });
  });

  test('a broken script is told, and the data of the other scripts stay', async () => {
    const script = (text: string) => `<script type="application/ld+json">${text}</script>`;
    site.answers.set(
      '/initiatives/vide.html',
      page(
        `${script('{"@type": "Project", "name": }')}${script('<!-- {"@type":"Project","name":"Bon"} -->')}`,
      ),
    );
    const outcomes = await all(under.list({}, { url: `${site.origin}/initiatives/vide.html` }));
    expect(outcomes).toMatchObject([
      { outcome: 'failed', reason: expect.stringContaining('not JSON') as string },
      { outcome: 'record', payload: { name: 'Bon' } },
    ]);
  });

  test('data that refer to themselves without measure, and items that hold themselves, spoil one page only', async () => {
    const graph = Array.from({ length: 40 }, (_, at) => ({
      '@id': `n${String(at)}`,
      '@type': 'Project',
      a: { '@id': `n${String(at + 1)}` },
      b: { '@id': `n${String(at + 1)}` },
    }));
    const bomb = JSON.stringify({ '@graph': graph });
    site.answers.set('/initiatives/vide.html', page(`<script type="application/ld+json">${bomb}</script>`));
    site.answers.set(
      '/initiatives/lavoir.html',
      page(
        '<div itemscope itemtype="Project"><p id="a" itemscope itemprop="x" itemref="b"></p><p id="b" itemscope itemprop="y" itemref="a"></p></div>',
      ),
    );
    const outcomes = await all(under.list());
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'record']);
  });
});
