import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { jsonLdContext } from '@carrefour/ontology';
import jsonld from 'jsonld';
import { Parser, Writer, type Quad } from 'n3';
import { canonize } from 'rdf-canonize';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const nquads = 'application/n-quads';
const documentLoader = (url: string) =>
  Promise.reject(new Error(`no document is loaded here, not even ${url}`));

/** The Turtle of every bundled source's fixtures, and of every valid example of the shapes. */
const files = [
  ...turtleIn('harvesters/sources').filter((file) => file.includes(`${path.sep}fixtures${path.sep}`)),
  ...turtleIn('shapes/test').filter((file) => path.basename(file).startsWith('valid-')),
];

function turtleIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ttl'))
    .map((name) => path.join(folder, name));
}

function canonical(quads: readonly Quad[]): Promise<string> {
  const text = new Writer({ format: 'N-Quads' }).quadsToString([...quads]);
  return canonize(text, { algorithm: 'RDFC-1.0', inputFormat: nquads, format: nquads });
}

/** Written as compact JSON-LD with the published context, and read back. */
async function throughJsonLd(quads: readonly Quad[]): Promise<Quad[]> {
  const text = new Writer({ format: 'N-Quads' }).quadsToString([...quads]);
  const expanded = await jsonld.fromRDF(text, { format: nquads });
  const compact = await jsonld.compact(expanded, { '@context': jsonLdContext }, { documentLoader });
  const back = await jsonld.toRDF(compact, { documentLoader, format: nquads });
  return new Parser({ format: 'N-Quads' }).parse(back as unknown as string);
}

describe('Turtle, JSON-LD and Turtle again', () => {
  it.each(files)('give the graph of %s back', async (file) => {
    const quads = new Parser({ baseIRI: 'https://carrefour.invalid/record/a/b/c' }).parse(
      readFileSync(path.join(root, file), 'utf8'),
    );
    expect(await canonical(await throughJsonLd(quads))).toBe(await canonical(quads));
  });
});
