import { expect, test } from 'vitest';
import { apart } from './apart.ts';

const toScreen = ({ lat, lon }: { lat: number; lon: number }) => ({ x: lon * 10, y: -lat * 10 });
const at = (lon: number, { count = 1, title = '' } = {}) => ({
  lat: 0,
  lon,
  count,
  title,
  bbox: [lon, 0, lon, 0] as const,
});

test('groups that stand far enough from one another stay as they are', () => {
  const groups = [at(0, { title: 'a' }), at(5, { title: 'b' })];
  expect(apart(groups, toScreen)).toEqual(groups);
});

test('groups whose markers would cover one another become one, at their common middle', () => {
  const [joined, ...others] = apart([at(0, { count: 3 }), at(4)], toScreen);
  expect(others).toEqual([]);
  expect(joined).toEqual({ lat: 0, lon: 1, count: 4, bbox: [0, 0, 4, 0] });
});

test('what becomes one takes in whatever it then stands too near to', () => {
  const groups = apart([at(0), at(6), at(4)], toScreen);
  expect(groups.map(({ count }) => count)).toEqual([3]);
});

test('two places of one thing become one marker of that thing, at one of its places', () => {
  const [joined, ...others] = apart(
    [
      { ...at(0), thing: 'a' },
      { ...at(2), thing: 'a' },
    ],
    toScreen,
  );
  expect(others).toEqual([]);
  expect(joined).toEqual({ ...at(0), thing: 'a', bbox: [0, 0, 2, 0] });
});

test('a thing whose places are joined with others counts once', () => {
  const [joined, ...others] = apart(
    [{ ...at(0), thing: 'a' }, { ...at(1), thing: 'b' }, { ...at(2), thing: 'a' }, at(3, { count: 5 })],
    toScreen,
  );
  expect(others).toEqual([]);
  expect(joined).toMatchObject({ count: 7, bbox: [0, 0, 3, 0] });
  expect(joined).not.toHaveProperty('thing');
});
