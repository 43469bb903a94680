import { DataFactory } from 'n3';
import { describe, expect, it } from 'vitest';
import { assertSafePatterns } from '../src/safe-patterns.ts';

const pattern = (text: string) => [
  DataFactory.quad(
    DataFactory.namedNode('urn:shape'),
    DataFactory.namedNode('http://www.w3.org/ns/shacl#pattern'),
    DataFactory.literal(text),
  ),
];

describe('patterns of shapes', () => {
  it.each(['(a+)+$', '(a|aa)*b', '([a-z]+)*@'])('refuse %s, which could take for ever', (text) => {
    expect(() => {
      assertSafePatterns(pattern(text), 'test.ttl');
    }).toThrow('test.ttl');
  });

  it.each(['^https?://[^/ ]+', '^(mailto:)?[^@ ]+@[^@ ]+$'])('accept %s', (text) => {
    expect(() => {
      assertSafePatterns(pattern(text), 'test.ttl');
    }).not.toThrow();
  });
});
