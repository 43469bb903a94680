import { describe, expect, it } from 'vitest';
import { cutAnswer } from '../../../src/store/adapters/cut-answer.ts';

const roomy = { rows: 100, bytes: 10_000 };

describe('an answer within its limits', () => {
  it.each([
    ['application/sparql-results+json', '{"head":{"vars":["x"]},"results":{"bindings":[{}]}}', 1],
    ['application/sparql-results+json', '{"head":{"vars":["x"]},"results":{"bindings":[]}}', 0],
    ['application/sparql-results+xml', '<sparql><head></head><results></results></sparql>', 0],
    ['application/sparql-results+xml', '<sparql><results><result></result></results></sparql>', 1],
    ['text/csv', 'x\r\n', 0],
    ['text/csv', 'x\r\n\r\n"a\r\n""b"""\r\n', 2],
    ['text/tab-separated-values', '?x\n\n"a"\n', 2],
    ['application/n-triples', '', 0],
    ['application/n-triples', '<a> <b> "c" .\n', 1],
  ])('in %s stays as it is: %j', (mediaType, body, rows) => {
    expect(cutAnswer(body, mediaType, roomy)).toEqual({ body, rows, isCut: false });
  });
});

describe('an answer beyond its limits', () => {
  it('keeps nothing but a well-formed frame when not even one row fits', () => {
    const body = '<sparql><results><result>1</result></results></sparql>';
    expect(cutAnswer(body, 'application/sparql-results+xml', { rows: 5, bytes: 10 })).toEqual({
      body: '<sparql><results></results></sparql>',
      rows: 0,
      isCut: true,
    });
  });

  it('counts bytes, not characters', () => {
    const body = '<a> <b> "é" .\n<a> <b> "é" .\n';
    expect(cutAnswer(body, 'application/n-triples', { rows: 5, bytes: 29 })).toMatchObject({
      rows: 1,
      isCut: true,
    });
    expect(cutAnswer(body, 'application/n-triples', { rows: 5, bytes: 30 })).toMatchObject({
      rows: 2,
      isCut: false,
    });
  });
});
