declare module 'shacl-engine' {
  import type { DatasetCore, DataFactory, Literal, NamedNode, Term } from '@rdfjs/types';
  import type { Store, Term as N3Term } from 'n3';

  /** All that the engine asks of data: an N3 store is one. */
  interface ReadableDataset extends Iterable<object> {
    readonly size: number;
    match(
      ...pattern: [
        subject: N3Term | null,
        predicate: N3Term | null,
        object: N3Term | null,
        graph: N3Term | null,
      ]
    ): Iterable<object>;
  }

  /** Nodes of a graph that a result points at. */
  interface Pointer {
    readonly term?: Term;
    readonly terms: readonly Term[];
    readonly ptr: Pointer;
  }

  /** One step of a SHACL path. */
  interface PathStep {
    readonly predicates: readonly NamedNode[];
  }

  export interface Result {
    readonly focusNode: Pointer;
    readonly path?: readonly PathStep[];
    readonly value?: Pointer;
    readonly severity: NamedNode;
    readonly message: readonly Literal[];
    readonly shape: { readonly ptr: Pointer };
  }

  /** SHACL §3: as objects, and as a graph. */
  export interface ValidationReport {
    readonly conforms: boolean;
    readonly results: readonly Result[];
    /** Built on first use, by the factory's `dataset()`. */
    readonly dataset: Store;
    /** The report's node in `dataset`. */
    readonly term: N3Term;
  }

  export class Validator {
    constructor(
      shapes: DatasetCore,
      options: { readonly factory: DataFactory; readonly validations?: ReadonlyMap<NamedNode, unknown> },
    );
    /** @param shapes Nodes of the shapes that are tried; all of them when absent. */
    validate(
      data: { readonly dataset: ReadableDataset },
      shapes?: readonly { readonly terms: readonly N3Term[] }[],
    ): Promise<ValidationReport>;
  }
}

declare module 'shacl-engine/sparql.js' {
  import type { NamedNode } from '@rdfjs/types';
  /** Without these, `sh:sparql` constraints are skipped in silence. */
  export const validations: ReadonlyMap<NamedNode, unknown>;
}
