import xpath from 'xpath';
import { HtmlAttribute, HtmlDocument, HtmlElement, HtmlText, type HtmlNode } from './html-node.ts';
import { ParseError } from './parse-error.ts';

/** Selects from a node: nodes in the order of the page, or the one text that the expression works out. */
export type Select<Found> = (from: HtmlDocument | HtmlElement) => readonly Found[];

const maxLength = 1000;

/**
 * Reads an XPath 1.0 expression for HTML: names are compared without case, and prefixes stand for themselves. Throws
 * ParseError for an expression that is none, that names unknown functions or variables, or that is too long; what it
 * gives throws ParseError when the page's budget of steps is spent.
 */
export function compileXPath(expression: string): Select<HtmlNode | string> {
  if (expression.length > maxLength)
    throw new ParseError(`This XPath is longer than ${String(maxLength)} characters: cut it down.`);
  const parsed = explained(expression, () => xpath.parse(withoutSpacesBeforeBrackets(expression)));
  const select: Select<HtmlNode | string> = (from) =>
    explained(expression, () => {
      const result = parsed.evaluate({ node: from, isHtml: true, namespaces: (prefix) => prefix });
      return result.toArray === undefined ? [result.stringValue()] : result.toArray().filter(isHtmlNode);
    });
  select(sample());
  return select;
}

/** `contains (a, b)` is XPath as well, but not to the library; quoted text and operators stay as they are. */
function withoutSpacesBeforeBrackets(expression: string): string {
  return expression.replace(/"[^"]*"|'[^']*'|([\w-]+)\s+\(/g, (whole: string, name?: string) =>
    name === undefined || /^(?:and|or|div|mod)$/.test(name) ? whole : `${name}(`,
  );
}

/** A page small enough to try an expression on, which tells of unknown functions before any harvest. */
function sample(): HtmlDocument {
  const document = new HtmlDocument(maxLength * maxLength);
  const html = new HtmlElement(document, 'html', { lang: 'fr' });
  new HtmlText(new HtmlElement(html, 'body', {}), 'x');
  return document;
}

function isHtmlNode(node: unknown): node is HtmlNode {
  return [HtmlDocument, HtmlElement, HtmlText, HtmlAttribute].some((kind) => node instanceof kind);
}

function explained<Value>(expression: string, work: () => Value): Value {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof ParseError) throw cause;
    const [reason] = (cause instanceof Error ? cause.message : String(cause)).split('\n');
    throw new ParseError(`“${expression.slice(0, 80)}” is not XPath 1.0: ${reason ?? ''}.`, { cause });
  }
}
