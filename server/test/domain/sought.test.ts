import { describe, expect, test } from 'vitest';
import { soughtIn, type SoughtThing } from '../../src/domain/sought.ts';

describe('what is sought', () => {
  test.each<[text: string, things: SoughtThing[]]>([
    ['Un local de 200 m², et des bénévoles.', ['place', 'volunteers']],
    ['des BENEVOLES', ['volunteers']],
    ['Locataires bienvenus', ['other']],
    ['un bâtiment, un batiment', ['place']],
    ['Un deuxième pont élévateur.', ['equipment']],
    ['30 000 € de dons ou un prêt', ['funding']],
    ['Donner envie', ['other']],
    ['Volunteers and a van', ['volunteers', 'equipment']],
    ['Lieu: à trouver', ['place']],
    ['', ['other']],
  ])('is told by its words: %j', (text, things) => {
    expect([...soughtIn({ fr: text })].sort()).toEqual(things.toSorted());
  });

  test('adds up what its languages say, and is nothing where nobody says it', () => {
    expect(soughtIn({ fr: 'Du temps', en: 'Volunteers' })).toEqual(['volunteers']);
    expect(soughtIn(undefined)).toEqual([]);
    expect(soughtIn({})).toEqual([]);
  });
});
