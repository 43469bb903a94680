import { expect, test } from 'vitest';
import type { ThingDoc } from '@carrefour/server/contract';
import { placeName, placeNames } from './place-words.ts';

type Place = ThingDoc['places'][number];

const names = { 'departement-23': 'Creuse', 'region-BE.WAL': 'Wallonie' };
const creuse: Place = {
  role: 'seat',
  country: 'FR',
  precision: 'departement',
  territories: ['country-FR', 'region-75', 'departement-23'],
};
const gueret: Place = { ...creuse, city: 'Guéret', precision: 'commune' };
const wallonie: Place = {
  role: 'seat',
  country: 'BE',
  precision: 'region',
  territories: ['country-BE', 'region-BE.WAL'],
};

test.each([
  ['a town', gueret, 'Guéret (23)'],
  ['a département', creuse, 'Creuse'],
  ['a division abroad', wallonie, 'Wallonie, Belgique'],
  ['a town abroad', { ...wallonie, city: 'Namur' }, 'Namur, Belgique'],
  ['a place with a name of its own', { ...wallonie, name: 'La Ferme' }, 'La Ferme'],
  ['a country', { ...wallonie, territories: ['country-BE'] }, 'Belgique'],
  ['nothing', { role: 'seat', precision: 'unknown', territories: [] } satisfies Place, undefined],
] as const)('%s is named as closely as it is known', (_what, place, expected) => {
  expect(placeName(place, 'fr', names)).toBe(expected);
});

test('a division without its words is named by its country', () => {
  expect(placeName(creuse, 'fr')).toBe('France');
});

test('places of one name are named once', () => {
  expect(placeNames([creuse, gueret, creuse], 'en', names)).toEqual(['Creuse', 'Guéret (23)']);
});
