import { compileCss } from './css-selector.ts';
import { HtmlElement, type HtmlDocument } from './html-node.ts';
import { rawText } from './html-text.ts';
import { ParseError } from './parse-error.ts';
import type { DataNode, DataValue } from './structured-data.ts';

const addressIn: Readonly<Record<string, string>> = {
  a: 'href',
  area: 'href',
  audio: 'src',
  embed: 'src',
  iframe: 'src',
  img: 'src',
  link: 'href',
  object: 'data',
  source: 'src',
  track: 'src',
  video: 'src',
};
const valueIn: Readonly<Record<string, string>> = {
  meta: 'content',
  data: 'value',
  meter: 'value',
  time: 'datetime',
};
const maxDepth = 50;

const topLevelItems = compileCss('[itemscope]:not([itemprop])');
const withId = compileCss('[id]');

/**
 * The top-level items of a page (HTML §5: microdata), names as they are written and types by their last word. Addresses
 * are made whole. Throws ParseError for items that hold themselves or nest without measure.
 */
export function microdataOf(document: HtmlDocument, base: string): DataNode[] {
  const ids = new Map<string, HtmlElement>();
  for (const element of withId(document)) {
    const id = element.attributeValues.get('id') ?? '';
    if (!ids.has(id)) ids.set(id, element);
  }
  const page: MicrodataPage = { ids, base };
  return topLevelItems(document).map((item) => itemOf(item, { page, path: [] }));
}

interface MicrodataPage {
  readonly ids: ReadonlyMap<string, HtmlElement>;
  readonly base: string;
}

interface Within {
  readonly page: MicrodataPage;
  /** The items around this one. */
  readonly path: readonly HtmlElement[];
}

function itemOf(item: HtmlElement, { page, path }: Within): DataNode {
  if (path.includes(item))
    throw new ParseError('An item of this page holds itself: its itemref leads in a circle.');
  if (path.length > maxDepth) throw new ParseError('The items of this page nest without measure.');
  const fields = new Map<string, DataValue[]>();
  const within = { page, path: [...path, item] };
  for (const property of propertiesOf(item, page)) {
    const value = valueOf(property, within);
    for (const name of words(property, 'itemprop')) fields.set(name, [...(fields.get(name) ?? []), value]);
  }
  const types = words(item, 'itemtype').map(lastWord);
  const id = item.attributeValues.get('itemid');
  return {
    ...(types.length === 0 ? {} : { '@type': oneOrMany(types) }),
    ...(id === undefined ? {} : { '@id': whole(id, page.base) }),
    ...Object.fromEntries([...fields].map(([name, values]) => [name, oneOrMany(values)])),
  };
}

/** The elements that carry an item's properties, in the order of the page. */
function propertiesOf(item: HtmlElement, { ids }: MicrodataPage): HtmlElement[] {
  const seen = new Set<HtmlElement>([item]);
  const found: HtmlElement[] = [];
  const referred = words(item, 'itemref').flatMap((id) => ids.get(id) ?? []);
  const pending = [...elements(item), ...referred].reverse();
  for (let current = pending.pop(); current !== undefined; current = pending.pop()) {
    if (seen.has(current)) continue;
    seen.add(current);
    if (!current.attributeValues.has('itemscope')) pending.push(...elements(current).reverse());
    if (words(current, 'itemprop').length > 0) found.push(current);
  }
  return found.sort((a, b) => a.position - b.position);
}

function valueOf(element: HtmlElement, within: Within): DataValue {
  if (element.attributeValues.has('itemscope')) return itemOf(element, within);
  const address = addressIn[element.nodeName];
  if (address !== undefined) return whole(element.attributeValues.get(address) ?? '', within.page.base);
  const attribute = valueIn[element.nodeName] ?? 'content';
  element.ownerDocument.spend(element.children.length + 1);
  return (element.attributeValues.get(attribute) ?? rawText(element)).replace(/\s+/gu, ' ').trim();
}

function elements(parent: HtmlElement): HtmlElement[] {
  return parent.childNodes.filter((child) => child instanceof HtmlElement);
}

function words(element: HtmlElement, attribute: string): string[] {
  return (element.attributeValues.get(attribute) ?? '').split(/\s+/).filter((word) => word !== '');
}

function whole(address: string, base: string): string {
  const trimmed = address.trim();
  return trimmed !== '' && URL.canParse(trimmed, base) ? new URL(trimmed, base).href : trimmed;
}

function lastWord(type: string): string {
  return type.replace(/^.*[/#](?=[^/#])/, '');
}

function oneOrMany<Value extends DataValue>(values: readonly Value[]): Value | readonly Value[] {
  const [first] = values;
  return values.length === 1 && first !== undefined ? first : values;
}
