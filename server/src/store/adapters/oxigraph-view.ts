import { defaultGraph, namedNode, parse, Store, type Quad } from 'oxigraph';
import { withBase } from '../../domain/base.ts';
import { graphs } from '../../domain/graphs.ts';
import type { ThingId } from '../../domain/thing-id.ts';

const chunkCharacters = 1_000_000;
const nquads = 'application/n-quads';
const provenanceEnd = ` <${graphs.provenance}> .`;

/** What a view needs of a publication. */
export interface ThingGraph {
  readonly thing: ThingId;
  readonly seq: number;
  readonly graph: string;
}

/**
 * The quads of one engine, kept equal to the publications that it was given. Statements about a record stand in the
 * publication of each thing that the record describes: they are counted, and go with the last of them.
 * A line that the engine's parser refuses is left out and counted in `refused`, so that one bad value of one partner
 * never empties the whole view.
 */
export class OxigraphView {
  readonly store = new Store();
  readonly #base: string;
  readonly #applied = new Map<ThingId, number>();
  readonly #holders = new Map<string, number>();
  #chunk: string[] = [];
  #chunkSize = 0;
  #summary: ReadonlySet<string> = new Set();
  /** Quads added or removed since the load: the engine's memory drifts with them. */
  replaced = 0;
  refused = 0;

  constructor(base: string) {
    this.#base = base;
  }

  /** The seq of the publication whose quads this view holds, or undefined. */
  appliedOf(thing: ThingId): number | undefined {
    return this.#applied.get(thing);
  }

  /** Adds a thing during the first load; {@link flush} ends it. */
  load({ thing, seq, graph }: ThingGraph): void {
    this.#applied.set(thing, seq);
    const isNew = (line: string): boolean => !isShared(line) || this.#hold(line);
    this.loadText(isSharing(graph) ? lines(graph).filter(isNew).join('\n') : graph);
  }

  /** Adds quads that belong to no thing, such as the vocabulary. */
  loadText(text: string): void {
    if (text === '') return;
    this.#chunk.push(text);
    this.#chunkSize += text.length;
    if (this.#chunkSize >= chunkCharacters) this.flush();
  }

  flush(): void {
    const text = withBase(this.#chunk.join('\n'), this.#base);
    this.#chunk = [];
    this.#chunkSize = 0;
    try {
      this.store.load(text, { format: nquads, no_transaction: true, lenient: true });
    } catch (error) {
      if (isBroken(error)) throw error;
      for (const quad of this.#parseEach(lines(text))) this.store.add(quad);
    }
  }

  /** Makes the view hold `next` in place of `previous`; both may be absent. No query runs in between. */
  replace(thing: ThingId, { previous, next }: { previous?: ThingGraph; next?: ThingGraph }): void {
    const before = new Set(lines(previous?.graph ?? ''));
    const after = new Set(lines(next?.graph ?? ''));
    const gone = [...before.difference(after)].filter((line) => !isShared(line) || this.#release(line));
    const come = [...after.difference(before)].filter((line) => !isShared(line) || this.#hold(line));
    for (const quad of this.#parse(gone)) this.store.delete(quad);
    for (const quad of this.#parse(come)) this.store.add(quad);
    this.replaced += gone.length + come.length;
    if (next === undefined) this.#applied.delete(thing);
    else this.#applied.set(thing, next.seq);
  }

  /** Makes these N-Quads stand in place of those of the last call; no publication may hold any of them. */
  summary(text: string): void {
    const after = new Set(lines(text));
    for (const quad of this.#parse([...this.#summary.difference(after)])) this.store.delete(quad);
    for (const quad of this.#parse([...after.difference(this.#summary)])) this.store.add(quad);
    this.#summary = after;
  }

  /** @returns True when nobody held the line before. */
  #hold(line: string): boolean {
    const count = this.#holders.get(line) ?? 0;
    this.#holders.set(line, count + 1);
    return count === 0;
  }

  /** @returns True when nobody holds the line any more. */
  #release(line: string): boolean {
    const count = (this.#holders.get(line) ?? 0) - 1;
    if (count > 0) this.#holders.set(line, count);
    else this.#holders.delete(line);
    return count <= 0;
  }

  #parse(some: readonly string[]): Quad[] {
    const based = some.map((line) => withBase(line, this.#base));
    try {
      return parse(based.join('\n'), { format: nquads, lenient: true });
    } catch (error) {
      if (isBroken(error)) throw error;
      return this.#parseEach(based);
    }
  }

  #parseEach(some: readonly string[]): Quad[] {
    return some.flatMap((line) => {
      try {
        return parse(line, { format: nquads, lenient: true });
      } catch (error) {
        if (isBroken(error)) throw error;
        this.refused += 1;
        return [];
      }
    });
  }
}

/** True for failures after which no call to the engine can be trusted: memory faults and exhausted stacks. */
export function isBroken(error: unknown): boolean {
  return error instanceof Error && (error.name === 'RuntimeError' || error instanceof RangeError);
}

/** The engine's term for a graph name; the published graph is its default one. */
export function graphTerm(iri: string, base: string): ReturnType<typeof namedNode | typeof defaultGraph> {
  return iri === withBase(graphs.published, base) ? defaultGraph() : namedNode(iri);
}

function isSharing(graph: string): boolean {
  return graph.includes(provenanceEnd);
}

function isShared(line: string): boolean {
  return line.endsWith(provenanceEnd);
}

function lines(graph: string): string[] {
  return graph.split('\n').filter((line) => line !== '');
}
