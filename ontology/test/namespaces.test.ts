import { expect, it } from 'vitest';
import { carrefour } from '../src/index.ts';

it('names its terms under the permanent w3id namespace', () => {
  expect(carrefour).toBe('https://w3id.org/carrefour/ns#');
});
