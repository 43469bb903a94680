import { readdirSync, readFileSync } from 'node:fs';
import { Parser, type Quad } from 'n3';
import { describe, expect, it } from 'vitest';
import { createChecker } from '../src/index.ts';

const sh = 'http://www.w3.org/ns/shacl#';
const shapes = 'https://w3id.org/carrefour/shapes#';
const here = new URL('./', import.meta.url);
const checker = await createChecker();

function parse(file: URL): Quad[] {
  return new Parser().parse(readFileSync(file, 'utf8'));
}

const examples = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: shape }) =>
    readdirSync(new URL(`${shape}/`, here)).map((name) => ({
      shape,
      name,
      file: new URL(`${shape}/${name}`, here),
    })),
  );
const invalid = examples.flatMap((example) => {
  const constraint = /^invalid-(.*)\.ttl$/.exec(example.name)?.[1];
  return constraint === undefined ? [] : [{ ...example, constraint }];
});
const definitions = readdirSync(new URL('../', here))
  .filter((name) => name.endsWith('.ttl'))
  .flatMap((name) => parse(new URL(`../${name}`, here)));
const constraints = [
  ...new Set(
    definitions
      .filter(
        ({ predicate, subject }) => predicate.value === `${sh}message` && subject.value.startsWith(shapes),
      )
      .map(({ subject }) => subject.value.slice(shapes.length)),
  ),
];

describe.each(examples.filter(({ name }) => name.startsWith('valid-')))('$shape/$name', ({ file }) => {
  it('may be published', async () => {
    expect(
      (await checker.check(parse(file))).results.filter(({ severity }) => severity === 'violation'),
    ).toEqual([]);
  });
});

describe.each(invalid)('$shape/$name', ({ file, constraint }) => {
  it('fails the constraint in its name, and no other of that severity', async () => {
    const { results } = await checker.check(parse(file), { profile: 'excellent' });
    const found = results.find(({ sourceShape }) => sourceShape === constraint);
    expect(found?.message.fr).toMatch(/\S/);
    expect(found?.message.en).toMatch(/\S/);
    const others = results.filter(
      ({ sourceShape, severity }) => severity === 'violation' && sourceShape !== constraint,
    );
    expect(others).toEqual([]);
  });
});

describe('every constraint', () => {
  it.each(constraints)(
    '%s has an example that fails it, a severity, and messages in both languages',
    (name) => {
      expect(invalid.map(({ constraint }) => constraint)).toContain(name);
      const said = definitions.filter(({ subject }) => subject.value === shapes + name);
      expect(said.filter(({ predicate }) => predicate.value === `${sh}severity`)).toHaveLength(1);
      const languages = said
        .filter(({ predicate }) => predicate.value === `${sh}message`)
        .map(({ object }) => (object.termType === 'Literal' ? object.language : ''));
      expect(languages.sort()).toEqual(['en', 'fr']);
    },
  );

  it('is passed by the full innovation, even when asked for excellence', async () => {
    const report = await checker.check(parse(new URL('innovation/valid-full.ttl', here)), {
      profile: 'excellent',
    });
    expect(report).toEqual({ conforms: true, results: [] });
  });
});

describe('profiles', () => {
  const thin = parse(new URL('innovation/valid-thin.ttl', here));

  it('let a thin record be published, and say what would make it good', async () => {
    expect((await checker.check(thin)).conforms).toBe(true);
    const good = await checker.check(thin, { profile: 'good' });
    expect(good.conforms).toBe(false);
    expect(good.results.map(({ sourceShape }) => sourceShape)).toContain('description-given');
  });
});
