import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { facetNames, type FacetName, type SearchQuery } from '../../../src/domain/search-query.ts';
import type { ThingDoc } from '../../../src/domain/thing-doc.ts';
import { search } from '../../../src/search/query/search.ts';
import { synonymsOf } from '../../../src/search/query/synonyms.ts';
import { openView } from '../../../src/search/query/view.ts';
import { facetClasses } from '../../../src/search/segments/facet-classes.ts';
import { facetColumns } from '../../../src/search/segments/facet-columns.ts';
import { Segment } from '../../../src/search/segments/segment.ts';
import { SegmentSet } from '../../../src/search/segments/segment-set.ts';
import { searchPlainly } from '../plain-search.ts';
import { asking, docOf, sourceOf } from '../search-docs.ts';

/** More than a segment needs to have classes. */
const many = 1500;

/** What the nth of many docs is said to have: few combinations of some facets, many of others. */
function manyDocs(seed: number): ThingDoc[] {
  const pick = <Value>(from: readonly Value[], by: number): Value => from[by % from.length] as Value;
  return Array.from({ length: many }, (_, index) => {
    const by = (index * 7919 + seed) >>> 0;
    return docOf(`doc ${String(index)}`, {
      kind: pick(['innovation', 'solution', 'organization'], by),
      title: { fr: pick(['kumquat', 'volcan', 'kumquat volcan'], by >>> 2) },
      concepts: {
        theme: by % 5 === 0 ? [] : [pick(['ALI', 'ART', 'ALI-AGR'], by >>> 1)],
        audience: [`p${String(by % 900)}`, `q${String(by % 700)}`],
        stage: [pick(['s1', 's2'], by >>> 3)],
      },
      sources: [sourceOf(pick(['exemple-a', 'exemple-b'], by >>> 4))],
      isOpen: by % 3 > 0,
    });
  });
}

describe('classes of docs with the same facet values', () => {
  it('hold the values of each of their docs, each once', () => {
    const entries = (names: readonly FacetName[], values: readonly number[]) =>
      Object.fromEntries(
        facetNames.map((name) => [
          name,
          names.includes(name) ? [...new Set(values)].map((value) => ({ value: `v${String(value)}` })) : [],
        ]),
      ) as unknown as Parameters<typeof facetColumns>[0][number];
    const doc = fc
      .tuple(fc.subarray([...facetNames]), fc.array(fc.nat(3), { maxLength: 3 }))
      .map(([names, values]) => entries(names, values));
    const docs = fc
      .array(doc, { minLength: 1, maxLength: 40 })
      .map((some) => Array.from({ length: many }, (_, n) => some[n % some.length] as (typeof some)[number]));
    fc.assert(
      fc.property(docs, (all) => {
        const { columns, facets } = facetColumns(all);
        const { docClasses, classStarts, classValues } = facetClasses(columns, facets).columns;
        for (let index = 0; index < 40; index += 1) {
          const own = columns.facetValues.subarray(
            columns.facetStarts[index],
            columns.facetStarts[index + 1],
          );
          const found: number[] = [];
          for (let at = index; at < docClasses.length; at += many) {
            const of = docClasses[at] ?? 0;
            found.push(...classValues.subarray(classStarts[of], classStarts[of + 1]));
          }
          expect(found).toEqual([...own]);
        }
      }),
      { numRuns: 30 },
    );
  });

  it.each<[string, Partial<SearchQuery>]>([
    ['all', {}],
    ['a word', { q: 'kumquat ' }],
    ['one facet', { theme: ['ALI'] }],
    ['two facets and a word', { q: 'volcan ', kind: ['innovation', 'solution'], source: ['exemple-b'] }],
    ['a facet of many values', { audience: ['p7', 'p8'], stage: ['s1'] }],
  ])('count the values of %s like one doc after another', (_, asked) => {
    const docs = manyDocs(11);
    const segments = new SegmentSet(new Map());
    segments.apply({ docs, gone: [] });
    const gone = docs.slice(0, 200).map(({ id }) => id);
    segments.apply({ docs: [], gone });
    const view = openView({ seq: 1, segments: segments.states() });
    expect(
      new Set(Object.values(new Segment(segments.states()[0]?.buffer as SharedArrayBuffer).groups ?? {}))
        .size,
    ).toBeGreaterThan(1);
    const query = asking(asked);
    const word = asked.q?.trim() ?? '';
    const left = docs.slice(200).filter(({ title }) => (title['fr'] ?? '').includes(word));
    const { facets } = search(view, query, synonymsOf([]));
    const expected = searchPlainly(left, query).facets;
    for (const name of facetNames) {
      const counts = facets[name].filter(({ count }) => count > 0);
      expect(Object.fromEntries(counts.map(({ value, count }) => [value, count]))).toEqual(expected[name]);
    }
  });
});
