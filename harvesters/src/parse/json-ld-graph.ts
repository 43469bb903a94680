import jsonld from 'jsonld';
import { DataFactory, type Quad } from 'n3';
import { rdfSyntax } from './format-terms.ts';
import { bundledContext } from './json-ld-contexts.ts';
import { parseJson } from './json.ts';
import { ParseError } from './parse-error.ts';

/** A statement, or something that the document says and that is no statement. */
export interface JsonLdGraph {
  readonly quads: Quad[];
  /** Names and values that no context turns into IRIs: what they say was left out. */
  readonly leftOut: readonly string[];
}

export interface JsonLdOptions {
  /** What relative IRIs are resolved against. */
  readonly base: string | undefined;
  /** The vocabulary of names that no context defines. */
  readonly vocab: string | undefined;
  /** Contexts by address, beside the bundled ones; undefined for those that it does not know. */
  readonly contextOf: (url: string) => unknown;
}

const maxDepth = 64;
const maxLeftOut = 100;

/**
 * Reads the statements of a JSON-LD document. Nothing is fetched: a context is bundled, or handed in. Throws ParseError
 * for text that is not JSON, nests too deep, breaks the rules of JSON-LD 1.1, or names a context that is not to be had.
 */
export async function parseJsonLd(text: string, options: JsonLdOptions): Promise<JsonLdGraph> {
  assertShallow(text);
  const document = parseJson(text);
  if (typeof document !== 'object' || document === null) {
    throw new ParseError('This is neither an object nor a list: a JSON-LD document is one of them.');
  }
  const leftOut = new Set<string>();
  let unknown: ParseError | undefined;
  const { base, vocab, contextOf } = options;
  try {
    const dataset = await jsonld.toRDF(document, {
      base: base ?? '',
      ...(vocab === undefined ? {} : { expandContext: { '@vocab': vocab } }),
      documentLoader: (url: string) => {
        const context = bundledContext(url) ?? contextOf(url);
        if (context === undefined) throw (unknown = unknownContext(url));
        return Promise.resolve({ documentUrl: url, document: context as never });
      },
      eventHandler: ({ event, next }: LossEvent) => {
        const loss = lossOf(event);
        if (loss !== undefined && leftOut.size < maxLeftOut) leftOut.add(loss);
        next();
      },
    } as jsonld.Options.ToRdf);
    return { quads: (dataset as unknown as PlainQuad[]).map(toQuad), leftOut: [...leftOut] };
  } catch (cause) {
    if (unknown !== undefined) throw unknown;
    const what = cause instanceof Error ? cause.message : String(cause);
    throw new ParseError(`This is not JSON-LD: ${what.slice(0, 200).replace(/[.\s]+$/, '')}.`, { cause });
  }
}

/** Brackets are counted before anything is parsed, because what parses JSON-LD calls itself at every level. */
function assertShallow(text: string): void {
  let depth = 0;
  for (const [sign] of text.matchAll(/"(?:[^"\\]|\\.)*"|[[{\]}]/gs)) {
    if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') depth -= 1;
    if (depth > maxDepth) {
      throw new ParseError(`This nests more than ${String(maxDepth)} levels deep: flatten it.`);
    }
  }
}

function unknownContext(url: string): ParseError {
  const message =
    `The context ${url} is not bundled, and contexts are never fetched: copy it into the source’s folder, and name it` +
    ` in the options: contexts: { '${url}': 'file:context.jsonld' }.`;
  return new ParseError(message);
}

interface LossEvent {
  readonly event: { readonly code: string; readonly details: Readonly<Record<string, unknown>> };
  readonly next: () => void;
}

/** What a warning of the processor says was left out, if anything was. */
function lossOf({ code, details }: LossEvent['event']): string | undefined {
  if (code === 'invalid property') return String(details['expandedProperty'] ?? details['property']);
  if (!/reference$|predicate$|^reserved|^invalid/.test(code)) return undefined;
  const value = Object.values(details).find((one) => typeof one === 'string');
  return value ?? code;
}

interface PlainTerm {
  readonly termType: string;
  readonly value: string;
  readonly language?: string;
  readonly datatype?: { readonly value: string };
}

interface PlainQuad {
  readonly subject: PlainTerm;
  readonly predicate: PlainTerm;
  readonly object: PlainTerm;
  readonly graph: PlainTerm;
}

function toQuad({ subject, predicate, object, graph }: PlainQuad): Quad {
  return DataFactory.quad(
    node(subject),
    DataFactory.namedNode(predicate.value),
    object.termType === 'Literal' ? literal(object) : node(object),
    graph.termType === 'DefaultGraph' ? DataFactory.defaultGraph() : node(graph),
  );
}

function node({ termType, value }: PlainTerm): Quad['graph'] & Quad['subject'] & Quad['object'] {
  const term = termType === 'BlankNode' ? DataFactory.blankNode(value) : DataFactory.namedNode(value);
  return term;
}

function literal({ value, language, datatype }: PlainTerm): Quad['object'] {
  if (language !== undefined && language !== '') return DataFactory.literal(value, language);
  return DataFactory.literal(value, DataFactory.namedNode(datatype?.value ?? rdfSyntax.string));
}
