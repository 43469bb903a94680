import { DataFactory, Parser, type Quad } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { escapeIri, iriFlaw } from './iri.ts';
import { ParseError } from './parse-error.ts';

/** The syntaxes of RDF but JSON-LD, which needs contexts. */
export const rdfFormats = ['turtle', 'trig', 'ntriples', 'nquads', 'rdfxml'] as const;

export type RdfFormat = (typeof rdfFormats)[number];

/**
 * A statement with the line, from 1, on which its last word stands; or a line that is none: the rest of the text is read
 * all the same.
 */
export type RdfPart =
  | { readonly is: 'quad'; readonly quad: Quad; readonly line: number }
  | { readonly is: 'broken' | 'odd'; readonly line: number; readonly reason: string };

const chunkLength = 65_536;
const linesAtOnce = 500;
const n3Names: Readonly<Record<RdfFormat, string>> = {
  turtle: 'Turtle',
  trig: 'TriG',
  ntriples: 'N-Triples',
  nquads: 'N-Quads',
  rdfxml: '',
};

/**
 * Reads the statements of a text. A line of N-Triples or N-Quads that cannot be read is one `broken` part; an IRI that
 * cannot be one is escaped and told as `odd`. Throws ParseError for what no statement can be read after: broken Turtle
 * or XML, a document type declaration (which could expand without end).
 */
export async function* parseRdf(
  text: string,
  { format, base }: { format: RdfFormat; base: string | undefined },
): AsyncIterable<RdfPart> {
  if (format === 'rdfxml') {
    yield* parseXml(text, base);
    return;
  }
  const { text: escaped, odd } = withoutInvalidIris(text);
  yield* odd;
  yield* format === 'ntriples' || format === 'nquads'
    ? parseLines(escaped, n3Names[format])
    : parseTurtle(escaped, { format: n3Names[format], base });
}

type QuadPart = Extract<RdfPart, { is: 'quad' }>;

function* parseTurtle(
  text: string,
  { format, base }: { format: string; base: string | undefined },
): Iterable<RdfPart> {
  const parser = new Parser({ format, ...(base === undefined ? {} : { baseIRI: base }) });
  const found: QuadPart[] = [];
  let failure: unknown;
  const feed = chunkFeed(parser, (error, part) => {
    if (error !== null) failure ??= error;
    else if (part !== null) found.push(part);
  });
  for (let start = 0; start <= text.length && failure === undefined; start += chunkLength) {
    feed.write(text.slice(start, start + chunkLength));
    yield* found.splice(0);
  }
  if (failure === undefined) feed.end();
  yield* found.splice(0);
  if (failure !== undefined) throw broken(failure);
}

/**
 * n3 reads from anything that emits `data` and `end`; here both happen when the reader asks for more. It emits a statement
 * at the sign that follows it, so that the word before that sign tells the statement's line.
 */
function chunkFeed(
  parser: Parser,
  onPart: (error: Error | null, part: QuadPart | null) => void,
): { write: (chunk: string) => void; end: () => void } {
  const listeners: Partial<Record<string, (chunk?: string) => void>> = {};
  const source = { on: (event: string, listener: (chunk?: string) => void) => (listeners[event] = listener) };
  const seen = { line: 1, before: 1 };
  const callbacks = {
    onToken({ line, endLine = line }: { line: number; endLine?: number }) {
      seen.before = seen.line;
      seen.line = endLine;
    },
    onQuad(error: Error | null, quad: Quad | null) {
      onPart(error, quad === null ? null : { is: 'quad', quad, line: seen.before });
    },
  };
  parser.parse(source as never, callbacks as never);
  return { write: (chunk) => listeners['data']?.(chunk), end: () => listeners['end']?.() };
}

function broken(cause: unknown, at?: number): ParseError {
  const message = cause instanceof Error ? cause.message : String(cause);
  const line = (cause as { context?: { line?: number } }).context?.line ?? at;
  const where =
    line === undefined || message.includes(`line ${String(line)}`) ? '' : ` (line ${String(line)})`;
  const told = `This is not RDF in the syntax expected: ${message.slice(0, 200).replace(/[.\s]+$/, '')}${where}.`;
  return new ParseError(told, { cause, ...(line === undefined ? {} : { line }) });
}

