import type { Store } from 'n3';
import { DataFactory, type Term } from 'n3';
import { describe, expect, it } from 'vitest';
import { compileShapes } from '../src/compile-shapes.ts';
import { hasSuite, suiteCases, type SuiteCase } from './shacl-suite.ts';

const sh = 'http://www.w3.org/ns/shacl#';
const parts = [
  'resultSeverity',
  'sourceConstraintComponent',
  'sourceShape',
  'focusNode',
  'value',
  'resultPath',
];

/** A report as the suite compares them: its verdict, and each result without messages. */
function summary(graph: Store, report: Term): string[] {
  const objects = (node: Term, name: string): Term[] =>
    graph.getObjects(node, DataFactory.namedNode(sh + name), null);
  const lines = objects(report, 'result').map((result) =>
    parts
      .map(
        (name) =>
          `${name} ${objects(result, name)
            .map((term) => written(graph, { term, name }))
            .join(' ')}`,
      )
      .join('; '),
  );
  return [`conforms ${objects(report, 'conforms')[0]?.value ?? ''}`, ...lines.sort()];
}

/** A term, and of a path all that is under it. */
function written(graph: Store, { term, name }: { term: Term; name: string }): string {
  if (term.termType !== 'BlankNode' || name !== 'resultPath') return `${term.termType} ${term.value}`;
  const inner = graph
    .getQuads(term, null, null, null)
    .map(({ predicate, object }) => `${predicate.value} ${written(graph, { term: object, name })}`);
  return `[${inner.sort().join(' ')}]`;
}

async function outcome({ shapes, data, name }: SuiteCase): Promise<string[]> {
  const report = await compileShapes([[name, shapes.getQuads(null, null, null, null)]]).validate(data);
  return summary(report.dataset, report.term);
}

const core = hasSuite ? suiteCases('core') : [];
const sparql = hasSuite ? suiteCases('sparql') : [];

describe.skipIf(!hasSuite)('the W3C SHACL suite (skipped: ../shared/suites/data-shapes is not there)', () => {
  it('has all its core cases here', () => {
    expect(core).toHaveLength(98);
  });

  it.each(core)('core: $name', async (test) => {
    if (test.expected === 'failure') await expect(outcome(test)).rejects.toThrow();
    else expect(await outcome(test)).toEqual(summary(test.expected.graph, test.expected.report));
  });

  it.each(sparql)('sparql: $name passes, or is refused by the name of its feature', async (test) => {
    let found: string[];
    try {
      found = await outcome(test);
    } catch (error) {
      expect((error as Error).message).toMatch(/these shapes use .+, which is not supported here/);
      return;
    }
    if (test.expected === 'failure') expect.fail('The suite expects a refusal.');
    expect(found).toEqual(summary(test.expected.graph, test.expected.report));
  });
});
