import { Parser } from 'htmlparser2';
import { HtmlDocument, HtmlElement, HtmlText, type HtmlParent } from './html-node.ts';
import { ParseError } from './parse-error.ts';

/** What a page may hold, and what reading it may cost. */
export interface PageLimits {
  /** UTF-16 units of its text. */
  readonly maxLength: number;
  readonly maxNodes: number;
  readonly maxDepth: number;
  /** Steps from node to node that all selectors together may take. */
  readonly maxSteps: number;
}

const defaults: PageLimits = {
  maxLength: 10_000_000,
  maxNodes: 300_000,
  maxDepth: 1000,
  maxSteps: 3_000_000,
};

/**
 * Reads HTML as a tree of what the page sends: no `tbody` is added and nothing is moved, so paths see the page's source
 * rather than what a browser makes of it. Nothing is run or loaded. Throws ParseError for a page beyond the limits.
 */
export function parseHtml(text: string, limits: Partial<PageLimits> = {}): HtmlDocument {
  const { maxLength, maxNodes, maxDepth, maxSteps } = { ...defaults, ...limits };
  if (text.length > maxLength) throw tooMuch(`is longer than ${String(maxLength)} characters`);
  const document = new HtmlDocument(maxSteps);
  const open: HtmlParent[] = [document];
  const add = (create: (parent: HtmlParent) => HtmlElement | HtmlText) => {
    const parent = open.at(-1) ?? document;
    const node = create(parent);
    if (document.countNodes() > maxNodes) throw tooMuch(`has more than ${String(maxNodes)} nodes`);
    return node;
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const element = add((parent) => new HtmlElement(parent, name, attributes)) as HtmlElement;
        open.push(element);
        if (open.length > maxDepth) throw tooMuch(`nests more than ${String(maxDepth)} elements`);
      },
      onclosetag() {
        if (open.length > 1) open.pop();
      },
      ontext(data) {
        const last = open.at(-1)?.children.at(-1);
        if (last instanceof HtmlText) last.append(data);
        else add((parent) => new HtmlText(parent, data));
      },
    },
    { decodeEntities: true, recognizeCDATA: true },
  );
  parser.write(text);
  parser.end();
  return document;
}

function tooMuch(what: string): ParseError {
  return new ParseError(`This page ${what}: it is too large to be read here.`);
}
