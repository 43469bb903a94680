import { decodeHTML } from 'entities';
import { SaxesParser, type SaxesTagNS } from 'saxes';
import { ParseError } from './parse-error.ts';

/** An element of an XML document with all that it holds. */
export interface XmlElement {
  /** As it is written, with its prefix. */
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
  /** By the names that are written; declarations of namespaces are left out. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (XmlElement | string)[];
  /** Where it begins, from 1. */
  readonly line: number;
}

const maxLength = 100_000_000;
const maxNodes = 3_000_000;
const maxDepth = 200;

/** What real documents get wrong without anything being lost. */
const harmless = /unbound namespace prefix|disallowed character\.$/;

/**
 * Reads XML 1.0 into a tree. Nothing is loaded and no entity of a document type is resolved; the named characters of HTML
 * and lone ampersands, which feeds are full of, are read as what they mean. Throws ParseError with line and column for
 * what is not well-formed (a document that breaks off is not), and for what is beyond all measure.
 */
export function parseXml(text: string): XmlElement {
  if (text.trim() === '') throw new ParseError('This is empty where XML was expected.');
  if (/^\s*<(?:!doctype\s+html|html|head|body)\b/i.test(text))
    throw new ParseError('This is a web page where XML was expected: it may be a sign-in or error page.');
  if (text.length > maxLength)
    throw new ParseError(`This is longer than ${String(maxLength)} characters: ask for it in parts.`);
  const builder = new TreeBuilder();
  const parser = new SaxesParser({ xmlns: true });
  parser.on('error', (error) => {
    if (!harmless.test(error.message)) throw notWellFormed(error);
  });
  parser.on('opentag', (tag) => {
    builder.open(tag, parser.line);
  });
  parser.on('text', (data) => {
    builder.text(data);
  });
  parser.on('cdata', (data) => {
    builder.text(data);
  });
  parser.on('closetag', () => {
    builder.close();
  });
  parser.write(withPlainEntities(text.trimStart())).close();
  return builder.root();
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

class TreeBuilder {
  private readonly stack: OpenElement[] = [];
  private top: XmlElement | undefined;
  private nodes = 0;

  open({ name, local, uri, attributes }: SaxesTagNS, line: number): void {
    const plain = Object.values(attributes).filter((one) => one.prefix !== 'xmlns' && one.name !== 'xmlns');
    const element: OpenElement = {
      name,
      local,
      namespace: uri,
      attributes: new Map(plain.map((one) => [one.name, one.value])),
      children: [],
      line,
    };
    this.add(element);
    this.top ??= element;
    this.stack.push(element);
    if (this.stack.length > maxDepth)
      throw new ParseError(`This nests more than ${String(maxDepth)} elements: it is not read.`);
  }

  text(data: string): void {
    this.add(data);
  }

  close(): void {
    this.stack.pop();
  }

  /** Throws ParseError when there was no element. */
  root(): XmlElement {
    if (this.top === undefined) throw new ParseError('This is text where XML was expected.');
    return this.top;
  }

  private add(node: OpenElement | string): void {
    this.nodes += 1;
    if (this.nodes > maxNodes)
      throw new ParseError(`This has more than ${String(maxNodes)} nodes: ask for it in parts.`);
    this.stack.at(-1)?.children.push(node);
  }
}

/** Leaves CDATA sections and comments as they are. */
function withPlainEntities(text: string): string {
  const pattern =
    /<!\[CDATA\[[\s\S]*?(?:\]\]>|$)|<!--[\s\S]*?(?:-->|$)|&(?:(#\d+|#x[\da-f]+|[a-z]\w{0,31});)?/gi;
  return text.replace(pattern, (whole: string, name?: string) => {
    if (!whole.startsWith('&')) return whole;
    if (name === undefined) return '&amp;';
    if (name.startsWith('#') || /^(?:amp|lt|gt|quot|apos)$/.test(name)) return whole;
    const decoded = decodeHTML(whole);
    return decoded === whole ? `&amp;${name};` : decoded;
  });
}

function notWellFormed(error: Error): ParseError {
  const [, line, column, what = error.message] = /^(\d+):(\d+): (.*?)\.?$/s.exec(error.message) ?? [];
  const place = line === undefined ? '' : ` at line ${line}, column ${column ?? ''}`;
  return new ParseError(`This is not well-formed XML${place}: ${what}.`, { cause: error });
}

/** The text of an element and of all within it. */
export function textOf(element: XmlElement): string {
  return element.children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
}

/** The elements directly within another, all or those of one local name. */
export function elementsOf(parent: XmlElement, local?: string): XmlElement[] {
  return parent.children.filter(
    (child): child is XmlElement =>
      typeof child !== 'string' && (local === undefined || child.local === local),
  );
}

/** What stands within an element, as XML without its namespaces. */
export function innerXml(element: XmlElement): string {
  return element.children
    .map((child) => (typeof child === 'string' ? escaped(child) : outerXml(child)))
    .join('');
}

function outerXml(element: XmlElement): string {
  const attributes = [...element.attributes].map(([name, value]) => ` ${name}="${escaped(value)}"`).join('');
  return `<${element.local}${attributes}>${innerXml(element)}</${element.local}>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
