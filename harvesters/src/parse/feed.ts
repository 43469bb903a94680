import { ParseError } from './parse-error.ts';
import { elementsOf, innerXml, parseXml, textOf, type XmlElement } from './xml.ts';

/** A field as it was sent: text, an object of attributes and inner elements, or a list of either. */
export type FeedValue = null | string | readonly FeedValue[] | { readonly [name: string]: FeedValue };

/** One item or entry. */
export interface FeedEntry {
  /** Where it begins in the text, from 1. */
  readonly line: number;
  readonly fields: { readonly [name: string]: FeedValue };
}

/** A feed of any of its formats. */
export interface Feed {
  /** What it says of itself, by the names that it writes. */
  readonly about: { readonly [name: string]: FeedValue };
  readonly entries: readonly FeedEntry[];
  /** Entries that were deleted: what they are called, and where that is said (`at:deleted-entry`, RFC 6721). */
  readonly deleted: readonly { readonly line: number; readonly ref: string }[];
  /** The link to the next page (RFC 5005), as it is written. */
  readonly next: string | undefined;
  /** What relative links start from (`xml:base`), when it says so. */
  readonly base: string | undefined;
}

/** The namespace of RFC 6721. */
const tombstones = 'http://purl.org/atompub/tombstones/1.0';

/**
 * Reads RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom by their structure. Fields keep the names that the feed writes, with their
 * prefix where they are of another namespace than the element around them. An element that holds text is its text, and its
 * attributes stand beside it as `name@attribute`; one that holds attributes or elements is an object; one that comes
 * several times is a list. Throws ParseError for what is no feed.
 */
export function parseFeed(text: string): Feed {
  const root = parseXml(text);
  const found = containersOf(root);
  if (found === undefined) {
    throw new ParseError(
      `This is XML, but not a feed: it begins with <${root.name}> where <rss>, <rdf:RDF> or <feed> was expected.`,
    );
  }
  const { channel, entries } = found;
  const next = elementsOf(channel, 'link').find((link) =>
    (link.attributes.get('rel') ?? '').split(/\s+/).includes('next'),
  );
  return {
    about: fieldsOf(
      channel,
      (child) => !entries.includes(child) && child.local !== 'items' && child.namespace !== tombstones,
    ),
    entries: entries.map((entry) => ({ line: entry.line, fields: fieldsOf(entry) })),
    deleted: elementsOf(channel, 'deleted-entry').flatMap(({ namespace, attributes, line }) => {
      const ref = namespace === tombstones ? attributes.get('ref') : undefined;
      return ref === undefined ? [] : [{ line, ref }];
    }),
    next: next?.attributes.get('href'),
    base: channel.attributes.get('xml:base') ?? root.attributes.get('xml:base'),
  };
}

function containersOf(root: XmlElement): { channel: XmlElement; entries: XmlElement[] } | undefined {
  if (root.local === 'feed') return { channel: root, entries: elementsOf(root, 'entry') };
  if (root.local !== 'rss' && root.local !== 'RDF') return undefined;
  const [channel] = elementsOf(root, 'channel');
  if (channel === undefined) return undefined;
  return { channel, entries: [...elementsOf(channel, 'item'), ...elementsOf(root, 'item')] };
}

type Fields = { readonly [name: string]: FeedValue };

function fieldsOf(parent: XmlElement, isField: (child: XmlElement) => boolean = () => true): Fields {
  const fields = new Map<string, FeedValue[]>();
  const put = (name: string, { value, at }: { value: FeedValue; at: number }) => {
    const values = fields.get(name) ?? [];
    fields.set(name, values);
    while (values.length < at) values.push(null);
    values.push(value);
  };
  for (const [name, value] of parent.attributes) put(name, { value, at: 0 });
  for (const child of elementsOf(parent).filter(isField)) {
    const name = child.namespace === parent.namespace ? child.local : child.name;
    const value = valueOf(child);
    if (value === undefined) continue;
    const at = fields.get(name)?.length ?? 0;
    put(name, { value, at });
    if (typeof value !== 'string') continue;
    for (const [attribute, text] of child.attributes) put(`${name}@${attribute}`, { value: text, at });
  }
  return Object.fromEntries(
    [...fields].map(([name, values]) => [name, values.length === 1 ? (values[0] ?? null) : values]),
  );
}

/** Undefined for an element that says nothing. */
function valueOf(element: XmlElement): FeedValue | undefined {
  const hasElements = elementsOf(element).length > 0;
  const text = textOf(element).trim();
  const ownText = element.children.filter((child) => typeof child === 'string').join('');
  if (element.attributes.get('type') === 'xhtml' || (hasElements && ownText.trim() !== ''))
    return innerXml(element).trim();
  if (!hasElements && text !== '') return text;
  if (!hasElements && element.attributes.size === 0) return undefined;
  const inner = fieldsOf(element);
  return Object.keys(inner).length === 0 ? undefined : inner;
}
