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
  it.each([
    '(a+)+$',
    '(a|aa)*b',
    '([a-z]+)*@',
    '((a)+)+',
    '((a|b)c)*$',
    '(?:x{1,30}y)+',
    String.raw`(\w|\d)+$`,
    String.raw`(?:a?){20,}$`,
    String.raw`((\))+)*`,
    String.raw`(a)(?:\1)*b`,
  ])('refuse %s, which could take for ever', (text) => {
    expect(() => {
      assertSafePatterns(pattern(text), 'test.ttl');
    }).toThrow('test.ttl');
  });

  it('refuse what is no regular expression', () => {
    expect(() => {
      assertSafePatterns(pattern('[a-z'), 'test.ttl');
    }).toThrow('is not a regular expression');
  });

  it.each([
    '^https?://[^/ ]+',
    '^(mailto:)?[^@ ]+@[^@ ]+$',
    '^(?:[0-9]{2}-){3}x+$',
    '^(?:a|b|c)?[(+*)]+$',
    '^(?:[a-z]+,){0,3}$',
  ])('accept %s', (text) => {
    expect(() => {
      assertSafePatterns(pattern(text), 'test.ttl');
    }).not.toThrow();
  });
});
