import { z } from 'zod';
import { readInside } from '../fetch/local-file.ts';
import { pagingLinks } from '../parse/format-terms.ts';
import { parseJsonLd, type JsonLdGraph } from '../parse/json-ld-graph.ts';
import { parseJson } from '../parse/json.ts';
import { ParseError } from '../parse/parse-error.ts';
import { withValidIris } from '../parse/rdf.ts';
import { decodeText } from '../parse/text.ts';
import type { Protocol, ProtocolContext, RawRecord } from '../protocol.ts';
import { graphPlaces, SourceGraph } from './graph-records.ts';
import { HarvestError } from './harvest-error.ts';
import { isObject } from './json-object.ts';
import { PageChain } from './page-chain.ts';
import { readSourceText, type SourceText } from './read-source.ts';
import { sourceAddress } from './source-address.ts';

const options = z.strictObject({
  url: sourceAddress,
  ...graphPlaces,
  /** Contexts by address, each a file of the source folder: contexts are never fetched. */
  contexts: z
    .record(z.string(), z.string().startsWith('file:', 'Write file: and the name of a file of this folder.'))
    .default({}),
  /** The vocabulary of names that no context defines. */
  vocab: z.url('Write the whole address of a vocabulary, such as https://schema.org/.').optional(),
  /** What relative IRIs are resolved against; by default the address. */
  base: z.url('Write a whole address.').optional(),
  headers: z.record(z.string(), z.string()).optional(),
});

type Options = z.output<typeof options>;

/**
 * JSON-LD from a file or a collection, page by page (`next` of Hydra and ActivityStreams); every record is a node of a
 * class, as a tree in expanded JSON-LD. Contexts are bundled or lie in the source folder.
 */
export const jsonld: Protocol<Options> = {
  options,
  async *list(given, context) {
    context.signal.throwIfAborted();
    const contexts = await contextsOf(given, context);
    const contextOf = (url: string): unknown => contexts.get(url) ?? context.contextOf?.(url);
    const chain = new PageChain(context.maxPages);
    for (let url: string | undefined = given.url, isFirst = true; url !== undefined; isFirst = false) {
      context.signal.throwIfAborted();
      chain.enter(url);
      const source = await readSourceText(url, context, {
        headers: {
          accept: 'application/ld+json, application/activity+json, application/json;q=0.9',
          ...given.headers,
        },
      });
      const base: string | undefined = given.base ?? (url.startsWith('http') ? url : undefined);
      const graph = new SourceGraph(source.name, context);
      for (const one of fill(graph, source.name, await read(source, { given, base, contextOf }))) yield one;
      for (const records of [graph.notices(), graph.records(given), graph.deletions()]) {
        for (const one of records) {
          context.signal.throwIfAborted();
          yield one;
        }
      }
      const isFile: boolean = context.file !== undefined || url.startsWith('file:');
      url = isFile ? undefined : nextOf(graph, { isFirst });
    }
  },
};

function nextOf(graph: SourceGraph, { isFirst }: { isFirst: boolean }): string | undefined {
  const [next] = graph.objectsOf(pagingLinks.next);
  return next ?? (isFirst ? graph.objectsOf(pagingLinks.first)[0] : undefined);
}

async function contextsOf({ contexts }: Options, { folder }: ProtocolContext): Promise<Map<string, unknown>> {
  const read = new Map<string, unknown>();
  for (const [url, address] of Object.entries(contexts)) {
    const { bytes } = await readInside(folder, address);
    const content = expect(address, () => parseJson(decodeText(bytes).text));
    if (!isObject(content) || content['@context'] === undefined) {
      throw unexpected(address, 'This is no context: write an object with “@context”.');
    }
    read.set(url, content);
  }
  return read;
}

function expect<Value>(name: string, parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    throw error instanceof ParseError ? unexpected(name, error.message, error) : error;
  }
}

async function read(
  { name, text }: SourceText,
  {
    given,
    base,
    contextOf,
  }: { given: Options; base: string | undefined; contextOf: (url: string) => unknown },
): Promise<JsonLdGraph> {
  try {
    return await parseJsonLd(text, { base, vocab: given.vocab, contextOf });
  } catch (error) {
    throw error instanceof ParseError ? unexpected(name, error.message, error) : error;
  }
}

function* fill(graph: SourceGraph, name: string, { quads, leftOut }: JsonLdGraph): Iterable<RawRecord> {
  for (const quad of quads) {
    if (!graph.add(withValidIris(quad)))
      throw unexpected(name, 'This has more than 2,000,000 statements: ask for pages.');
  }
  for (const one of leftOut) {
    const reason = `“${one.slice(0, 100)}” is in no context, so that what it says was left out: give the option “vocab”, or a context that defines it.`;
    yield { outcome: 'noticed', locator: `${name} name “${one.slice(0, 100)}”`, reason };
  }
}

function unexpected(name: string, message: string, cause?: unknown): HarvestError {
  return new HarvestError('not-the-expected-format', `${name}: ${message}`, { cause });
}
