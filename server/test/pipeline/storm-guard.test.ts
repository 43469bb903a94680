import { describe, expect, it } from 'vitest';
import { isDue, stormCause, withdrawalLimit } from '../../src/pipeline/storm-guard.ts';

describe('the storm guard', () => {
  it('lets five go in a small set, a fifth in a middling one, and a hundred in a large one', () => {
    expect([3, 20, 50, 500, 5000].map(withdrawalLimit)).toEqual([5, 5, 10, 100, 100]);
  });

  it('holds a run that would take away more, and says how many and what to do', () => {
    expect(stormCause({ published: 30, missing: 4, deleted: 1, quarantined: 1 })).toBeUndefined();
    const cause = stormCause({ published: 30, missing: 4, deleted: 1, quarantined: 2 });
    expect(cause).toContain(
      'Of 30 published records, 4 are missing, 1 are deleted by their source, 2 can no longer',
    );
    expect(cause).toContain('approve the run');
  });
});

describe('a record that its source no longer lists', () => {
  const known = { state: 'publishable' as const };
  const now = '2026-11-24T12:00:00Z';

  it('is withdrawn at the third complete pass without it, once seven days have gone by', () => {
    expect(isDue({ ...known, missedPasses: 2, missingSince: '2026-11-17T11:00:00Z' }, now)).toBe(true);
  });

  it('stays when it missed fewer passes, or for fewer days', () => {
    expect(isDue({ ...known, missedPasses: 1, missingSince: '2026-11-01T00:00:00Z' }, now)).toBe(false);
    expect(isDue({ ...known, missedPasses: 9, missingSince: '2026-11-20T00:00:00Z' }, now)).toBe(false);
    expect(isDue({ ...known, missedPasses: 0 }, now)).toBe(false);
  });
});
