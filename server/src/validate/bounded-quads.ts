import { DataFactory, type Quad } from 'n3';
import { AppError } from '../domain/app-error.ts';

/** Rejects what says more than a validator looks at. */
export function assertFew(count: number, most: number): void {
  if (count <= most) return;
  throw new AppError(
    'too-large',
    `This says more than ${String(most)} statements: validate a part of it, a few records are enough.`,
  );
}

/** Blank nodes get names below the record, as ingest gives them: shapes ask that parts have a name. */
export function withNames(quad: Quad, base: string): Quad {
  const named = <Term extends Quad['object']>(term: Term): Term =>
    term.termType === 'BlankNode'
      ? (DataFactory.namedNode(`${base}#${term.value.replaceAll(/[^\w-]/g, '-')}`) as unknown as Term)
      : term;
  return DataFactory.quad(named(quad.subject), quad.predicate, named(quad.object));
}
