import { describe, expect, test } from 'vitest';
import type { Suggestion, SuggestionInput } from '../../../src/enrich/suggestions.ts';
import { createSentenceReader } from '../../../src/serve/client/sentence-reader.ts';

const mobility: Suggestion = { scheme: 'theme', code: 'MOB', score: 0.8, evidence: [] };
const sentence = 'les anciens ne peuvent plus aller au marché';

/** Suggestions that answer when they are told to. */
function slowSuggestions() {
  const asked: SuggestionInput[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<readonly Suggestion[]>();
  return {
    asked,
    resolve,
    reject,
    suggest: (input: SuggestionInput) => {
      asked.push(input);
      return promise;
    },
  };
}

describe('a reader of sentences', () => {
  test('asks nothing for words that name something', async () => {
    const suggestions = slowSuggestions();
    const reader = createSentenceReader(suggestions, { schemes: ['theme'] });
    for (const q of ['', 'garage', 'jardin partagé', '"les anciens ne peuvent plus aller au marché"'])
      expect(await reader.read(q), q).toEqual([]);
    expect(suggestions.asked).toEqual([]);
  });

  test('asks once for a sentence, without the words that only ask', async () => {
    const suggestions = slowSuggestions();
    suggestions.resolve([mobility]);
    const reader = createSentenceReader(suggestions, { schemes: ['theme'] });
    expect(await reader.read(sentence)).toEqual([mobility]);
    expect(await reader.read('Les anciens ne peuvent plus aller au MARCHÉ')).toEqual([mobility]);
    expect(suggestions.asked).toEqual([{ title: 'anciens marche', schemes: ['theme'] }]);
  });

  test('does not wait long: what comes too late is there for the next search', async () => {
    const suggestions = slowSuggestions();
    const reader = createSentenceReader(suggestions, { schemes: ['theme'], patience: 5 });
    expect(await reader.read(sentence)).toEqual([]);
    suggestions.resolve([mobility]);
    expect(await reader.read(sentence)).toEqual([mobility]);
    expect(suggestions.asked).toHaveLength(1);
  });

  test('answers nothing where suggesting fails, and asks again', async () => {
    const suggestions = slowSuggestions();
    suggestions.reject(new Error('lost'));
    const reader = createSentenceReader(suggestions, { schemes: ['theme'] });
    expect(await reader.read(sentence)).toEqual([]);
    expect(await reader.read(sentence)).toEqual([]);
    expect(suggestions.asked).toHaveLength(2);
  });

  test('lets a bounded number of sentences wait', async () => {
    const suggestions = slowSuggestions();
    const reader = createSentenceReader(suggestions, { schemes: ['theme'], patience: 1 });
    await Promise.all(
      Array.from({ length: 100 }, (_, at) => reader.read(`${sentence} du village numéro ${String(at)}`)),
    );
    expect(suggestions.asked.length).toBeLessThan(100);
  });
});
