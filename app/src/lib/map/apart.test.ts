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
