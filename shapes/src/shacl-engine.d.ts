declare module 'shacl-engine' {
  import type { DatasetCore, DataFactory, Literal, NamedNode, Term } from '@rdfjs/types';

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

  export class Validator {
    constructor(
      shapes: DatasetCore,
      options: { readonly factory: DataFactory; readonly validations?: ReadonlyMap<NamedNode, unknown> },
    );
    validate(data: { readonly dataset: DatasetCore }): Promise<{ readonly results: readonly Result[] }>;
  }
}

declare module 'shacl-engine/sparql.js' {
  import type { NamedNode } from '@rdfjs/types';
  /** Without these, `sh:sparql` constraints are skipped in silence. */
  export const validations: ReadonlyMap<NamedNode, unknown>;
}
