import { describe, expect, it } from 'vitest';
import { createClientBudget, type ClientBudget } from '../../../src/serve/sparql/client-budget.ts';

function budgetAt(clock: { now: number }): ClientBudget {
  return createClientBudget({ seconds: 10, refill: 0.5, now: () => clock.now });
}

describe('the budget of a client', () => {
  it('lets in while something is left, and says when to come back', () => {
    const clock = { now: 0 };
    const budget = budgetAt(clock);
    expect(budget.secondsToWait('192.0.2.1')).toBe(0);
    budget.charge('192.0.2.1', 9);
    expect(budget.secondsToWait('192.0.2.1')).toBe(0);
    budget.charge('192.0.2.1', 4);
    expect(budget.secondsToWait('192.0.2.1')).toBe(6);
    expect(budget.secondsToWait('192.0.2.2')).toBe(0);
    clock.now = 7000;
    expect(budget.secondsToWait('192.0.2.1')).toBe(0);
  });

  it('never grows beyond its size', () => {
    const clock = { now: 0 };
    const budget = budgetAt(clock);
    budget.charge('192.0.2.1', 1);
    clock.now = 1_000_000;
    budget.charge('192.0.2.1', 11);
    expect(budget.secondsToWait('192.0.2.1')).toBeGreaterThan(0);
  });

  it.each([
    ['2001:db8::1', '2001:db8:0:0:1:2:3:4', true],
    ['2001:db8:0:1::1', '2001:db8::1', false],
    ['::ffff:192.0.2.1', '192.0.2.1', true],
  ])('is one for %s and %s: %s', (one, other, isSame) => {
    const budget = budgetAt({ now: 0 });
    budget.charge(one, 20);
    expect(budget.secondsToWait(other) > 0).toBe(isSame);
  });

  it('forgets the oldest when there are too many', () => {
    const budget = budgetAt({ now: 0 });
    for (let index = 0; index <= 10_000; index += 1) {
      budget.charge(`10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`, 20);
    }
    expect(budget.secondsToWait('10.0.0.0')).toBe(0);
    expect(budget.secondsToWait('10.0.39.16')).toBeGreaterThan(0);
  });
});
