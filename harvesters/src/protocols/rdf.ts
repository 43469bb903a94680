import { z } from 'zod';
import { ParseError } from '../parse/parse-error.ts';
import { parseRdf, rdfFormats } from '../parse/rdf.ts';
import { rdfFormatOf } from '../parse/rdf-format.ts';
import type { Protocol, ProtocolContext, RawRecord } from '../protocol.ts';
import { graphPlaces, SourceGraph } from './graph-records.ts';
import { HarvestError } from './harvest-error.ts';
import { readSourceText, type SourceText } from './read-source.ts';
import { sourceAddress } from './source-address.ts';

const options = z.strictObject({
  url: sourceAddress,
  ...graphPlaces,
  /** By default found out from the media type, the ending of the name, or the first sign. */
  format: z.enum(rdfFormats, `Write one of: ${rdfFormats.join(', ')}.`).optional(),
  /** What relative IRIs are resolved against; by default the address. */
  base: z.url('Write a whole address.').optional(),
  charset: z.string().optional(),
});

type Options = z.output<typeof options>;

/** One RDF text in any syntax but JSON-LD; every record is a resource of a class, as a tree in expanded JSON-LD. */
export const rdf: Protocol<Options> = {
  options,
  async *list(given, context) {
    const source = await readSourceText(given.url, context, {
      charset: given.charset,
      headers: { accept: 'text/turtle, application/n-triples, application/trig, application/rdf+xml;q=0.9' },
    });
    const graph = new SourceGraph(source.name, context);
    for await (const told of fill(graph, { source, given, context })) yield told;
    if (graph.isEmpty) throw unexpected(source.name, 'This is empty where RDF was expected.');
    for (const outcomes of [graph.notices(), graph.records(given), graph.deletions()]) {
      for (const one of outcomes) {
        context.signal.throwIfAborted();
        yield one;
      }
    }
  },
};

async function* fill(
  graph: SourceGraph,
  { source, given, context }: { source: SourceText; given: Options; context: ProtocolContext },
): AsyncIterable<RawRecord> {
  const { name, text, headers } = source;
  if (/^\s*<(?:!doctype html|html)\b/i.test(text)) {
    throw unexpected(name, 'This is a web page where RDF was expected: it may be a sign-in or error page.');
  }
  const format = given.format ?? rdfFormatOf(text, { name, mediaType: headers['content-type'] });
  if (format === 'jsonld') throw unexpected(name, 'This is JSON-LD: write “protocol: jsonld”.');
  const base = given.base ?? (given.url.startsWith('http') ? given.url : undefined);
  try {
    for await (const part of parseRdf(text, { format, base })) {
      context.signal.throwIfAborted();
      if (part.is === 'quad') {
        if (!graph.add(part.quad)) throw unexpected(name, 'This has more than 2,000,000 statements: cut it.');
      } else {
        const locator = part.line === 0 ? name : `${name} line ${String(part.line)}`;
        yield { outcome: part.is === 'broken' ? 'failed' : 'noticed', locator, reason: part.reason };
      }
    }
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw unexpected(name, error.message, error);
  }
}

function unexpected(name: string, message: string, cause?: unknown): HarvestError {
  return new HarvestError('not-the-expected-format', `${name}: ${message}`, { cause });
}
