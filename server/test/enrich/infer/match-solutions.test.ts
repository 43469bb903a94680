import { describe, expect, it } from 'vitest';
import { createSolutionMatcher, type InferenceTexts } from '../../../src/enrich/infer/match-solutions.ts';

const solution = (id: string, names: readonly string[], themes: readonly string[] = []) => ({
  id,
  title: { fr: names[0] ?? id },
  names,
  themes,
});
const match = createSolutionMatcher([
  solution('epicerie', ['Épicerie solidaire', 'Épicerie sociale et solidaire'], ['ALI-AID']),
  solution('garage', ['Garage solidaire', 'Community garage'], ['MOB-SOL']),
  solution('mobile', ['Garage solidaire mobile'], ['MOB-SOL']),
  solution('creche', ['Crèche parentale'], ['EDU-ENF']),
  solution('recyclerie', ['Recyclerie'], ['ENV-DEC']),
  solution('sel', ['Sel'], ['FIN-ECH']),
]);
const found = (texts: Partial<InferenceTexts>) =>
  match({ names: [], texts: [], themes: [], ...texts }).map(({ id }) => id);

describe('the names of solutions', () => {
  it.each([
    ['in the plural and without accents', 'Les EPICERIES SOLIDAIRES du Cantal', ['epicerie']],
    ['with small words between', 'Une épicerie de la solidaire', ['epicerie']],
    ['in another language', 'A community garage for the valley', ['garage']],
    ['the longest that stands there', 'Un garage solidaire mobile', ['mobile']],
    ['with “et” in them', 'Épicerie sociale et solidaire de Guéret', ['epicerie']],
    ['one word that is distinct', 'La Recyclerie du Berry', ['recyclerie']],
    ['not over an “et”', 'Cahier de transmission entre crèches et parents', []],
    ['not over a comma', 'Un garage, solidaire des voisins', []],
    ['not in another order', 'Des solidaires du garage', []],
    ['not short words that mean something else', 'Le sel de la terre', []],
  ])('are found %s', (_, text, expected) => {
    expect(found({ names: [text] })).toEqual(expected);
  });

  it('count most in a name, less in a text, and only with a theme in common far down in it', () => {
    const far = `${'mot '.repeat(40)} une épicerie solidaire`;
    const confidence = (texts: Partial<InferenceTexts>) =>
      match({ names: [], texts: [], themes: [], ...texts })[0]?.confidence ?? 0;
    const inName = confidence({ names: ['Épicerie solidaire'] });
    const inText = confidence({ texts: ['Une épicerie solidaire'] });
    expect(inName).toBeGreaterThan(inText);
    expect(confidence({ texts: ['Une épicerie solidaire'], themes: ['ALI-EPI'] })).toBeGreaterThan(inText);
    expect(found({ texts: ['Une épicerie solidaire'], themes: ['MOB'] })).toEqual([]);
    expect(found({ texts: [far] })).toEqual([]);
  });

  it('say with which words and by which method a solution is proposed', () => {
    expect(match({ names: ['Épicerie solidaire'], texts: [], themes: [] })).toEqual([
      {
        id: 'epicerie',
        title: { fr: 'Épicerie solidaire' },
        confidence: 0.9,
        method: 'names-of-solutions/1',
        words: ['Épicerie solidaire'],
      },
    ]);
  });

  it('in a list of everything that exists propose nothing', () => {
    const list = 'épicerie solidaire, community garage, crèche parentale, garage solidaire mobile';
    expect(found({ texts: [list] })).toEqual([]);
  });
});
