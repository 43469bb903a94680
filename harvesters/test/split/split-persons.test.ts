import fc from 'fast-check';
import { expect, test } from 'vitest';
import { splitPersons } from '../../src/split/split-persons.ts';

test('declared fields are removed and handed over', () => {
  const payload = { nom: 'Garage', referent: 'Jeanne Exemple', contacts: [{ tel: '06 00 00 00 00' }] };
  expect(splitPersons(payload, { fields: { referent: 'name', 'contacts[].tel': 'phone' } })).toEqual({
    payload: { nom: 'Garage', contacts: [{}] },
    persons: [
      { field: 'referent', kind: 'name', value: 'Jeanne Exemple' },
      { field: 'contacts[].tel', kind: 'phone', value: '06 00 00 00 00' },
    ],
  });
});

test.each([
  'jeanne.exemple@example.org',
  'mailto:jeanne.exemple@example.org',
  'jeanne.exemple (at) example.org',
  'jeanne.exemple [at] example [dot] org',
])('the personal address in “%s” gives way to a marker', (address) => {
  const { payload, persons } = splitPersons({ texte: `Écrire à ${address}, merci.` });
  expect(payload).toEqual({ texte: 'Écrire à [adresse retirée], merci.' });
  expect(persons).toEqual([{ field: 'texte', kind: 'mail', value: 'jeanne.exemple@example.org' }]);
});

test.each(['contact@example.org', 'mairie.gueret@example.fr', 'roue-libre@roue-libre.fr'])(
  'the functional address %s stays',
  (address) => {
    expect(splitPersons({ texte: address })).toEqual({ payload: { texte: address }, persons: [] });
  },
);

test('whatever a payload holds, a planted address is gone, a second pass changes nothing, the input stays', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (rest, text) => {
      const given = { ...(rest as Record<string, never>), planted: `${text} jeanne.exemple@example.org` };
      const before = JSON.stringify(given);
      const { payload } = splitPersons(given);
      expect(JSON.stringify(payload)).not.toContain('jeanne.exemple@example.org');
      expect(splitPersons(payload).payload).toEqual(payload);
      expect(JSON.stringify(given)).toBe(before);
    }),
    { numRuns: 200 },
  );
});