function* parseLines(text: string, format: string): Iterable<RdfPart> {
  const lines = text.split(/\r\n|\n|\r/);
  for (let start = 0; start < lines.length; start += linesAtOnce) {
    const block = lines.slice(start, start + linesAtOnce);
    try {
      const stated = block.flatMap((line, index) => (/^\s*(?:#|$)/.test(line) ? [] : [start + index + 1]));
      for (const [index, quad] of quadsOf(block, format).entries())
        yield { is: 'quad', quad, line: stated[index] ?? start + 1 };
    } catch {
      yield* parseOneByOne(block, { format, start });
    }
  }
}

function* parseOneByOne(
  lines: readonly string[],
  { format, start }: { format: string; start: number },
): Iterable<RdfPart> {
  for (const [index, line] of lines.entries()) {
    try {
      for (const quad of quadsOf([line], format)) yield { is: 'quad', quad, line: start + index + 1 };
    } catch {
      const reason = `This line is not one statement of ${format} (“${line.trim().slice(0, 60)}”): subject, property, value and a full stop.`;
      yield { is: 'broken', line: start + index + 1, reason };
    }
  }
}

/** Blank nodes keep the labels of the text, so that blocks read apart speak of the same ones. */
function quadsOf(lines: readonly string[], format: string): Quad[] {
  return new Parser({ format, blankNodePrefix: '_:' }).parse(lines.join('\n'));
}

/** Strings, comments and IRIs of the Turtle family: only the last are looked into. */
const lexical =
  /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*'|#[^\r\n]*|<([^<>\r\n]*)>/g;

function withoutInvalidIris(text: string): { text: string; odd: RdfPart[] } {
  if (!/<[^<>"'\r\n]*[ {}|^`][^<>\r\n]*>/.test(text)) return { text, odd: [] };
  const odd: RdfPart[] = [];
  const escaped = text.replace(lexical, (whole: string, iri: string | undefined, offset: number) => {
    if (iri === undefined || !/[{}|^`]|[^!-\u{10ffff}]/u.test(iri)) return whole;
    const line = text.slice(0, offset).split('\n').length;
    odd.push({ is: 'odd', line, reason: invalid(iri) });
    return `<${escapeIri(iri)}>`;
  });
  return { text: escaped, odd };
}

function invalid(iri: string): string {
  return `“${iri.slice(0, 100)}” is no IRI: spaces and the signs {}|^\` have to be percent-encoded. It was read as ${escapeIri(iri).slice(0, 120)}.`;
}

async function* parseXml(text: string, base: string | undefined): AsyncIterable<RdfPart> {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) {
    const message =
      'This XML has a document type declaration, which could expand without end: write the entities out.';
    throw new ParseError(message);
  }
  const parser = new RdfXmlParser({
    dataFactory: DataFactory,
    ...(base === undefined ? {} : { baseIRI: base }),
    validateUri: false,
    trackPosition: true,
  });
  const found = collector(parser);
  for (const [index, line] of text.split(/(?<=\n)/).entries()) {
    parser.write(line);
    yield* found.take().flatMap((quad) => partsOf(quad, index + 1));
    if (found.failure() !== undefined) throw broken(found.failure(), index + 1);
  }
  await new Promise<void>((resolve) => {
    parser.once('error', () => {
      resolve();
    });
    parser.end(resolve);
  });
  if (found.failure() !== undefined) throw broken(found.failure());
}

/** What the parser gave out so far: it works within each `write`, so that the line just written is the statement's. */
function collector(parser: RdfXmlParser): { take: () => Quad[]; failure: () => unknown } {
  const quads: Quad[] = [];
  let failure: unknown;
  parser.on('error', (error: unknown) => (failure ??= error));
  Object.assign(parser, { push: (quad: Quad | null) => quad === null || quads.push(quad) > 0 });
  return { take: () => quads.splice(0), failure: () => failure };
}

function partsOf(quad: Quad, line: number): RdfPart[] {
  const odd = [quad.subject, quad.predicate, quad.object].flatMap(({ termType, value }): RdfPart[] =>
    termType === 'NamedNode' && iriFlaw(value) === 'invalid'
      ? [{ is: 'odd', line, reason: invalid(value) }]
      : [],
  );
  return [...odd, { is: 'quad', quad: withValidIris(quad), line }];
}

/** The statement with its IRIs escaped where they need it. */
export function withValidIris(quad: Quad): Quad {
  const valid = <Term extends Quad['object']>(term: Term): Term =>
    term.termType === 'NamedNode' && iriFlaw(term.value) === 'invalid'
      ? (DataFactory.namedNode(escapeIri(term.value)) as unknown as Term)
      : term;
  return DataFactory.quad(valid(quad.subject), valid(quad.predicate), valid(quad.object), quad.graph);
}
