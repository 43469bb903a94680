import { contextUrlPath, jsonLdContext, prefixes, xsd } from '@carrefour/ontology';
import jsonld from 'jsonld';
import { Writer, type Quad } from 'n3';
import { toNQuads } from '../../domain/quads.ts';
import { toRdfXml } from './rdf-xml.ts';

export type Extension = 'jsonld' | 'ttl' | 'nt' | 'rdf';

interface Syntax {
  readonly mediaType: string;
  /** Writes triples whose IRIs are public already. */
  write(quads: readonly Quad[], base: string): Promise<string>;
}

/** The syntaxes of `/data`, by extension, in the order of preference. */
export const syntaxes: Readonly<Record<Extension, Syntax>> = {
  jsonld: { mediaType: 'application/ld+json', write: toJsonLd },
  ttl: { mediaType: 'text/turtle', write: (quads) => Promise.resolve(toTurtle(quads)) },
  nt: { mediaType: 'application/n-triples', write: (quads) => Promise.resolve(toNQuads(quads)) },
  rdf: {
    mediaType: 'application/rdf+xml',
    write: (quads) => Promise.resolve(toRdfXml(quads, prefixes)),
  },
};

/** The extension that a media type stands for; plain JSON gets JSON-LD. */
export const extensionByType: ReadonlyMap<string, Extension> = new Map([
  ...Object.entries(syntaxes).map(
    ([extension, { mediaType }]) => [mediaType, extension as Extension] as const,
  ),
  ['application/json', 'jsonld'],
]);

/** True for a text that names a syntax of `/data`. */
export function isExtension(text: string): text is Extension {
  return Object.hasOwn(syntaxes, text);
}

function toTurtle(quads: readonly Quad[]): string {
  const used = new Set(quads.flatMap(({ predicate, object }) => [predicate.value, object.value]));
  const texts = [...used];
  const needed = Object.entries(prefixes).filter(
    ([name, iri]) => texts.some((value) => value.startsWith(iri)) || (name === 'xsd' && hasDatatype(quads)),
  );
  const writer = new Writer({ format: 'Turtle', prefixes: Object.fromEntries(needed) });
  writer.addQuads([...quads]);
  let turtle = '';
  writer.end((error: Error | null, result: string) => {
    if (error !== null) throw error;
    turtle = result;
  });
  return turtle;
}

function hasDatatype(quads: readonly Quad[]): boolean {
  return quads.some(({ object }) => object.termType === 'Literal' && object.datatype.value !== xsd.string);
}

/** Compacted with the project's context, which the answer names by its address. */
async function toJsonLd(quads: readonly Quad[], base: string): Promise<string> {
  const compacted = await compactGraph(quads);
  return `${JSON.stringify({ ...compacted, '@context': base + contextUrlPath }, undefined, 2)}\n`;
}

/** The nodes of a graph in the words of the project's context; nothing is ever fetched. */
export async function compactGraph(
  quads: readonly Quad[],
): Promise<{ readonly '@graph': readonly object[] }> {
  const expanded = await jsonld.fromRDF(toNQuads(quads), {
    format: 'application/n-quads',
  });
  const compacted: unknown = await jsonld.compact(
    expanded,
    { '@context': jsonLdContext },
    {
      graph: true,
      documentLoader: (url) => Promise.reject(new Error(`no document is loaded here, not even ${url}`)),
    },
  );
  return compacted as { readonly '@graph': readonly object[] };
}
