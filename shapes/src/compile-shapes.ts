import { DataFactory, Store, termToId, type Quad, type Term } from 'n3';
import { Validator, type ValidationReport } from 'shacl-engine';
import { validations } from 'shacl-engine/sparql.js';
import { assertSafePatterns } from './safe-patterns.ts';
import { withNestedPaths } from './path-dataset.ts';
import { assertSupported, hasNestedPaths } from './supported-features.ts';

/** Shapes made ready; data is given to `validate`, as often as wanted. */
export interface CompiledShapes {
  /** Validates a whole dataset; its report is SHACL's own. */
  validate(dataset: Store): Promise<ValidationReport>;
}

const sh = 'http://www.w3.org/ns/shacl#';
const rdfType = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const targetProperties = ['targetClass', 'targetNode', 'targetObjectsOf', 'targetSubjectsOf'];

/** The engine builds its report as a dataset, which N3's factory alone cannot make. */
const factory = { ...DataFactory, dataset: () => new Store() };

/**
 * Makes the shapes of some files ready. Throws, naming file and mend, for a pattern that could backtrack without end
 * and for a part of SHACL that is not supported.
 */
export function compileShapes(
  files: Iterable<readonly [name: string, quads: readonly Quad[]]>,
): CompiledShapes {
  const shapes = new Store();
  for (const [name, quads] of files) {
    assertSafePatterns(quads, name);
    assertSupported(quads, name);
    shapes.addQuads([...quads]);
  }
  const validator = new Validator(shapes, { factory, validations });
  const isNested = hasNestedPaths(shapes, 'shapes');
  const targeted = withTargets(shapes);
  return {
    validate: (data) =>
      validator.validate({ dataset: isNested ? withNestedPaths({ shapes, data }) : data }, targeted),
  };
}

/**
 * The shapes that may find nodes by themselves. The engine would ask every other one too, at every record: most are
 * property shapes, which are reached through the shapes that name them.
 */
function withTargets(shapes: Store): { terms: [Term] }[] {
  const subjects = [
    ...targetProperties.flatMap((name) => shapes.getSubjects(DataFactory.namedNode(sh + name), null, null)),
    ...shapes.getSubjects(DataFactory.namedNode(rdfType), DataFactory.namedNode(`${sh}NodeShape`), null),
  ];
  return [...new Map(subjects.map((term) => [termToId(term), term])).values()].map((term) => ({
    terms: [term],
  }));
}
