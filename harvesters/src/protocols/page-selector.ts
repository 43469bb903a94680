import { JSONPathEnvironment } from 'json-p3';
import { z } from 'zod';
import { compileCss } from '../parse/css-selector.ts';
import { HtmlAttribute, HtmlElement, type HtmlDocument, type HtmlNode } from '../parse/html-node.ts';
import { visibleText } from '../parse/html-text.ts';
import { ParseError } from '../parse/parse-error.ts';
import { compileXPath } from '../parse/xpath-selector.ts';
import type { Json } from '../protocol.ts';
import type { WebPage } from './web-pages.ts';

const environment = new JSONPathEnvironment();
const urlAttributes = new Set(['href', 'src', 'data-src', 'xlink:href', 'poster', 'action']);

/** What selectors are applied to: a page as a whole, one element of it, or one value of its JSON. */
export interface Place {
  readonly page: WebPage;
  readonly node?: HtmlElement;
  readonly value?: Json;
}

/** What a selector found, in the order of the page. */
type Found = HtmlNode | Json;
/** A compiled selector. Throws ParseError where it cannot be applied. */
export interface Select {
  (place: Place): readonly Found[];
  /** True for an XPath that sets out from the root of the page, whatever the place. */
  readonly isFromRoot?: boolean;
}

function compiled(text: string, compile: (text: string) => Select, context: z.RefinementCtx): Select {
  try {
    return compile(text);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
}

const css = z.string('Write a CSS selector, such as “h2 a”.').transform((text, context) =>
  compiled(
    text,
    (selector) => {
      const select = compileCss(selector);
      return (place) => select(nodeOf(place));
    },
    context,
  ),
);
const xpath = z.string('Write an XPath 1.0 expression, such as “.//h2/a/@href”.').transform((text, context) =>
  compiled(
    text,
    (expression) => {
      const select = compileXPath(expression);
      return Object.assign((place: Place) => select(nodeOf(place)), { isFromRoot: isFromRoot(expression) });
    },
    context,
  ),
);
const json = z.string('Write a JSONPath (RFC 9535), such as $.title.').transform((text, context) =>
  compiled(
    text,
    (path) => {
      const query = environment.compile(path);
      return (place) => query.query(valueOf(place) as never).values() as readonly Json[];
    },
    context,
  ),
);

/** Whether some path of an expression begins with a slash; slashes within quotes are text. */
function isFromRoot(expression: string): boolean {
  return /(?:^|[(|,=\s])\//.test(expression.replace(/"[^"]*"|'[^']*'/g, '""'));
}

/** The three ways of pointing at something; exactly one is written. */
export const pointers = { css: css.optional(), xpath: xpath.optional(), json: json.optional() };

/** How something is pointed at, once read. */
export interface Pointer {
  readonly css?: Select | undefined;
  readonly xpath?: Select | undefined;
  readonly json?: Select | undefined;
}

/** Refuses a selector that points in no way or in several. */
export function pointsOnce(pointer: Pointer, context: z.RefinementCtx): void {
  const written = [pointer.css, pointer.xpath, pointer.json].filter((one) => one !== undefined);
  if (written.length === 1) return;
  const message = 'Write exactly one of: css, xpath, json.';
  context.addIssue({ code: 'custom', message });
}

/** The places that a pointer finds on a page: elements, or values of JSON. Throws ParseError. */
export function placesIn(page: WebPage, pointer: Pointer): Place[] {
  return select({ page }, pointer).flatMap((found): Place[] => {
    if (found instanceof HtmlElement) return [{ page, node: found }];
    return isNode(found) ? [] : [{ page, value: found }];
  });
}

/** The values that a pointer finds: text for nodes, addresses made whole, JSON as it is; empty ones left out. */
export function valuesAt(
  place: Place,
  { attr, ...pointer }: Pointer & { attr?: string | undefined },
): Json[] {
  return select(place, pointer)
    .map((found) => valueFound(found, place.page, attr))
    .filter((value) => value !== '' && value !== null);
}

function select(place: Place, pointer: Pointer): readonly Found[] {
  return (pointer.css ?? pointer.xpath ?? pointer.json)?.(place) ?? [];
}

function valueFound(found: Found, page: WebPage, attr: string | undefined): Json {
  if (!isNode(found)) return typeof found === 'string' ? found.trim() : found;
  if (found instanceof HtmlAttribute) return attributeValue(found.nodeName, found.nodeValue, page);
  if (attr === undefined) return visibleText(found);
  const value = found instanceof HtmlElement ? found.attributeValues.get(attr) : undefined;
  return attributeValue(attr, value ?? '', page);
}

function attributeValue(name: string, value: string, page: WebPage): string {
  return urlAttributes.has(name) ? (absolute(value, page) ?? value.trim()) : value.trim();
}

/** An address as a page means it, without its fragment; undefined for what is none. */
export function absolute(link: string, page: WebPage): string | undefined {
  const trimmed = link.trim();
  if (trimmed === '') return undefined;
  const base = baseOf(page);
  if (!URL.canParse(trimmed, base)) return undefined;
  const url = new URL(trimmed, base);
  url.hash = '';
  return url.href;
}

const baseElement = compileCss('base[href]');

/** What relative links of a page start from. */
export function baseOf(page: WebPage): string {
  if (!page.text.includes('<base') && !page.text.includes('<BASE')) return page.url;
  const href = baseElement(page.document)[0]?.attributeValues.get('href');
  return href !== undefined && URL.canParse(href, page.url) ? new URL(href, page.url).href : page.url;
}

function nodeOf({ page, node, value }: Place): HtmlDocument | HtmlElement {
  if (value !== undefined)
    throw new ParseError('css and xpath read pages; the items of this list are JSON: write “json” instead.');
  return node ?? page.document;
}

function valueOf({ page, node, value }: Place): unknown {
  if (node !== undefined)
    throw new ParseError('json reads JSON; the items of this list are elements: write “css” or “xpath”.');
  return value ?? page.json;
}

function isNode(found: Found): found is HtmlNode {
  return typeof found === 'object' && found !== null && 'nodeType' in found && 'ownerDocument' in found;
}
