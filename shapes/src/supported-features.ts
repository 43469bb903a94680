import { DataFactory, Store, type NamedNode, type Quad, type Term } from 'n3';
import { listOf } from './property-path.ts';
import { assertSupportedQuery } from './supported-queries.ts';

const sh = 'http://www.w3.org/ns/shacl#';

/** What the engine would pass over in silence, by the property that asks for it. */
const refused: Readonly<Record<string, string>> = {
  parameter: 'SPARQL-based constraint components (sh:parameter)',
  validator: 'SPARQL-based constraint components (sh:validator)',
  nodeValidator: 'SPARQL-based constraint components (sh:nodeValidator)',
  propertyValidator: 'SPARQL-based constraint components (sh:propertyValidator)',
  ask: 'ASK validators (sh:ask)',
  target: 'custom targets (sh:target)',
  rule: 'rules (sh:rule)',
  expression: 'expression constraints (sh:expression)',
  values: 'inferred values (sh:values)',
  js: 'JavaScript constraints (sh:js)',
  entailment: 'entailment regimes (sh:entailment)',
};

/** Path constructors whose operand the engine reads as a plain property. */
const plainOperands = ['inversePath', 'zeroOrMorePath', 'oneOrMorePath', 'zeroOrOnePath'];

/**
 * Throws when shapes use a part of SHACL that we do not support, naming the part and the file: a constraint that would
 * be skipped in silence is worse than none. Core is supported whole; of SHACL-SPARQL, `sh:sparql` with SELECT.
 */
export function assertSupported(quads: readonly Quad[], file: string): void {
  for (const { predicate } of quads) {
    const feature = predicate.value.startsWith(sh) ? refused[predicate.value.slice(sh.length)] : undefined;
    if (feature !== undefined) refuse(feature, file);
  }
  const graph = new Store([...quads]);
  hasNestedPaths(graph, file);
  for (const { subject } of graph.getQuads(null, named('select'), null, null)) {
    assertSupportedQuery(queryText(graph, subject), (feature) => refuse(feature, file));
  }
}

function refuse(feature: string, file: string): never {
  throw new Error(`${file}: these shapes use ${feature}, which is not supported here: write them without.`);
}

function named(local: string): NamedNode {
  return DataFactory.namedNode(sh + local);
}

/** Whether a path holds another one where the engine expects a property. Throws for a sequence that holds a sequence. */
export function hasNestedPaths(graph: Store, file: string): boolean {
  const steps = graph
    .getObjects(null, named('path'), null)
    .flatMap(
      (path) =>
        listOf(graph, path)?.map((step) => ({ step, isInSequence: true })) ?? [
          { step: path, isInSequence: false },
        ],
    );
  for (const { step, isInSequence } of steps) {
    if (isInSequence && listOf(graph, step) !== undefined)
      refuse('a sequence inside a sequence (sh:path)', file);
  }
  return steps.some(({ step }) => operandsOf(graph, step).some(({ termType }) => termType === 'BlankNode'));
}

function operandsOf(graph: Store, step: Term): Term[] {
  const choice = graph.getObjects(step, named('alternativePath'), null)[0];
  if (choice !== undefined) return listOf(graph, choice) ?? [choice];
  return plainOperands.flatMap((name) => graph.getObjects(step, named(name), null));
}

/** A query with the prefixes that its constraint declares (SHACL §5.2.1). */
function queryText(graph: Store, constraint: Term): string {
  const declared = graph
    .getObjects(null, named('declare'), null)
    .map((declaration) =>
      ['prefix', 'namespace'].map((name) => graph.getObjects(declaration, named(name), null)[0]),
    )
    .map(([prefix, namespace]) => `PREFIX ${prefix?.value ?? ''}: <${namespace?.value ?? ''}>`);
  const select = graph.getObjects(constraint, named('select'), null)[0]?.value ?? '';
  return [...new Set(declared), select].join('\n');
}
