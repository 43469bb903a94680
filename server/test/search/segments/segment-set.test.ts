import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isLive } from '../../../src/search/segments/live-docs.ts';
import { mergeSegments } from '../../../src/search/segments/merge-segments.ts';
import { Segment } from '../../../src/search/segments/segment.ts';
import { SegmentSet, type MergePlan } from '../../../src/search/segments/segment-set.ts';
import { docOf, idOf } from '../search-docs.ts';

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const some = fc.uniqueArray(fc.constantFrom(...names), { maxLength: 5 });

type Step =
  | { readonly type: 'apply'; readonly put: readonly string[]; readonly gone: readonly string[] }
  | { readonly type: 'plan' | 'whole' | 'replace' };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.tuple(some, some).map(([put, gone]): Step => ({
      type: 'apply',
      put,
      gone: gone.filter((name) => !put.includes(name)),
    })),
  },
  { weight: 2, arbitrary: fc.constantFrom<Step>({ type: 'plan' }, { type: 'whole' }, { type: 'replace' }) },
);

const merged = (plan: MergePlan): SharedArrayBuffer =>
  mergeSegments(plan.map(({ buffer, live }) => ({ segment: new Segment(buffer), live })));

/** The ids of what is alive, as often as it is. */
const alive = (segments: SegmentSet): string[] =>
  segments.states().flatMap(({ buffer, live, liveCount }) => {
    const segment = new Segment(buffer);
    const ids = Array.from({ length: segment.docs }, (_, doc) => doc)
      .filter((doc) => isLive(live, doc))
      .map((doc) => segment.id(doc));
    expect(ids).toHaveLength(liveCount);
    return ids;
  });

describe('a set of segments', () => {
  it('holds each thing once, and none that is gone, whatever changes while a merge is under way', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const segments = new SegmentSet(new Map());
        const expected = new Set<string>();
        let plan: MergePlan | undefined;
        for (const each of steps) {
          if (each.type === 'apply') {
            segments.apply({ docs: each.put.map((name) => docOf(name)), gone: each.gone.map(idOf) });
            for (const name of each.put) expected.add(idOf(name));
            for (const name of each.gone) expected.delete(idOf(name));
          } else if (each.type === 'replace') {
            if (plan !== undefined) segments.replace(plan, merged(plan));
            plan = undefined;
          } else plan ??= each.type === 'plan' ? segments.mergePlan() : segments.wholePlan();
          expect(alive(segments).sort()).toEqual([...expected].sort());
        }
      }),
      { numRuns: 200 },
    );
  });

  it('leaves no trace of what is gone after the merge that it plans for it', () => {
    const segments = new SegmentSet(new Map());
    segments.apply({ docs: [docOf('a', { title: { fr: 'Zanzibar' } }), docOf('b')], gone: [] });
    segments.apply({ docs: [docOf('c')], gone: [idOf('a')] });
    const plan = segments.tracesOf([idOf('a')]);
    expect(plan).toHaveLength(1);
    segments.replace(plan ?? [], merged(plan ?? []));
    expect(segments.tracesOf([idOf('a')])).toBeUndefined();
    expect(alive(segments).sort()).toEqual([idOf('b'), idOf('c')].sort());
  });
});
