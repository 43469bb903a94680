import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../src/domain/decision.ts';
import { clusterOf, clusterRows } from '../../src/identify/clusters.ts';

function decision(id: number, kind: Decision['kind'], things: string[]): Decision {
  return { id, kind, things, actor: 'a', reason: 'r', at: '2026-01-01T00:00:00Z' };
}

const nothing = { decisions: [], stored: [], ranks: new Map<string, number>() };

describe('a cluster', () => {
  it('is a thing alone without decisions', () => {
    expect(clusterOf('a', nothing)).toEqual({ canonical: 'a', members: ['a'] });
  });

  it('connects what merges connect, in any number of steps', () => {
    const decisions = [decision(1, 'merge', ['c', 'b']), decision(2, 'merge', ['a', 'b'])];
    expect(clusterOf('c', { ...nothing, decisions }).members).toEqual(['a', 'b', 'c']);
  });

  it('takes the best rank, then the lowest id, when nothing is stored', () => {
    const decisions = [decision(1, 'merge', ['a', 'b'])];
    expect(clusterOf('a', { ...nothing, decisions }).canonical).toBe('a');
    const ranks = new Map([
      ['a', 50],
      ['b', 10],
    ]);
    expect(clusterOf('a', { ...nothing, decisions, ranks }).canonical).toBe('b');
  });

  it('keeps the canonical id that is stored, whatever ranks say later', () => {
    const decisions = [decision(1, 'merge', ['a', 'b'])];
    const stored = [{ member: 'a', canonical: 'b' }];
    const ranks = new Map([
      ['a', 1],
      ['b', 90],
    ]);
    expect(clusterOf('a', { decisions, stored, ranks }).canonical).toBe('b');
  });

  it('forgets a merge that was undone, and gives both their rows back', () => {
    const decisions = [{ ...decision(1, 'merge', ['a', 'b']), undoneAt: '2026-02-01T00:00:00Z' }];
    const stored = [{ member: 'b', canonical: 'a' }];
    const found = clusterOf('b', { ...nothing, decisions, stored });
    expect(found).toEqual({ canonical: 'b', members: ['b'] });
    expect(clusterRows(found, stored)).toEqual([{ member: 'b', canonical: 'b' }]);
  });

  it('keeps two things apart when that was decided after their merge, and together when before', () => {
    const merged = decision(2, 'merge', ['a', 'b']);
    const facts = (id: number) => ({ ...nothing, decisions: [merged, decision(id, 'not-same', ['b', 'a'])] });
    expect(clusterOf('a', facts(3)).members).toEqual(['a']);
    expect(clusterOf('a', facts(1)).members).toEqual(['a', 'b']);
  });

  it('is the same for each of its members, and stable once stored', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    fc.assert(
      fc.property(fc.array(fc.tuple(id, id), { maxLength: 6 }), id, (pairs, thing) => {
        const decisions = pairs
          .filter(([a, b]) => a !== b)
          .map((pair, index) => decision(index + 1, 'merge', pair));
        const found = clusterOf(thing, { ...nothing, decisions });
        const stored = clusterRows(found, []);
        for (const member of found.members) {
          const again = clusterOf(member, { ...nothing, decisions, stored });
          expect(again).toEqual(found);
          expect(clusterRows(again, stored)).toEqual([]);
        }
      }),
    );
  });
});
