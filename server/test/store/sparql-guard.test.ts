import fc from 'fast-check';
import { Parser } from 'sparqljs';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/app-error.ts';
import { guardQuery, type GuardedQuery, type GuardOptions } from '../../src/store/sparql-guard.ts';

const base = 'https://example.org/carrefour';
const guard = (text: string, more: Partial<GuardOptions> = {}): GuardedQuery | AppError =>
  guardQuery(text, { base, rows: 100, ...more });

function passed(text: string, more: Partial<GuardOptions> = {}): GuardedQuery {
  const guarded = guard(text, more);
  if (guarded instanceof AppError) throw guarded;
  return guarded;
}

function refused(text: string, more: Partial<GuardOptions> = {}): AppError {
  const guarded = guard(text, more);
  if (guarded instanceof AppError) return guarded;
  throw new Error(`Let through: ${text.slice(0, 100)}`);
}

const limitOf = (text: string): number | undefined => {
  const query = new Parser({ baseIRI: `${base}/` }).parse(text);
  return query.type === 'query' && 'limit' in query ? query.limit : undefined;
};

describe('the form of a query', () => {
  it.each([
    ['SELECT * { ?s ?p ?o }', 'select'],
    ['# a comment { [ (\nask { ?s ?p "a # } \\" string" }', 'ask'],
    ['PREFIX a: <http://a/> CONSTRUCT { ?s a:p ?o } WHERE { ?s a:q ?o }', 'construct'],
    ['DESCRIBE <http://a/{}>'.replace('{}', 'x'), 'describe'],
  ])('is read from %j', (text, form) => {
    expect(passed(text).form).toBe(form);
  });
});

describe('the LIMIT', () => {
  it.each([
    ['SELECT * { ?s ?p ?o }', 101],
    ['SELECT * { ?s ?p ?o } # LIMIT 3', 101],
    ['SELECT * { ?s ?p "LIMIT 3" } OFFSET 4', 101],
    ['SELECT * { ?s ?p ?o } limit 100', 100],
    ['SELECT * { ?s ?p ?o } LIMIT 101', 101],
    ['SELECT * { ?s ?p ?o } LIMIT 99999999999999999999 OFFSET 2', 101],
    ['SELECT * { { SELECT * { ?s ?p ?o } LIMIT 5000 } }', 101],
    ['SELECT * { ?s ?p ?o } ORDER BY ?s VALUES ?s { <http://a> }', 101],
    ['SELECT ?s (COUNT(*) AS ?limit) { ?s ?p ?o } GROUP BY ?s HAVING (COUNT(*) > 2)', 101],
    ['CONSTRUCT WHERE { ?s ?p ?o }', 101],
    ['DESCRIBE ?s { ?s ?p ?o } LIMIT 3', 3],
  ])('of %j becomes %i', (text, limit) => {
    expect(limitOf(passed(text).text)).toBe(limit);
  });

  it('of a subquery stays as it is', () => {
    expect(passed('SELECT * { { SELECT * { ?s ?p ?o } LIMIT 5000 } }').text).toContain('LIMIT 5000');
  });

  it('leaves ASK alone', () => {
    expect(passed('ASK { ?s ?p ?o }').text).toBe('ASK { ?s ?p ?o }');
  });

  it.each([
    'CONSTRUCT { ?s a ?o } FROM <https://example.org/carrefour/graph/published> WHERE { ?s ?p ?o } LIMIT 500 OFFSET 7',
    'CONSTRUCT WHERE { ?s ?p ?o }',
    'DESCRIBE ?s WHERE { ?s ?p ?o } ORDER BY ?s # end',
    'CONSTRUCT { ?p a ?n } { ?s ?p ?o } GROUP BY ?p VALUES ?p { <http://a> }',
  ])('of a graph query comes with a query that tells of more solutions: %j', (text) => {
    const { probe = '' } = passed(text);
    expect(limitOf(probe)).toBe(1);
    expect(probe).toMatch(text.includes('OFFSET 7') ? /OFFSET 107/ : /OFFSET 100/);
  });
});

