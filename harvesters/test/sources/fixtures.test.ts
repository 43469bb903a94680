import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { createChecker } from '@carrefour/shapes';
import { Parser, Writer, type Quad } from 'n3';
import { parse as parseYarrrml } from 'yaml';
import { expect, test } from 'vitest';
import { compileMapping } from '../../src/mapping.ts';
import type { Json } from '../../src/protocol.ts';
import { bundledSources } from './bundled-sources.ts';

const { sources, mistakes } = await bundledSources();
const checker = await createChecker();

/** Every fixture: a record beside the Turtle that it must give. */
const cases = await Promise.all(
  sources.flatMap((source) =>
    source.sets.map(async (set) => {
      const folder = path.join(source.folder, 'fixtures', set.name);
      const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
      return { source, set, folder, names: files.map((name) => path.basename(name, '.json')) };
    }),
  ),
);

function lines(quads: readonly Quad[]): string[] {
  return quads.map((quad) => new Writer({ format: 'N-Quads' }).quadsToString([quad])).sort();
}

test('every bundled source is without mistakes', () => {
  expect(mistakes).toEqual([]);
  expect(sources.length).toBeGreaterThanOrEqual(6);
});

test.each(cases)('$source.id/$set.name has fixtures', ({ names }) => {
  expect(names).not.toEqual([]);
});

test.each(cases)('the fixtures of $source.id/$set.name give their Turtle and conform', async (one) => {
  const mapping = compileMapping(one);
  for (const name of one.names) {
    const payload = JSON.parse(await readFile(path.join(one.folder, `${name}.json`), 'utf8')) as {
      [field: string]: Json;
    };
    const base = `https://carrefour.invalid/record/${one.source.id}/${one.set.name}/${name}`;
    const { quads } = mapping.map(payload, { base, language: one.source.language });
    const turtle = await readFile(path.join(one.folder, `${name}.ttl`), 'utf8');
    const expected = new Parser({ baseIRI: base }).parse(turtle);
    expect(lines(quads)).toEqual(lines(expected));
    expect(
      quads.every(({ subject, object }) => [subject, object].every((t) => t.termType !== 'BlankNode')),
    ).toBe(true);
    const report = await checker.check(quads);
    expect(report.results.filter(({ severity }) => severity === 'violation')).toEqual([]);
  }
});

test('every bundled mapping is YARRRML that yields a rule a predicate', async () => {
  // @ts-expect-error The parser has no types; it exits 0 on everything, so its output is what is checked.
  const { default: Yarrrml } = (await import('@rmlio/yarrrml-parser/lib/rml-generator.js')) as {
    default: new () => { convert(text: string): unknown[] };
  };
  for (const { set } of cases) {
    if (set.mapping === undefined) continue;
    const { text } = set.mapping;
    const { mappings } = parseYarrrml(text) as { mappings: Record<string, { po: unknown[] }> };
    const rules = Object.values(mappings).reduce((sum, { po }) => sum + po.length, 0);
    const triples = new Yarrrml().convert(text) as { predicate: { value: string } }[];
    const made = triples.filter(({ predicate }) => predicate.value.endsWith('#predicateObjectMap'));
    expect(made.length).toBeGreaterThanOrEqual(rules);
  }
});
