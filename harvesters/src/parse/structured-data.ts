import { ParseError } from './parse-error.ts';

/** A value of structured data: JSON. */
export type DataValue = null | boolean | number | string | readonly DataValue[] | DataNode;
/** A thing that a page speaks of, by the names that the page uses; `@type` and `@id` as in JSON-LD. */
export interface DataNode {
  readonly [name: string]: DataValue;
}

const maxNodes = 100_000;
const maxDepth = 100;

/**
 * The nodes of the types asked for, at any depth but not within one another; without types, the top-level nodes that have
 * one. References to another node of the page (`{ "@id": … }`) are replaced by that node, ids of blank nodes left out. Throws ParseError for data
 * beyond all measure.
 */
export function chooseNodes(nodes: readonly DataNode[], types: readonly string[]): DataNode[] {
  const byId = new Map<string, DataNode>();
  for (const node of walk(nodes, () => true)) {
    const id = node['@id'];
    if (typeof id === 'string' && !isReference(node) && !byId.has(id)) byId.set(id, node);
  }
  const isAsked = (node: DataNode) => typesOf(node).some((type) => types.includes(lastWord(type)));
  const chosen =
    types.length === 0
      ? nodes.filter((node) => typesOf(node).length > 0)
      : [...walk(nodes, (node) => !isAsked(node))].filter(isAsked);
  const budget = { nodes: maxNodes };
  return chosen.map((node) => joined(node, { byId, path: [], budget }) as DataNode);
}

/** The types that a page has, for messages. */
export function typesIn(nodes: readonly DataNode[]): string[] {
  return [...new Set([...walk(nodes, () => true)].flatMap((node) => typesOf(node).map(lastWord)))];
}

function typesOf(node: DataNode): string[] {
  return [node['@type']].flat().filter((type) => typeof type === 'string');
}

/** The last word of a type, however it is written: `schema:Event`, an address, or the word alone. */
function lastWord(type: string): string {
  return type.replace(/^.*[/#:](?=[^/#:])/, '');
}

/** Every node within values, outermost first; what is within one is left out where `isOpened` says so. */
function* walk(
  values: readonly DataValue[],
  isOpened: (node: DataNode) => boolean,
  depth = 0,
): Generator<DataNode> {
  if (depth > maxDepth)
    throw new ParseError(`The data of this page nests more than ${String(maxDepth)} levels.`);
  for (const value of values) {
    if (isList(value)) yield* walk(value, isOpened, depth + 1);
    else if (isNode(value)) {
      yield value;
      if (isOpened(value)) yield* walk(Object.values(value), isOpened, depth + 1);
    }
  }
}

interface Join {
  readonly byId: ReadonlyMap<string, DataNode>;
  /** Nodes around the value: one within itself stays a reference. */
  readonly path: readonly DataNode[];
  readonly budget: { nodes: number };
}

function joined(value: DataValue, join: Join): DataValue {
  if (isList(value)) return value.map((one) => joined(one, join));
  if (!isNode(value)) return value;
  join.budget.nodes -= 1;
  if (join.budget.nodes < 0 || join.path.length > maxDepth)
    throw new ParseError('The data of this page refers to itself so often that it has no measure.');
  const node = referred(value, join.byId);
  if (join.path.includes(node)) return { '@id': node['@id'] ?? null };
  const within = { ...join, path: [...join.path, node] };
  const fields = Object.entries(node).filter(([name, inner]) => !isPrivateName(name, inner));
  return Object.fromEntries(fields.map(([name, inner]) => [name, joined(inner, within)]));
}

/** A blank node's id means nothing outside its page, and not even there once the page is written anew. */
function isPrivateName(name: string, value: DataValue): boolean {
  return name === '@id' && typeof value === 'string' && value.startsWith('_:');
}

function referred(value: DataNode, byId: ReadonlyMap<string, DataNode>): DataNode {
  const id = value['@id'];
  return typeof id === 'string' && isReference(value) ? (byId.get(id) ?? value) : value;
}

function isReference(node: DataNode): boolean {
  return typeof node['@id'] === 'string' && Object.keys(node).length === 1;
}

function isNode(value: DataValue): value is DataNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: DataValue): value is readonly DataValue[] {
  return Array.isArray(value);
}
