import type { ZodType } from 'zod';
import type { Protocol, ProtocolContext, RawRecord } from '../protocol.ts';
import { csv } from './csv.ts';
import { feed } from './feed.ts';
import { geojson } from './geojson.ts';
import { html } from './html.ts';
import { htmlList } from './html-list.ts';
import { json } from './json.ts';
import { jsonld } from './jsonld.ts';
import { markdown } from './markdown.ts';
import { rdf } from './rdf.ts';
import { xlsx } from './xlsx.ts';
import { yaml } from './yaml.ts';

/** A protocol whose options are checked before each pass, so that declarations of every form go through one door. */
interface RegisteredProtocol {
  /** True when payloads are JSON-LD, which a CONSTRUCT can read without a mapping. */
  readonly givesGraph: boolean;
  readonly options: ZodType;
  readonly made: readonly string[];
  /** Throws ZodError for options that `options` refuses. */
  readonly list: (options: unknown, context: ProtocolContext) => AsyncIterable<RawRecord>;
}

function registered<Options>({ options, made = [], list }: Protocol<Options>): RegisteredProtocol {
  return { givesGraph: false, options, made, list: (given, context) => list(options.parse(given), context) };
}

/** Every way of asking a source for its records, by the name that declarations use. */
export const protocols: Readonly<Record<string, RegisteredProtocol>> = {
  csv: registered(csv),
  feed: registered(feed),
  geojson: registered(geojson),
  html: registered(html),
  'html-list': registered(htmlList),
  json: registered(json),
  jsonld: { ...registered(jsonld), givesGraph: true },
  markdown: registered(markdown),
  rdf: { ...registered(rdf), givesGraph: true },
  xlsx: registered(xlsx),
  yaml: registered(yaml),
};
