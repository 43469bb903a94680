import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSuggester, givenFrom, type Knowledge } from '../../../src/enrich/suggest/suggester.ts';

const knowledge: Knowledge = {
  concepts: [
    {
      scheme: 'theme',
      code: 'MOB',
      labels: ['Mobilité', 'Transport', 'Covoiturage', 'Mobility'],
      definitions: ['Aller travailler, se soigner, sortir.'],
    },
    {
      scheme: 'theme',
      code: 'ALI',
      labels: ['Alimentation', 'Circuits courts', 'Food'],
      definitions: ['Bien manger près de chez soi.'],
    },
    {
      scheme: 'audience',
      code: 'OLD',
      labels: ['Personnes âgées', 'Seniors', 'Older people'],
      definitions: ['Les aînés.'],
    },
  ],
  examples: [
    { text: 'Se déplacer', scheme: 'theme', codes: ['MOB'], source: 'atelier', origin: 'mapped' },
    {
      text: 'Un potager nourrit la cantine',
      scheme: 'theme',
      codes: ['ALI'],
      source: 'atelier',
      origin: 'thing',
    },
    { text: 'Un potager dans la cour', scheme: 'theme', codes: ['ALI'], source: 'atelier', origin: 'thing' },
  ],
};
const suggester = createSuggester(knowledge);
const codes = (input: Parameters<typeof suggester.suggest>[0]): string[] =>
  suggester.suggest(input).map(({ code }) => code);

describe('a suggester', () => {
  it('knows a label whatever its case, accents, number and small errors', () => {
    for (const label of ['mobilite', 'MOBILITÉS', ' Mobilité ', 'covoiturages', 'mobilty']) {
      expect(codes({ label }), label).toEqual(['MOB']);
    }
  });

  it('is surer of an equal label than of a similar one', () => {
    const [first] = suggester.suggest({ label: 'Alimentation' });
    expect(first).toMatchObject({ scheme: 'theme', code: 'ALI' });
    const [similar] = suggester.suggest({ label: 'Alimentation des villes' });
    expect(first?.score).toBeGreaterThan(0.8);
    expect(first?.score).toBeGreaterThan(similar?.score ?? 0);
    expect(first?.evidence[0]).toEqual({ because: 'label', label: 'Alimentation' });
  });

  it('says which source maps a label that it learned from a crosswalk', () => {
    const [first] = suggester.suggest({ label: 'se deplacer' });
    expect(first).toMatchObject({ code: 'MOB' });
    expect(first?.evidence).toContainEqual({ because: 'mapped', label: 'Se déplacer', source: 'atelier' });
  });

  it('finds concepts of several schemes in a text, in French and in English', () => {
    const french = { title: 'Le minibus des aînés', description: 'Un transport pour les personnes âgées.' };
    expect(codes(french).toSorted()).toEqual(['MOB', 'OLD']);
    expect(codes({ description: 'Food for older people' }).toSorted()).toEqual(['ALI', 'OLD']);
  });

  it('learns words from things, and says which', () => {
    const [first] = suggester.suggest({ title: 'Le potager du quartier' });
    expect(first).toMatchObject({ code: 'ALI' });
    expect(first?.evidence).toContainEqual({
      because: 'learned',
      words: expect.arrayContaining(['potager']) as string[],
    });
  });

  it('says nothing rather than anything', () => {
    expect(codes({ label: 'xyz' })).toEqual([]);
    expect(codes({ title: '', description: '…' })).toEqual([]);
  });

  it('gives scores between the threshold and one, best first, for any text, and the same each time', () => {
    const again = createSuggester(knowledge);
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.boolean(), (text, isLabel) => {
        const input = isLabel ? { label: text } : { description: text };
        const found = suggester.suggest(input);
        expect(again.suggest(input)).toEqual(found);
        const scores = found.map(({ score }) => score);
        expect(scores).toEqual(scores.toSorted((a, b) => b - a));
        expect(scores.every((score) => score >= givenFrom && score <= 1)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
