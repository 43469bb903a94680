import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Parser } from 'n3';
import { Store } from 'oxigraph';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/app-error.ts';
import { guardQuery } from '../../src/store/sparql-guard.ts';

const shared = process.env['CARREFOUR_SHARED'] ?? path.join(import.meta.dirname, '../../../../shared');
const folder = path.join(shared, 'suites/rdf-tests/sparql/sparql11/syntax-query');
const isHere = existsSync(folder);

/** Good SPARQL that is refused all the same: a graph that is not ours, a function that the engine does not have. */
const deliberate = new Set(['syntax-construct-where-02.rq', 'syntax-select-expr-04.rq']);

/** True when the guard lets a query through and the engine can read it. */
function takes(text: string): boolean {
  const guarded = guardQuery(text, { base: 'http://example.org', rows: 10 });
  if (guarded instanceof AppError) return false;
  try {
    new Store().query(guarded.text, { base_iri: 'http://example.org/' });
    return true;
  } catch {
    return false;
  }
}

interface Case {
  readonly file: string;
  readonly isPositive: boolean;
}

function cases(): Case[] {
  if (!isHere) return [];
  const quads = new Parser({ baseIRI: 'file:///' }).parse(
    readFileSync(path.join(folder, 'manifest.ttl'), 'utf8'),
  );
  const objects = (subject: string, local: string): string[] =>
    quads
      .filter((quad) => quad.subject.value === subject && quad.predicate.value.endsWith(local))
      .map(({ object }) => object.value);
  return [...new Set(quads.map(({ subject }) => subject.value))].flatMap((subject) => {
    const type = objects(subject, '#type').find((iri) => /(Positive|Negative)SyntaxTest/.test(iri));
    const [action] = objects(subject, '#action');
    if (type === undefined || action === undefined) return [];
    return { file: path.basename(action), isPositive: type.includes('Positive') };
  });
}

describe.skipIf(!isHere)(
  'W3C SPARQL 1.1 query syntax (skipped where the suite is not beside the project)',
  () => {
    it('has cases', () => {
      expect(cases().length).toBeGreaterThan(80);
    });

    it.each(cases())('$file', ({ file, isPositive }) => {
      const isTaken = takes(readFileSync(path.join(folder, file), 'utf8'));
      expect(isTaken ? 'taken' : 'refused').toBe(isPositive && !deliberate.has(file) ? 'taken' : 'refused');
    });
  },
);
