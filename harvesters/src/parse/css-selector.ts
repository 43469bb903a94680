import { compile, selectAll } from 'css-select';
import { HtmlElement, HtmlText, type HtmlDocument } from './html-node.ts';
import { ParseError } from './parse-error.ts';
import type { Select } from './xpath-selector.ts';

type Node = HtmlDocument | HtmlElement | HtmlText;
type Adapter = NonNullable<NonNullable<Parameters<typeof selectAll<Node, HtmlElement>>[2]>['adapter']>;

const maxLength = 1000;

/** How css-select walks a page: by the getters of its nodes, which count against the page's budget. */
const adapter: Adapter = {
  isTag: (node) => node instanceof HtmlElement,
  getAttributeValue: (element, name) => element.attributeValues.get(name),
  hasAttrib: (element, name) => element.attributeValues.has(name),
  getChildren: (node) => counted(node, node.children),
  getName: (element) => element.nodeName,
  getParent: (element) => element.parentNode,
  getSiblings: (node) => counted(node, node.parentNode?.children ?? []),
  getText: (node) => textContent(node),
  removeSubsets: (nodes) => nodes.filter((node, at) => nodes.indexOf(node) === at && !isUnder(node, nodes)),
};

/**
 * Reads a CSS selector; `:scope` is what is selected from. Throws ParseError for one that is none or that is too long;
 * what it gives throws ParseError when the page's budget of steps is spent.
 */
export function compileCss(selector: string): Select<HtmlElement> {
  if (selector.length > maxLength)
    throw new ParseError(`This CSS selector is longer than ${String(maxLength)} characters: cut it down.`);
  try {
    compile<Node, HtmlElement>(selector, { adapter });
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new ParseError(`“${selector.slice(0, 80)}” is not a CSS selector: ${reason}.`, { cause });
  }
  if (selector.trim() === ':scope') return (from) => (from instanceof HtmlElement ? [from] : []);
  return (from) => selectAll<Node, HtmlElement>(selector, from, { adapter, context: from });
}

function counted(node: Node, list: readonly (HtmlElement | HtmlText)[]): (HtmlElement | HtmlText)[] {
  node.ownerDocument.spend(list.length + 1);
  return list as (HtmlElement | HtmlText)[];
}

function textContent(node: Node): string {
  node.ownerDocument.spend(1);
  return node instanceof HtmlText ? node.nodeValue : node.children.map(textContent).join('');
}

function isUnder(node: Node, others: readonly Node[]): boolean {
  for (let above = node.parentNode; above !== null; above = above.parentNode) {
    if (others.includes(above)) return true;
  }
  return false;
}
