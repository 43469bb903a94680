import { describe, expect, test } from 'vitest';
import { nameMatcher } from '../../../src/serve/client/name-match.ts';

describe('a text', () => {
  const food = { name: 'Alimentation', others: ['Bien manger'] };
  const grocery = { name: 'Épicerie solidaire', others: [] };
  test.each([
    { text: 'alim', ...food, rank: 0 },
    { text: 'manger', ...food, rank: 2 },
    { text: 'ÉPI', ...grocery, rank: 0 },
    { text: 'sol', ...grocery, rank: 1 },
    { text: 'solid epi', ...grocery, rank: 1 },
    { text: 'caria', ...grocery, rank: undefined },
    { text: 'solidaire garage', ...grocery, rank: undefined },
    { text: 'oeu', name: 'Les œuvres', others: [], rank: 1 },
    { text: 'iles', name: 'Territoire d’Îles', others: [], rank: 1 },
    { text: 'zeville', name: 'Decazeville', others: [], rank: 3 },
    { text: '-', name: 'Bas-Rhin', others: [], rank: 3 },
    { text: '(', name: 'Creuse', others: [], rank: undefined },
  ])('“$text” is answered by “$name” as well as $rank says', ({ text, name, others, rank }) => {
    expect(nameMatcher(text)(name, others)).toBe(rank);
  });
});
