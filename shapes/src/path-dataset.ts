import { DataFactory, type Quad, type Store, type Term } from 'n3';
import { PathWalker } from './property-path.ts';

type Pattern = [subject: Term | null, predicate: Term | null, object: Term | null, graph: Term | null];

/** The part of an RDF/JS dataset that the engine reads. */
export interface ReadableDataset extends Iterable<object> {
  readonly size: number;
  match(...pattern: Pattern): Iterable<object>;
}

/**
 * Data in which a path that the engine does not know can be walked as though it were a property: the engine reads the
 * operand of a path constructor as a property, even where it is a path itself. Data holds no blank property, so these
 * are told apart from the data's own.
 */
export function withNestedPaths({
  shapes,
  data,
}: {
  readonly shapes: Store;
  readonly data: Store;
}): ReadableDataset {
  const walker = new PathWalker({ shapes, data });
  return {
    size: data.size,
    [Symbol.iterator]: () => data.getQuads(null, null, null, null).values(),
    match(...[subject, predicate, object, graph]) {
      if (predicate?.termType !== 'BlankNode') return data.match(subject, predicate, object, graph);
      const quad = (from: Term, to: Term): Quad =>
        DataFactory.quad(from as never, predicate as never, to as never);
      if (subject !== null) {
        const found = walker.walk(predicate, subject);
        return found.filter((to) => object === null || to.equals(object)).map((to) => quad(subject, to));
      }
      return object === null ? [] : walker.walk(predicate, object, 'in').map((from) => quad(from, object));
    },
  };
}
