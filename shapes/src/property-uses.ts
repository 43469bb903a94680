import { Parser, type Quad } from 'n3';
import { shapeFiles } from './shape-files.ts';

const shacl = 'http://www.w3.org/ns/shacl#';

/** Which classes have constraints on a property: sorted IRIs of target classes, by the IRI of the property. */
export function propertyUses(): ReadonlyMap<string, readonly string[]> {
  const quads = shapeFiles().flatMap(([name, text]) =>
    new Parser({ blankNodePrefix: `${name}-` }).parse(text),
  );
  const of = (property: string): Quad[] =>
    quads.filter(({ predicate }) => predicate.value === `${shacl}${property}`);
  const paths = new Map(
    of('path').flatMap(({ subject, object }) =>
      object.termType === 'NamedNode' ? [[subject.value, object.value] as const] : [],
    ),
  );
  const shapes = Map.groupBy(of('property'), ({ subject }) => subject.value);
  const uses = of('targetClass').flatMap(({ subject, object: target }) =>
    (shapes.get(subject.value) ?? []).flatMap(({ object }) => {
      const path = paths.get(object.value);
      return path === undefined ? [] : [{ path, target: target.value }];
    }),
  );
  return new Map(
    [...Map.groupBy(uses, ({ path }) => path)].map(([path, own]) => [
      path,
      [...new Set(own.map(({ target }) => target))].sort(),
    ]),
  );
}
