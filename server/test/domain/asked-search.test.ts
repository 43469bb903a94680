import { describe, expect, test } from 'vitest';
import { askedText } from '../../src/domain/asked-search.ts';

describe('a searched text', () => {
  test('meets its equals whatever its case and spaces', () => {
    expect(askedText('  Garage\tSOLIDAIRE ')).toBe('garage solidaire');
    expect(askedText('e\u0301picerie')).toBe('épicerie');
  });

  test('may hold a year, a postcode and a few numbers', () => {
    for (const text of ['garage 23000', 'tiers-lieu 2024', 'les 18-25 ans'])
      expect(askedText(text), text).toBe(text);
  });

  test('is never kept with what may tell of a person, nor when it is long', () => {
    const never = [
      'jeanne.dupont@exemple.fr',
      'écrire à jeanne at exemple dot fr',
      'jeanne 06 12 34 56 78',
      '+33 (0)6.12.34.56.78',
      '06-12-34-56-78',
      'siret 123 456 789 00012',
      '2 84 05 23 096 001 42',
      'https://exemple.fr/jeanne',
      'www.exemple.fr',
      'a'.repeat(201),
      '  ',
    ];
    for (const text of never) expect(askedText(text), text).toBeUndefined();
  });
});
