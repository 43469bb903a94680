import { stemmer as stemEnglish } from '@orama/stemmers/english';
import { stemmer as stemFrench } from '@orama/stemmers/french';
import { fold } from './fold.ts';

/** Rules of inflection that the index knows; `other` leaves words as they are: names, and languages without rules. */
export const rules = ['fr', 'en', 'other'] as const;

export type Rule = (typeof rules)[number];

/** The rule for a BCP 47 tag. Texts whose language nobody says are taken for French, as most sources are. */
export function ruleOf(tag: string): Rule {
  const [language] = tag.toLowerCase().split('-');
  if (language === 'fr' || language === 'und') return 'fr';
  return language === 'en' ? 'en' : 'other';
}

/** Plurals in -eux of words in -eu, which Snowball takes for adjectives (heureux), and what else it leaves apart. */
const frenchPlurals: ReadonlyMap<string, string> = new Map([
  ...['lieu', 'milieu', 'jeu', 'enjeu', 'feu', 'vœu', 'neveu', 'cheveu', 'adieu', 'aveu', 'pieu'].map(
    (word) => [`${word}x`, word] as const,
  ),
  ['yeux', 'œil'],
  ['cieux', 'ciel'],
  ['bijoux', 'bijou'],
  ['genoux', 'genou'],
]);

const stemmers: Readonly<Record<Rule, (word: string) => string>> = {
  fr: (word) => stemFrench(frenchPlurals.get(word) ?? word),
  en: stemEnglish,
  other: (word) => word,
};

const shortest = 3;

/**
 * What inflections of one word have in common: a Snowball stem, folded. Takes a lower-case word in NFC, with its
 * accents: rules need them (aidé, aide). Words with digits and very short ones stay whole.
 */
export function stem(word: string, rule: Rule): string {
  const isWhole = word.length < shortest || /\d/.test(word);
  return fold(isWhole ? word : stemmers[rule](word));
}
