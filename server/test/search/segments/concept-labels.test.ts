import { conceptSchemes, concepts } from '@carrefour/ontology';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ThingDoc } from '../../../src/domain/thing-doc.ts';
import { analyse } from '../../../src/search/analysis/analyse.ts';
import type { Rule } from '../../../src/search/analysis/stemming.ts';
import { conceptNames, labelsOf } from '../../../src/search/document.ts';
import { search } from '../../../src/search/query/search.ts';
import { synonymsOf } from '../../../src/search/query/synonyms.ts';
import { openView, type View } from '../../../src/search/query/view.ts';
import { wantedWords } from '../../../src/search/query/wanted.ts';
import { mergeSegments } from '../../../src/search/segments/merge-segments.ts';
import { Segment } from '../../../src/search/segments/segment.ts';
import { SegmentSet } from '../../../src/search/segments/segment-set.ts';
import { asking, docOf } from '../search-docs.ts';

const codes = conceptSchemes.flatMap((scheme) => concepts(scheme).map(({ code }) => ({ scheme, code })));

const carrying: fc.Arbitrary<ThingDoc['concepts']> = fc
  .array(fc.constantFrom(...codes, { scheme: 'theme', code: 'of-nobody' }), { maxLength: 3 })
  .map((some) =>
    Object.fromEntries(
      some.map(({ scheme }) => [
        scheme,
        some.filter((other) => other.scheme === scheme).map(({ code }) => code),
      ]),
    ),
  );

interface LabelToken {
  readonly rule: Rule;
  readonly form: string;
  readonly stem: string;
  readonly isStopWord: boolean;
}

/** The words of each label of a doc's concepts and of those above them. */
function labelTokens(doc: ThingDoc): LabelToken[][] {
  return [...conceptNames(doc)].flatMap(labelsOf).map(({ text, rule }) =>
    analyse(text, rule)
      .filter(({ span }) => span === 1)
      .map(({ lexeme }) => ({ rule, ...lexeme })),
  );
}

/** Docs with a label that has some words one after another, by reading every label. */
function holding(docs: readonly ThingDoc[], forms: readonly string[]): string[] {
  const all = docs.map((doc) => ({ doc, labels: labelTokens(doc) }));
  const known = all.flatMap(({ labels }) => labels.flat());
  const fits = forms.map((form) => {
    const [wanted] = wantedWords(form);
    const alike = new Set(
      known.filter((token) => token.form === form).map((token) => token.rule + token.stem),
    );
    return ({ rule, stem }: LabelToken): boolean =>
      wanted?.word.stems[rule] === stem || alike.has(rule + stem);
  });
  const holds = (label: readonly LabelToken[]): boolean =>
    label.some((_, at) =>
      fits.every(
        (fit, next) => label[at + next]?.isStopWord === false && fit(label[at + next] as LabelToken),
      ),
    );
  return all.flatMap(({ doc, labels }) => (labels.some(holds) ? [doc.id] : [])).sort();
}

function viewOf(segments: SegmentSet): View {
  return openView({ seq: 1, segments: segments.states() });
}

function merged(segments: SegmentSet): View {
  const plan = segments.wholePlan();
  if (plan !== undefined) {
    const parts = plan.map(({ buffer, live }) => ({ segment: new Segment(buffer), live }));
    segments.replace(plan, mergeSegments(parts));
  }
  return viewOf(segments);
}

const isPlain = ({ form, isStopWord }: LabelToken): boolean => !isStopWord && /^[a-z]{3,}$/.test(form);

describe('the labels of concepts', () => {
  it('stand for the docs that carry them, in any segments, before and after a merge', () => {
    const corpus = fc.array(carrying, { minLength: 1, maxLength: 12 });
    const property = fc.property(corpus, corpus, fc.nat(), (first, second, choice) => {
      const old = first.map((has, index) => docOf(`doc-${index}`, { title: { de: 'zzz' }, concepts: has }));
      const docs = second.map((has, index) => docOf(`doc-${index}`, { title: { de: 'zzz' }, concepts: has }));
      const segments = new SegmentSet(new Map());
      for (const doc of old) segments.apply({ docs: [doc], gone: [] });
      segments.apply({ docs, gone: old.slice(docs.length).map(({ id }) => id) });
      const labels = docs.flatMap(labelTokens).filter((label) => label.some(isPlain));
      const label = labels[choice % Math.max(labels.length, 1)] ?? [];
      const at = label.findIndex(isPlain);
      const next = label[at + 1];
      const word = label[at]?.form;
      const several = viewOf(segments);
      for (const view of [several, merged(segments)]) {
        if (word === undefined) continue;
        const ask = (q: string): string[] => [...search(view, asking({ q }), synonymsOf([])).ids].sort();
        expect(ask(`${word} `)).toEqual(holding(docs, [word]));
        expect(ask(`theme:${word} `)).toEqual(holding(docs, [word]));
        if (next !== undefined && isPlain(next))
          expect(ask(`"${word} ${next.form}"`)).toEqual(holding(docs, [word, next.form]));
      }
    });
    fc.assert(property, { numRuns: 150 });
  });

  it('score the same whatever segments they are in', () => {
    const docs = codes
      .slice(0, 40)
      .map(({ scheme, code }, index) => docOf(`doc-${index}`, { concepts: { [scheme]: [code] } }));
    const segments = new SegmentSet(new Map());
    for (const doc of docs) segments.apply({ docs: [doc], gone: [] });
    const query = asking({ q: 'habitat emploi jeunes ' });
    const before = search(viewOf(segments), query, synonymsOf([]));
    expect(search(merged(segments), query, synonymsOf([]))).toEqual(before);
    expect(before.total).toBeGreaterThan(0);
  });
});
