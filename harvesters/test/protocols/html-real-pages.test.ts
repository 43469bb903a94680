import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { writtenIri } from '@carrefour/ontology';
import { describe, expect, test } from 'vitest';
import type { RawRecord } from '../../src/protocol.ts';
import { html } from '../../src/protocols/html.ts';
import { all } from './protocol-under-test.ts';

const payloads = (outcomes: readonly RawRecord[]) =>
  outcomes.flatMap((one) => (one.outcome === 'record' ? [one.payload] : []));

const shared = path.resolve(
  process.env['CARREFOUR_SHARED'] ?? path.join(import.meta.dirname, '../../../../shared'),
);
const isAbsent = !existsSync(path.join(shared, 'data'));
const told = isAbsent ? ' (skipped: ../shared is absent)' : '';

/** A pass over a local copy that must ask nobody. */
function local(file: string, options: Record<string, unknown>): Promise<RawRecord[]> {
  const pass = html.list(html.options.parse(options), {
    fetch: () => Promise.reject(new Error('Nothing may be asked for here.')),
    folder: path.dirname(file),
    file,
    signal: new AbortController().signal,
    maxPages: 1000,
    writtenIri,
  });
  return all(pass[Symbol.asyncIterator]());
}

describe(`sitemaps of data sets${told}`, () => {
  const folder = path.join(shared, 'data/sitemap-jsonld');
  test.skipIf(isAbsent).each([
    ['data-acma', 44, 44],
    ['data-ina-nodc', 33, 0],
  ])('%s: %i addresses, each a Dataset, %i with a date, nothing else', async (name, count, dated) => {
    const outcomes = await local(path.join(folder, name, 'sitemap.xml'), {
      url: 'https://data.example/sitemap.xml',
      types: ['Dataset'],
    });
    const found = payloads(outcomes);
    expect(outcomes).toHaveLength(count);
    expect(found.filter((one) => one['@type'] === 'Dataset')).toHaveLength(count);
    expect(found.filter((one) => one['_lastmod'] !== undefined)).toHaveLength(dated);
    expect(found.every((one) => typeof one['name'] === 'string')).toBe(true);
  });
});

interface Extracted {
  readonly type?: string | readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
}

/** What the extraction expected of a page is in our form: names as written, types by their last word, addresses whole. */
function inOurForm(value: unknown): unknown {
  if (Array.isArray(value))
    return value.length === 1 ? inOurForm(value[0]) : value.map((one) => inOurForm(one));
  if (typeof value === 'string') return value.replaceAll(/\s+/g, ' ').trim();
  if (typeof value !== 'object' || value === null) return value;
  const { type, properties } = value as Extracted;
  const types = [type ?? []].flat().map((one) => one.replace(/^.*[/#]/, ''));
  const fields = Object.entries(properties).map(([name, inner]) => [name, inOurForm(inner)]);
  return {
    ...(types.length === 0 ? {} : { '@type': types.length === 1 ? types[0] : types }),
    ...Object.fromEntries(fields),
  };
}

/** Addresses that are written relative are whole in ours: they are compared by their ends. */
function sameButAddresses(ours: unknown, theirs: unknown): boolean {
  if (typeof ours === 'string' && typeof theirs === 'string')
    return ours === theirs || ours.replace(/\/$/, '').endsWith(theirs.replace(/^\.?\/?/, ''));
  if (Array.isArray(ours) && Array.isArray(theirs))
    return ours.length === theirs.length && ours.every((one, at) => sameButAddresses(one, theirs[at]));
  if (typeof ours !== 'object' || typeof theirs !== 'object' || ours === null || theirs === null)
    return ours === theirs;
  const [a, b] = [ours as Record<string, unknown>, theirs as Record<string, unknown>];
  const names = Object.keys(a).filter((name) => !name.startsWith('_'));
  return names.length === Object.keys(b).length && names.every((name) => sameButAddresses(a[name], b[name]));
}

describe(`pages with an expected extraction${told}`, () => {
  const folder = path.join(shared, 'data/html-structured-data');
  const expected = (file: string) => JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown;

  test.skipIf(isAbsent)('schema.org/Event.001.html holds one Event', async () => {
    const found = await local(path.join(folder, 'schema.org/Event.001.html'), {
      url: 'https://a.example/e.html',
    });
    expect(found).toHaveLength(1);
    expect(payloads(found)[0]).toMatchObject({ '@type': 'Event', location: { '@type': 'Place' } });
  });

  test.skipIf(isAbsent)('songkick/elysianfields.html: the same JSON-LD', async () => {
    const found = payloads(
      await local(path.join(folder, 'songkick/elysianfields.html'), {
        url: 'https://a.example/e.html',
        syntaxes: ['json-ld'],
      }),
    );
    const { 'json-ld': theirs } = expected('songkick/elysianfields.json') as {
      'json-ld': Record<string, unknown>[];
    };
    const ours = found.map(({ _url, ...thing }) => thing);
    expect(ours).toEqual(theirs.map(({ '@context': _context, ...thing }) => thing));
  });

  test
    .skipIf(isAbsent)
    .each([
      'w3c/microdata.5.2',
      'w3c/microdata.5.5',
      'w3c/microdata.7.1',
      'schema.org/Event.001',
      'schema.org/Event.002',
      'schema.org/LocalBusiness.002',
      'schema.org/MusicRecording.001',
      'schema.org/product',
    ])('%s: the same microdata', async (name) => {
    const found = payloads(
      await local(path.join(folder, `${name}.html`), {
        url: 'http://blog.example.com/progress-report',
        syntaxes: ['microdata'],
      }),
    );
    const theirs = (expected(`${name}.json`) as Extracted[]).map((one) => inOurForm(one));
    expect(found).toHaveLength(theirs.length);
    for (const [at, one] of found.entries())
      if (!sameButAddresses(one, theirs[at])) expect(one).toEqual(theirs[at]);
  });

  test.skipIf(isAbsent)('RDFa: every typed thing of the examples is found with its names', async () => {
    const examples = readdirSync(path.join(folder, 'w3crdfa')).filter((file) => file.endsWith('.html'));
    for (const file of examples) {
      const nodes = expected(`w3crdfa/${file.replace('.html', '.expanded.json')}`) as Record<
        string,
        unknown
      >[];
      const typed = nodes.filter((node) => node['@type'] !== undefined);
      if (typed.length === 0) continue;
      const found = payloads(
        await local(path.join(folder, 'w3crdfa', file), {
          url: 'http://www.example.com/index.html',
          syntaxes: ['rdfa'],
        }),
      );
      expect([file, found.length]).toEqual([file, typed.length]);
      const names = (node: object) =>
        Object.keys(node)
          .filter((name) => !/^[_@]/.test(name))
          .sort();
      for (const [at, node] of typed.entries()) {
        const short = names(node)
          .map((name) => name.replace(/^.*[/#]/, ''))
          .sort();
        expect(
          names(found[at] ?? {})
            .map((name) => name.replace(/^.*[/#]/, ''))
            .sort(),
        ).toEqual(short);
      }
    }
  });
});
