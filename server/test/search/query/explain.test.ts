import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyQuery } from '../../../src/domain/search-query.ts';
import { explain } from '../../../src/search/query/explain.ts';
import { matchWords } from '../../../src/search/query/match-words.ts';
import { rank } from '../../../src/search/query/rank.ts';
import { matching } from '../../../src/search/query/selection.ts';
import { synonymsOf } from '../../../src/search/query/synonyms.ts';
import { openView } from '../../../src/search/query/view.ts';
import { SegmentSet } from '../../../src/search/segments/segment-set.ts';
import { docOf } from '../search-docs.ts';

const vocabulary = ['garage', 'garages', 'vélo', 'bicyclette', 'marché', 'jardin', 'nourriture'];
const synonyms = synonymsOf([{ asked: ['bicyclette', 'vélo'], given: ['vélo', 'deux roues'] }]);
const text = fc.array(fc.constantFrom(...vocabulary, 'deux', 'roues'), { minLength: 1, maxLength: 6 });
const texts = fc.record({ title: text, summary: text, need: text });

describe('the explanation of a score', () => {
  it('adds up to the score that orders results, whatever is asked', () => {
    const asked = fc.array(fc.constantFrom(...vocabulary, '"garage marché"'), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 12 }), asked, (said, words) => {
        const docs = said.map(({ title, summary, need }, index) =>
          docOf(String(index), {
            title: { fr: title.join(' ') },
            summary: { fr: summary.join(' ') },
            need: { fr: need.join(' ') },
            concepts: index % 2 === 0 ? { theme: ['ALI'] } : {},
          }),
        );
        const segments = new SegmentSet(new Map());
        segments.apply({ docs: docs.slice(0, 5), gone: [] });
        segments.apply({ docs: docs.slice(5), gone: [] });
        const view = openView({ seq: 1, segments: segments.states() });
        const q = `${words.join(' ')} `;
        const selected = matching(view, { ...emptyQuery, q }, matchWords(q, view, synonyms));
        for (const { part, doc, key } of rank(view, selected, { query: { ...emptyQuery, q }, count: 50 })) {
          const explanation = explain(view, { q, id: part.segment.id(doc), synonyms });
          expect(explanation?.score).toBeCloseTo(key, 9);
          for (const { score, fields } of explanation?.words ?? []) {
            expect(fields.reduce((sum, each) => sum + each.score, 0)).toBeCloseTo(score, 9);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is none for a thing that the words do not find', () => {
    const doc = docOf('a', { title: { fr: 'Garage' } });
    const segments = new SegmentSet(new Map());
    segments.apply({ docs: [doc], gone: [] });
    const view = openView({ seq: 1, segments: segments.states() });
    expect(explain(view, { q: 'marché ', id: doc.id, synonyms })).toBeUndefined();
  });
});