describe('what is refused', () => {
  it.each([
    ['SELECT * { SERVICE <http://a> { ?s ?p ?o } }', 'SERVICE'],
    ['SELECT * { service silent ?x { ?s ?p ?o } }', 'service'],
  ])('federation: %j', (text, token) => {
    expect(refused(text)).toMatchObject({ code: 'wrong-request', details: { token, line: 1 } });
  });

  it.each([
    'INSERT DATA { <http://a> <http://b> <http://c> }',
    'LOAD <http://a>',
    'DROP ALL',
    'DELETE WHERE { ?s ?p ?o }',
    'CLEAR GRAPH <http://a>',
  ])('updates: %j', (text) => {
    expect(refused(text).code).toBe('forbidden');
  });

  it('graphs of others', () => {
    expect(refused('SELECT * FROM <http://a/b> { ?s ?p ?o }').code).toBe('wrong-request');
    expect(refused('BASE <http://a/> SELECT * FROM NAMED <graph/x> { ?s ?p ?o }').code).toBe('wrong-request');
    expect(refused('ASK { ?s ?p ?o }', { dataset: { default: ['http://a'], named: [] } }).code).toBe(
      'wrong-request',
    );
  });

  it.each([
    ['', undefined],
    ['   # nothing', undefined],
    ['SELECT * {\n  ?s ?p }', [2, 9, '}']],
    ['SELECT * {\n  ?s foaf:name ?o }', [2, 6, 'foaf:name']],
    ['SELECT * { ?s ?p "never closed }', [1, 18, '"never closed }']],
    ['SELECT * { ?s ?p ?o ', [1, 21, '']],
    ['SELECT * { ?s ?p ?o )', [1, 21, ')']],
    ['SELECT * { ?s ?p ?o } §', [1, 23, '§']],
    ['\\u0053ELECT * { ?s ?p ?o }', [1, 1, '\\u0053ELECT * { ?s ?']],
    ['ASK { ?s ?p "\\u0022 . SERVICE <http://a> {} #" }', [1, 13, '"\\u0022 . SERVICE <h']],
    ['ASK { ?s ?p "\\U00000022" }', [1, 13, '"\\U00000022" }']],
  ])('what is not SPARQL, with its place: %j', (text, place) => {
    const error = refused(text);
    expect(error.code).toBe('wrong-request');
    expect(error.details['hint']).toMatchObject({
      fr: expect.any(String) as string,
      en: expect.any(String) as string,
    });
    if (place !== undefined) {
      const [line, column, token] = place;
      expect(error.details).toMatchObject({ line, column, token });
    }
  });

  const many = (count: number, part: string, joint = ' '): string => Array(count).fill(part).join(joint);
  it.each([
    ['characters', `SELECT * { ?s ?p "${'x'.repeat(60_000)}" }`],
    ['tokens', `SELECT * { ?s ?p ?o ${many(9000, '. .')} }`],
    ['depth', `ASK {${many(200, 'FILTER EXISTS {')} ?s ?p ?o ${many(200, '}')}}`],
    ['depth', `SELECT * ${many(60, '{ SELECT * {')} ?s ?p ?o ${many(60, '} }')}`],
    ['depth', `SELECT * { ?s ?p ?o FILTER(${many(2000, '(')} 1 ${many(2000, ')')}) }`],
    ['depth', `ASK { ?s ${many(100, '(')} <http://a> ${many(100, ')')} ?o }`],
    ['depth', `ASK { ${many(3000, '[ ?p ')} ${many(3000, ']')} }`],
    ['operators', `ASK { FILTER(${many(1000, '!')} true) }`],
    ['operators', `ASK { FILTER(${many(1000, '1', ' || ')}) }`],
    ['operators', `ASK { ?s ${many(900, '<http://a>', '/')} ?o }`],
    ['union', `ASK { ${many(70, '{ ?s ?p ?o }', ' UNION ')} }`],
    ['optional', `ASK { ${many(50, 'OPTIONAL { ?s ?p ?o }')} }`],
    ['exists', `ASK { ${many(25, 'FILTER NOT EXISTS { ?s ?p ?o }')} }`],
    ['subselects', `ASK { ${many(25, '{ SELECT * { ?s ?p ?o } }')} }`],
    ['endlessPaths', `ASK { ${many(20, '?s <http://a>* ?o .')} }`],
    ['valuesRows', `ASK { VALUES ?x { ${many(3000, '1')} } }`],
    ['triples', `ASK { ${many(81, '?s ?p ?o .')} }`],
    ['values', `ASK { ${many(61, 'VALUES ?x { 1 }')} }`],
    ['listItems', `ASK { ?s ?p ?o FILTER(?o NOT IN (${many(1001, '1', ',')})) }`],
    ['columns', `SELECT ${Array.from({ length: 201 }, (_, index) => `?x${index}`).join(' ')} { ?s ?p ?o }`],
    ['pathSteps', `ASK { ?s ${many(150, '<http://a>', '/')} ?o }`],
  ])('too much of %s', (budget, text) => {
    expect(refused(text)).toMatchObject({ code: 'too-costly', details: { budget } });
  });
});

describe('the dataset', () => {
  it('comes from FROM and FROM NAMED', () => {
    expect(
      passed(`SELECT * FROM <graph/published> FROM NAMED <${base}/record/a/b/c> { ?s ?p ?o }`).dataset,
    ).toEqual({
      default: [`${base}/graph/published`],
      named: [`${base}/record/a/b/c`],
    });
    expect(passed('ASK { ?s ?p ?o }').dataset).toBeUndefined();
  });

  it('of the protocol wins over that of the text', () => {
    const dataset = { default: [`${base}/graph/provenance`], named: [] };
    expect(passed('ASK FROM <http://foreign> { ?s ?p ?o }', { dataset }).dataset).toEqual(dataset);
  });
});

describe('any text', () => {
  const bits = fc.constantFrom(
    ...'SELECT,*,{,},(,),[,],?s,?p,LIMIT,5,999,VALUES,FILTER,SERVICE,",\',""",\\,\\u0022,<,>,<http://a>,a:b,#,\n,.,;,!,||,UNION,CONSTRUCT,WHERE,OFFSET,$,@en,^^,/'.split(
      ',',
    ),
  );
  it('is either refused or stays a query of the same form with a LIMIT within the cap', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 9, arbitrary: bits }, fc.string({ maxLength: 5 })), { maxLength: 40 }),
        (parts) => {
          const text = parts.join(' ');
          for (const candidate of [text, `SELECT * { ?s ?p ?o ${text} }`, `SELECT * { ?s ?p ?o } ${text}`]) {
            const guarded = guard(candidate);
            if (guarded instanceof AppError) continue;
            expect(guarded.form === 'ask' || (limitOf(guarded.text) ?? Infinity) <= 101).toBe(true);
            expect(guarded.text).not.toMatch(/\bSERVICE\s*</i);
          }
        },
      ),
      { numRuns: 400, seed: 7 },
    );
  });

  it.each(['a.', '<a', "'", ':a....', '_:', '{', '?', '#', '\\', '"\\"'])(
    'made of %j again and again is read at once',
    (part) => {
      const text = part.repeat(Math.floor(49_000 / part.length));
      expect(guard(`SELECT * { ${text} }`)).toBeInstanceOf(AppError);
    },
  );
});
