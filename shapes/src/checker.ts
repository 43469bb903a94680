import { createHash } from 'node:crypto';
import { Parser, Store, type Quad } from 'n3';
import type { Result } from 'shacl-engine';
import { compileShapes } from './compile-shapes.ts';
import { shapeFiles } from './shape-files.ts';

/** How much a profile asks: `publishable` looks at violations, `good` at warnings too, `excellent` at everything. */
export const profiles = ['publishable', 'good', 'excellent'] as const;

export type Profile = (typeof profiles)[number];

export type Severity = 'violation' | 'warning' | 'info';

/** One result of a validation (SHACL §3.6), as people read it. */
export interface CheckResult {
  readonly severity: Severity;
  /** IRI of the node. */
  readonly focusNode: string;
  /** IRI of the property; absent for a constraint on the node itself. */
  readonly path?: string;
  readonly value?: string;
  /** What to write where. */
  readonly message: { readonly fr: string; readonly en: string };
  /** Name of the constraint: the part after `#` of its shape's IRI. */
  readonly sourceShape: string;
}

export interface CheckReport {
  /** True when there is no result of the severities that the profile looks at. */
  readonly conforms: boolean;
  readonly results: readonly CheckResult[];
}

export interface Checker {
  /** Changes whenever the shapes do. */
  readonly version: string;
  /**
   * Checks one record's quads. Never rejects because of the data: a literal that cannot be read is a result.
   */
  check(quads: Iterable<Quad>, options?: { readonly profile?: Profile }): Promise<CheckReport>;
  /** Names of the constraints that hold for things of a class, as results name them. */
  constraintsOn(classIri: string): readonly string[];
}

const shacl = 'http://www.w3.org/ns/shacl#';
const severities: Readonly<Record<string, Severity>> = {
  [`${shacl}Violation`]: 'violation',
  [`${shacl}Warning`]: 'warning',
  [`${shacl}Info`]: 'info',
};
const counted: Readonly<Record<Profile, readonly Severity[]>> = {
  publishable: ['violation'],
  good: ['violation', 'warning'],
  excellent: ['violation', 'warning', 'info'],
};

/** Reads the shapes and compiles them. Rejects when one holds a pattern that could backtrack without end. */
export async function createChecker(): Promise<Checker> {
  const files = shapeFiles();
  const parsed = files.map(
    ([name, text]) => [name, new Parser({ blankNodePrefix: `${name}-` }).parse(text)] as const,
  );
  const shapes = compileShapes(parsed);
  const constraints = constraintsByClass(parsed.flatMap(([, quads]) => quads));
  const checker: Checker = {
    version: createHash('sha256').update(JSON.stringify(files)).digest('hex').slice(0, 16),
    async check(quads, { profile = 'publishable' } = {}) {
      const report = await shapes.validate(new Store([...quads]));
      const results = unique(report.results.map(readResult));
      return { results, conforms: !results.some(({ severity }) => counted[profile].includes(severity)) };
    },
    constraintsOn: (classIri) => constraints.get(classIri) ?? [],
  };
  await checker.check([]);
  return checker;
}

function readResult(result: Result): CheckResult {
  const path = result.path?.flatMap(({ predicates }) => predicates.map(({ value }) => value));
  const value = result.value?.terms[0]?.value;
  const messageIn = (language: string): string =>
    result.message.find((message) => message.language === language)?.value ?? result.message[0]?.value ?? '';
  const shape = result.shape.ptr.terms[0]?.value ?? '';
  return {
    severity: severities[result.severity.value] ?? 'violation',
    focusNode: result.focusNode.terms[0]?.value ?? '',
    ...(path?.[0] === undefined ? {} : { path: path[0] }),
    ...(value === undefined ? {} : { value }),
    message: { fr: messageIn('fr'), en: messageIn('en') },
    sourceShape: nameOf(shape),
  };
}

/** The named property shapes of each target class. */
function constraintsByClass(quads: readonly Quad[]): ReadonlyMap<string, readonly string[]> {
  const of = (property: string): Quad[] =>
    quads.filter(({ predicate }) => predicate.value === `${shacl}${property}`);
  const properties = of('property').filter(({ object }) => object.termType === 'NamedNode');
  const byClass = Map.groupBy(of('targetClass'), ({ object }) => object.value);
  const namesOf = (shapes: readonly Quad[]): string[] =>
    properties
      .filter(({ subject }) => shapes.some((target) => target.subject.equals(subject)))
      .map(({ object }) => nameOf(object.value));
  return new Map([...byClass].map(([iri, shapes]) => [iri, namesOf(shapes)]));
}

function nameOf(shape: string): string {
  return shape.slice(shape.lastIndexOf('#') + 1);
}

/** Several components of one constraint may fail on one value: its author needs to hear it once. Worst first. */
function unique(results: readonly CheckResult[]): CheckResult[] {
  const bySaying = new Map(
    results.map((result) => [[result.focusNode, result.sourceShape, result.value].join('\0'), result]),
  );
  const order = counted.excellent;
  return [...bySaying.values()].sort(
    (a, b) => order.indexOf(a.severity) - order.indexOf(b.severity) || (sortKey(a) < sortKey(b) ? -1 : 1),
  );
}

function sortKey({ focusNode, sourceShape, value }: CheckResult): string {
  return [focusNode, sourceShape, value ?? ''].join('\0');
}
