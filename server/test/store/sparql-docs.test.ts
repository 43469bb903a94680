import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/domain/app-error.ts';
import { budgets } from '../../src/store/sparql-budgets.ts';
import { guardQuery } from '../../src/store/sparql-guard.ts';

const page = readFileSync(new URL('../../../docs/sparql.md', import.meta.url), 'utf8');
const base = 'https://example.org/carrefour';
const examples = [...page.matchAll(/```sparql\n(.*?)```/gs)].map(([, text = '']) =>
  text.replaceAll('{BASE}', base),
);

describe('docs/sparql.md', () => {
  it('has examples', () => {
    expect(examples.length).toBeGreaterThan(4);
  });

  it.each(examples)('gives a query that is taken: %s', (text) => {
    const guarded = guardQuery(text, { base, rows: 10_000 });
    expect(guarded instanceof AppError ? guarded.message : guarded.form).toBe('select');
  });

  it.each(Object.entries(budgets))('states the limit of %s', (_, { limit }) => {
    expect(page).toMatch(new RegExp(`\\b${limit.toLocaleString('en')}\\b`));
  });
});
