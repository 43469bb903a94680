import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../src/search/analysis/analyse.ts';
import { fold } from '../../../src/search/analysis/fold.ts';
import { ruleOf, stem } from '../../../src/search/analysis/stemming.ts';

const forms = (text: string): string[] => analyse(text, 'fr').map(({ lexeme }) => lexeme.form);

describe('analysis', () => {
  it.each([
    [
      'drops elided articles, with any apostrophe',
      "L’école d'ici, jusqu’à l'aube",
      ['ecole', 'ici', 'a', 'aube'],
    ],
    ['keeps a word that merely holds an apostrophe apart', 'aujourd’hui', ['aujourd', 'hui']],
    ['drops the English possessive', 'people’s garden', ['people', 'garden']],
    ['takes the points out of acronyms', 'L’E.S.S. et l’ESS', ['ess', 'et', 'ess']],
    ['gives hyphenated words one by one and as one', 'micro-crèche', ['micro', 'microcreche', 'creche']],
    ['joins several hyphens at once', 'porte-à-porte ', ['porte', 'porteaporte', 'a', 'porte']],
    ['takes a dash between spaces for no hyphen', 'jardin - potager', ['jardin', 'potager']],
    [
      'joins thousands set apart by no-break spaces',
      '12\u202f000 repas, 3 500 plants',
      ['12000', 'repas', '3', '500', 'plants'],
    ],
    ['folds ligatures', 'Cœur', ['coeur']],
    ['gives nothing for signs', ' ?! … ', []],
  ])('%s', (_, text, expected) => {
    expect(forms(text)).toEqual(expected);
  });

  it.each([
    ['fr', 'aînés', 'aînée'],
    ['fr', 'lieux', 'lieu'],
    ['fr', 'locaux', 'locale'],
    ['fr', 'coopératives', 'coopératif'],
    ['fr', 'enjeux', 'enjeu'],
    ['en', 'communities', 'community'],
    ['en', 'cities', 'city'],
  ] as const)('takes (%s) %s and %s for one word', (rule, one, other) => {
    expect(stem(one, rule)).toBe(stem(other, rule));
  });

  it('leaves words of languages without rules as they are', () => {
    expect(stem('gärten', ruleOf('de'))).toBe('garten');
    expect(ruleOf('und')).toBe('fr');
    expect(ruleOf('en-GB')).toBe('en');
  });

  it('counts stop words in positions, and says which they are', () => {
    const tokens = analyse('aller au marché', 'fr');
    expect(tokens.map(({ position, lexeme }) => [position, lexeme.isStopWord])).toEqual([
      [0, false],
      [1, true],
      [2, false],
    ]);
  });

  it('gives the same for composed and decomposed text, and offsets that cut the text where the word stands', () => {
    const letters = fc.constantFrom(..."aeéèêçœlLdD ’'-.1  ".split(''));
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 30 }), (text) => {
        const composed = analyse(text.normalize('NFC'), 'fr').map(({ lexeme }) => lexeme.key);
        const decomposed = text.normalize('NFD');
        const tokens = analyse(decomposed, 'fr');
        expect(tokens.map(({ lexeme }) => lexeme.key)).toEqual(composed);
        for (const { start, end, lexeme } of tokens) {
          expect(fold(decomposed.slice(start, end)).replaceAll(/[-.\s]/g, '')).toBe(lexeme.form);
        }
      }),
    );
  });
});
