import type { Quad, Quad_Object, Quad_Subject, Store, Term } from 'n3';
import { rdfSyntax } from './format-terms.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
type Node = Record<string, Json>;

/** How far a description goes. */
export interface TreeOptions {
  /** Properties whose values are described too, though they have an IRI. */
  readonly follow: ReadonlySet<string>;
}

const maxDepth = 12;
const maxStatements = 10_000;

/**
 * The concise bounded description of a resource, as a tree in expanded JSON-LD: all that is said of it, and of the
 * nameless nodes that it leads to (CBD, W3C submission 2005), and of what it leads to by the properties to follow.
 * Values are texts, with their language or datatype as they were written. The same statements give the same tree,
 * whatever their order. Undefined when it would be larger than 10,000 statements.
 */
export function resourceTree(store: Store, subject: Quad_Subject, options: TreeOptions): Node | undefined {
  const tree = new Tree(store, options);
  const root = tree.node(subject, []);
  return tree.isTooLarge ? undefined : root;
}

class Tree {
  #statements = 0;
  readonly #store: Store;
  readonly #follow: ReadonlySet<string>;
  /** Nameless nodes that were met, with the object that stands for each. */
  readonly #nameless = new Map<string, Node>();

  constructor(store: Store, { follow }: TreeOptions) {
    this.#store = store;
    this.#follow = follow;
  }

  get isTooLarge(): boolean {
    return this.#statements > maxStatements;
  }

  node(subject: Quad_Subject, path: readonly string[]): Node {
    const node: Node = {};
    if (subject.termType === 'NamedNode') node['@id'] = subject.value;
    else this.#nameless.set(subject.value, node);
    const inner = [...path, subject.value];
    for (const [predicate, objects] of this.#properties(subject)) {
      const values = objects.map((object) => this.#value(object, { predicate, path: inner }));
      if (predicate === rdfSyntax.type && objects.every(({ termType }) => termType === 'NamedNode')) {
        node['@type'] = objects.map(({ value }) => value).sort();
      } else node[predicate] = values.sort(byText);
    }
    return node;
  }

  #properties(subject: Quad_Subject): [string, Quad_Object[]][] {
    const quads = this.#store.getQuads(subject, null, null, null);
    this.#statements += quads.length;
    const byPredicate = Map.groupBy(this.isTooLarge ? [] : quads, ({ predicate }) => predicate.value);
    return [...byPredicate]
      .map(([predicate, same]): [string, Quad_Object[]] => [predicate, unique(same)])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }

  #value(object: Quad_Object, { predicate, path }: { predicate: string; path: readonly string[] }): Json {
    if (object.termType === 'Literal') return literal(object);
    if (object.termType === 'NamedNode') {
      const isFollowed =
        this.#follow.has(predicate) && !path.includes(object.value) && path.length < maxDepth;
      return isFollowed ? this.node(object, path) : { '@id': object.value };
    }
    if (object.termType !== 'BlankNode') return { '@value': object.value };
    const list = this.#list(object);
    if (list !== undefined) {
      return { '@list': list.map((item) => this.#value(item, { predicate, path })) };
    }
    const met = this.#nameless.get(object.value);
    if (met === undefined && path.length < maxDepth) return this.node(object, path);
    const label = `_:${String([...this.#nameless.keys()].indexOf(object.value))}`;
    if (met !== undefined) met['@id'] = label;
    return { '@id': label };
  }

  /** The items of a well-formed RDF list. */
  #list(head: Quad_Object): Quad_Object[] | undefined {
    const items: Quad_Object[] = [];
    for (let at: Quad_Object = head; at.value !== rdfSyntax.nil;) {
      const first: Quad[] = this.#store.getQuads(at, rdfSyntax.first, null, null);
      const rest: Quad[] = this.#store.getQuads(at, rdfSyntax.rest, null, null);
      const [item] = first;
      const [next] = rest;
      if (item === undefined || next === undefined || first.length + rest.length !== 2) return undefined;
      items.push(item.object);
      if (items.length > maxStatements) return undefined;
      at = next.object;
    }
    return items;
  }
}

function literal(term: Extract<Term, { termType: 'Literal' }>): Json {
  if (term.language !== '') return { '@value': term.value, '@language': term.language };
  return term.datatype.value === rdfSyntax.string
    ? { '@value': term.value }
    : { '@value': term.value, '@type': term.datatype.value };
}

function unique(quads: readonly Quad[]): Quad_Object[] {
  return [...new Map(quads.map(({ object }) => [object.id, object])).values()];
}

function byText(a: Json, b: Json): number {
  const [left, right] = [JSON.stringify(a), JSON.stringify(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}
