import { DataFactory, termToId, type NamedNode, type Quad, type Store, type Term } from 'n3';

const sh = (local: string): NamedNode => DataFactory.namedNode(`http://www.w3.org/ns/shacl#${local}`);
const rdf = (local: string): NamedNode =>
  DataFactory.namedNode(`http://www.w3.org/1999/02/22-rdf-syntax-ns#${local}`);

/** Which way a path is walked: from subject to object, or back. */
export type Direction = 'out' | 'in';

type Nodes = ReadonlyMap<string, Term>;

/** Path constructors with one operand, by how often it is walked. */
const repetitions = [
  { name: 'zeroOrMorePath', from: 0, to: Number.POSITIVE_INFINITY },
  { name: 'oneOrMorePath', from: 1, to: Number.POSITIVE_INFINITY },
  { name: 'zeroOrOnePath', from: 0, to: 1 },
] as const;

/** The members of an RDF list, or undefined for what is none. Ends on a list that runs in a circle. */
export function listOf(graph: Store, head: Term): Term[] | undefined {
  const members: Term[] = [];
  const seen = new Set<string>();
  let node: Term | undefined = head;
  while (node !== undefined && !seen.has(node.value)) {
    seen.add(node.value);
    members.push(...graph.getObjects(node, rdf('first'), null));
    node = graph.getObjects(node, rdf('rest'), null)[0];
  }
  return members.length === 0 ? undefined : members;
}

/** Walks SHACL property paths of any nesting (SHACL §2.3.1) over data. Paths that contain themselves walk nowhere. */
export class PathWalker {
  readonly #shapes: Store;
  readonly #data: Store;

  constructor({ shapes, data }: { readonly shapes: Store; readonly data: Store }) {
    this.#shapes = shapes;
    this.#data = data;
  }

  /** The nodes that a path leads to from a node, each once. */
  walk(path: Term, from: Term, direction: Direction = 'out'): Term[] {
    return [...this.#step(path, single(from), direction).values()];
  }

  #step(path: Term, from: Nodes, direction: Direction): Nodes {
    if (path.termType !== 'BlankNode') return this.#along(path, from, direction);
    const sequence = listOf(this.#shapes, path);
    if (sequence !== undefined) return this.#sequence(sequence, from, direction);
    const operand = (name: string): Term | undefined => this.#shapes.getObjects(path, sh(name), null)[0];
    const choice = operand('alternativePath');
    if (choice !== undefined) {
      const choices = listOf(this.#shapes, choice) ?? [];
      return new Map(choices.flatMap((one) => [...this.#step(one, from, direction)]));
    }
    const inverse = operand('inversePath');
    if (inverse !== undefined) return this.#step(inverse, from, direction === 'out' ? 'in' : 'out');
    for (const { name, ...times } of repetitions) {
      const repeated = operand(name);
      if (repeated !== undefined)
        return this.#repeat((nodes) => this.#step(repeated, nodes, direction), { from, times });
    }
    return new Map();
  }

  #sequence(steps: readonly Term[], from: Nodes, direction: Direction): Nodes {
    const inOrder = direction === 'out' ? steps : steps.toReversed();
    return inOrder.reduce<Nodes>((nodes, step) => this.#step(step, nodes, direction), from);
  }

  #repeat(
    step: (nodes: Nodes) => Nodes,
    { from, times }: { from: Nodes; times: { readonly from: number; readonly to: number } },
  ): Nodes {
    const found = new Map(times.from === 0 ? from : []);
    let frontier = from;
    for (let round = 1; frontier.size > 0 && round <= times.to; round += 1) {
      frontier = new Map([...step(frontier)].filter(([name]) => !found.has(name)));
      for (const [name, node] of frontier) found.set(name, node);
    }
    return found;
  }

  #along(property: Term, from: Nodes, direction: Direction): Nodes {
    const found = new Map<string, Term>();
    for (const node of from.values()) {
      const quads: Quad[] =
        direction === 'out'
          ? this.#data.getQuads(node, property, null, null)
          : this.#data.getQuads(null, property, node, null);
      for (const { subject, object } of quads) {
        const end = direction === 'out' ? object : subject;
        found.set(termToId(end), end);
      }
    }
    return found;
  }
}

function single(node: Term): Nodes {
  return new Map([[termToId(node), node]]);
}
