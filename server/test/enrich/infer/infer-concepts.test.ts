import { expect, it } from 'vitest';
import { inferConcepts } from '../../../src/enrich/infer/infer-concepts.ts';
import type { Suggestion } from '../../../src/enrich/suggestions.ts';

const because = [{ because: 'learned' as const, words: ['voiture', 'garage'] }];
const suggesting = (...suggestions: Suggestion[]) => ({ suggest: () => suggestions });
const theme = { scheme: 'theme', code: 'MOB-SOL', score: 0.95, evidence: because };
const thing = {
  title: { fr: 'Garage' },
  texts: [
    {
      fr: 'Réparer une voiture ensemble, louer un véhicule à petit prix, apprendre la mécanique, retrouver un emploi loin des gares.',
    },
  ],
  concepts: {},
};
const codes = (suggestions: Suggestion[], more: Partial<typeof thing> = {}) =>
  inferConcepts({ ...thing, ...more }, () => suggesting(...suggestions)).map(({ code }) => code);

it('takes what is nearly certain, with its reason and its method', () => {
  const [concept] = inferConcepts(thing, () => suggesting(theme));
  expect(concept).toEqual({
    scheme: 'theme',
    code: 'MOB-SOL',
    confidence: 0.95,
    method: 'words-of-concepts/2',
    words: ['voiture', 'garage'],
  });
});

it.each([
  ['what is likely only', [{ ...theme, score: 0.89 }], {}],
  ['a scheme that texts were not measured for', [{ ...theme, scheme: 'audience' }], {}],
  ['what has no reason', [{ ...theme, evidence: [] }], {}],
  ['anything about a name alone', [theme], { texts: [{ fr: 'Un garage.' }] }],
])('leaves out %s', (_, suggestions, more) => {
  expect(codes(suggestions, more)).toEqual([]);
});

it('does not second-guess what a source declares, and does not even learn for it', () => {
  const asked = inferConcepts({ ...thing, concepts: { theme: ['ALI'] } }, () => {
    throw new Error('Nothing is to be suggested here.');
  });
  expect(asked).toEqual([]);
});
