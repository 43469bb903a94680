import { expect, it } from 'vitest';
import { synonymsOf } from '../../../src/search/query/synonyms.ts';
import { readWanted } from '../../../src/search/query/wanted.ts';

it('lets forms of one label stand in once, whichever group they come from', () => {
  const synonyms = synonymsOf([
    { asked: ['monnaie locale'], given: ['monnaie locale', 'monnaies locales', 'time bank', 'time banks'] },
    { asked: ['monnaie locale'], given: ['Time banks', 'SEL'] },
  ]);
  const clauses = synonyms.expand(readWanted('monnaie locale ').clauses);
  const together = clauses.map((clause) =>
    clause.together.map((sequence) => sequence.map((word) => word?.form ?? '…').join(' ')),
  );
  expect(together).toEqual([
    ['time bank', 'sel'],
    ['time bank', 'sel'],
  ]);
});
