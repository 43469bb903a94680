import { expect, test } from 'vitest';
import { createSuggestionThread } from '../../../../src/enrich/suggest/adapters/thread.ts';
import type { Knowledge } from '../../../../src/enrich/suggest/suggester.ts';
import { solutionScheme } from '../../../../src/enrich/suggestions.ts';

const knowing = (code: string): Knowledge => ({
  concepts: [
    { scheme: 'theme', code, labels: ['Mobilité', 'Transport'], definitions: ['Se déplacer.'] },
    { scheme: solutionScheme, code: 'bus', labels: ['Bus de transport'], definitions: ['Un bus.'] },
  ],
  examples: [],
});

test('what was learned answers until what is learned anew is ready', async () => {
  const second = Promise.withResolvers<Knowledge>();
  const answers = [Promise.resolve(knowing('FIRST')), second.promise];
  const suggestions = createSuggestionThread({
    knowledge: () => answers.shift() ?? second.promise,
    freshFor: 0,
  });
  const codes = async () => (await suggestions.suggest({ label: 'Transport' })).map(({ code }) => code);
  await suggestions.prepare();
  expect(await codes()).toEqual(['FIRST']);
  second.resolve(knowing('SECOND'));
  await expect.poll(codes, { timeout: 20_000 }).toEqual(['SECOND']);
  await suggestions.close();
});

test('solutions are suggested to who asks for them alone', async () => {
  const suggestions = createSuggestionThread({
    knowledge: () => Promise.resolve(knowing('MOB')),
    freshFor: 60_000,
  });
  const asked = { title: 'un bus de transport' };
  const schemes = async (wanted?: string[]) =>
    (await suggestions.suggest({ ...asked, ...(wanted && { schemes: wanted }) })).map(({ scheme }) => scheme);
  expect(await schemes()).not.toContain(solutionScheme);
  expect(await schemes([solutionScheme])).toEqual([solutionScheme]);
  await suggestions.close();
});

test('closing while it learns rejects who waits, and ends', async () => {
  const suggestions = createSuggestionThread({
    knowledge: () => Promise.resolve(knowing('MOB')),
    freshFor: 60_000,
  });
  const waiting = expect(suggestions.suggest({ label: 'Transport' })).rejects.toMatchObject({
    code: 'unavailable',
  });
  await suggestions.close();
  await waiting;
});
