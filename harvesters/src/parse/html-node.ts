import { ParseError } from './parse-error.ts';

/** A node that holds others. */
export type HtmlParent = HtmlDocument | HtmlElement;
/** Any node of a page; attributes are nodes as in XPath. */
export type HtmlNode = HtmlDocument | HtmlElement | HtmlText | HtmlAttribute;

type Child = HtmlElement | HtmlText;

const followingMask = 4;
const precedingMask = 2;

/**
 * What XPath needs of a DOM node. Every step from node to node counts against the page's budget, so that no expression,
 * however it is written, runs for longer than the budget allows.
 */
abstract class PageNode {
  abstract readonly nodeType: 1 | 2 | 3 | 9;
  abstract readonly nodeName: string;
  abstract readonly ownerDocument: HtmlDocument;
  /** Place in the order of the document. */
  abstract readonly position: number;
  readonly children: readonly Child[] = [];
  /** Among the children of its parent. */
  protected readonly index: number = 0;
  protected readonly parent: HtmlParent | null = null;

  get parentNode(): HtmlParent | null {
    this.ownerDocument.spend(1);
    return this.parent;
  }

  get childNodes(): readonly Child[] {
    this.ownerDocument.spend(1);
    return this.children;
  }

  get firstChild(): Child | null {
    this.ownerDocument.spend(1);
    return this.children[0] ?? null;
  }

  get nextSibling(): Child | null {
    this.ownerDocument.spend(1);
    return this.parent?.children[this.index + 1] ?? null;
  }

  get previousSibling(): Child | null {
    this.ownerDocument.spend(1);
    return this.parent?.children[this.index - 1] ?? null;
  }

  /** DOM §4.4, for nodes of one document. */
  compareDocumentPosition(other: PageNode): number {
    this.ownerDocument.spend(1);
    if (other.position === this.position) return 0;
    return other.position > this.position ? followingMask : precedingMask;
  }
}

/** A page as a whole. */
export class HtmlDocument extends PageNode {
  readonly nodeType = 9;
  readonly nodeName = '#document';
  readonly ownerDocument = this;
  readonly position = 0;
  override readonly children: Child[] = [];
  private steps: number;
  private nodes = 0;

  /** @param steps From node to node, that all selectors together may take. */
  constructor(steps: number) {
    super();
    this.steps = steps;
  }

  /** Throws ParseError when the page's budget of steps is spent. */
  spend(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0)
      throw new ParseError(
        'The selectors take too many steps on this page: write shorter ones that begin with an id or a class.',
      );
  }

  /** Nodes so far; the next one stands after them in the order of the document. */
  countNodes(): number {
    return this.nodes;
  }

  /** The next place in the order of the document. */
  nextPosition(): number {
    this.nodes += 1;
    return this.nodes;
  }
}

/** An element with its attributes, names in lower case. */
export class HtmlElement extends PageNode {
  readonly nodeType = 1;
  readonly nodeName: string;
  readonly ownerDocument: HtmlDocument;
  readonly position: number;
  readonly attributeValues: ReadonlyMap<string, string>;
  override readonly children: Child[] = [];
  protected override readonly index: number;
  protected override readonly parent: HtmlParent;
  private attributeNodes: HtmlAttributes | undefined;

  constructor(parent: HtmlParent, name: string, attributes: Readonly<Record<string, string>>) {
    super();
    this.parent = parent;
    this.nodeName = name;
    this.ownerDocument = parent.ownerDocument;
    this.position = this.ownerDocument.nextPosition();
    this.attributeValues = new Map(Object.entries(attributes));
    this.index = parent.children.push(this) - 1;
  }

  /** As in XPath's data model, in the order in which they are written. */
  get attributes(): HtmlAttributes {
    this.ownerDocument.spend(1);
    this.attributeNodes ??= attributesOf(this);
    return this.attributeNodes;
  }

  get localName(): string {
    return localName(this.nodeName);
  }

  get namespaceURI(): string {
    return namespaceOf(this.nodeName);
  }
}

/** A run of characters, entities resolved. */
export class HtmlText extends PageNode {
  readonly nodeType = 3;
  readonly nodeName = '#text';
  readonly ownerDocument: HtmlDocument;
  readonly position: number;
  protected override readonly index: number;
  protected override readonly parent: HtmlParent;
  private text: string;

  constructor(parent: HtmlParent, text: string) {
    super();
    this.parent = parent;
    this.ownerDocument = parent.ownerDocument;
    this.position = this.ownerDocument.nextPosition();
    this.text = text;
    this.index = parent.children.push(this) - 1;
  }

  get nodeValue(): string {
    return this.text;
  }

  append(text: string): void {
    this.text += text;
  }
}

/** An attribute as a node; it has an owner and no parent. */
export class HtmlAttribute extends PageNode {
  readonly nodeType = 2;
  readonly nodeName: string;
  readonly nodeValue: string;
  readonly ownerElement: HtmlElement;
  readonly ownerDocument: HtmlDocument;
  readonly position: number;

  constructor(owner: HtmlElement, name: string, { value, order }: { value: string; order: number }) {
    super();
    this.ownerElement = owner;
    this.ownerDocument = owner.ownerDocument;
    this.nodeName = name;
    this.nodeValue = value;
    this.position = owner.position + order;
  }

  get name(): string {
    return this.nodeName;
  }

  get localName(): string {
    return localName(this.nodeName);
  }

  get namespaceURI(): string {
    return namespaceOf(this.nodeName);
  }
}

/** The attributes of one element: an array that XPath may also ask by `item`. */
export interface HtmlAttributes extends ReadonlyArray<HtmlAttribute> {
  item: (index: number) => HtmlAttribute | null;
}

function attributesOf(owner: HtmlElement): HtmlAttributes {
  const count = owner.attributeValues.size + 1;
  const nodes = [...owner.attributeValues].map(
    ([name, value], index) => new HtmlAttribute(owner, name, { value, order: (index + 1) / count }),
  );
  return Object.assign(nodes, { item: (index: number) => nodes[index] ?? null });
}

/** HTML has no namespaces: a prefix stands for itself, so that `@xlink:href` is found as it is written. */
function namespaceOf(name: string): string {
  return name.includes(':') ? name.slice(0, name.indexOf(':')) : '';
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
