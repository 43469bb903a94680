import { describe, expect, it } from 'vitest';
import type { KnownRecord, Lease, RunEnd } from '../../src/ledger/ledger.ts';
import { collect, noon, withLedger, type OpenLedgerUnderTest } from './ledger-under-test.ts';
import {
  claimOf,
  derive,
  dirtyThings,
  invalidClaimOf,
  itOf,
  published,
  recordOf,
  runCounts,
  settleAll,
  sourceOf,
} from './samples.ts';

const day = 86_400_000;
const garden = recordOf('jardin');
const workshop = recordOf('atelier');

/** Runs over a set: what stayed away, what is withdrawn, what is counted. */
export function describePasses(open: OpenLedgerUnderTest): void {
  describe('runs', () => {
    const its = withLedger(open);
    const lease = async (): Promise<Lease> => {
      const taken = await its.ledger.acquireLease('harvest atelier/projets', 60);
      if (taken === undefined) throw new Error('The lease is held by another.');
      return taken;
    };
    const end = (run: number, more: Partial<RunEnd> = {}): RunEnd => ({
      run,
      state: 'done',
      counts: runCounts(),
      failures: [],
      fields: [],
      ...more,
    });
    /** One pass that sees these records again. */
    const pass = async (
      keys: readonly string[],
      { isComplete = true, state = 'done' }: { isComplete?: boolean; state?: RunEnd['state'] } = {},
    ): Promise<number> => {
      const held = await lease();
      const run = await its.ledger.startRun('atelier', 'projets', { lease: held });
      await its.ledger.commit({ lease: held, seen: { run, records: keys.map((key) => recordOf(key)) } });
      await its.ledger.endRun(end(run, { state }), { lease: held, isComplete });
      await its.ledger.releaseLease(held);
      return run;
    };
    const known = async (key: string): Promise<KnownRecord | undefined> =>
      (await collect(its.ledger.knownRecords('atelier', 'projets'))).find((record) => record.key === key);

    it('are listed newest first, with state, dates and counts', async () => {
      const first = await pass([]);
      const held = await lease();
      const second = await its.ledger.startRun('atelier', 'organisations', { lease: held });
      const third = await its.ledger.startRun('autre', 'projets', { lease: held });
      await its.ledger.endRun(
        end(second, { state: 'held', cause: 'too much', counts: runCounts({ read: 7 }) }),
        {
          lease: held,
          isComplete: true,
        },
      );
      const runs = await its.ledger.runs({ limit: 10 });
      expect(runs.map(({ id, state }) => [id, state])).toEqual([
        [third, 'running'],
        [second, 'held'],
        [first, 'done'],
      ]);
      expect(runs[1]).toMatchObject({
        set: 'organisations',
        cause: 'too much',
        read: 7,
        startedAt: noon,
        endedAt: noon,
      });
      expect(runs[0]).not.toHaveProperty('endedAt');
      expect((await its.ledger.runs({ source: 'atelier', limit: 1 })).map(({ id }) => id)).toEqual([second]);
    });

    it('that were cut short are aborted when the next one of their set starts', async () => {
      const held = await lease();
      const cut = await its.ledger.startRun('atelier', 'projets', { lease: held });
      await its.ledger.startRun('atelier', 'projets', { lease: held });
      const found = (await its.ledger.runs({ limit: 10 })).find(({ id }) => id === cut);
      expect(found).toMatchObject({ state: 'aborted', endedAt: noon });
    });

    it('count a missed pass for records that a complete one neither claimed nor saw', async () => {
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin'), claimOf(workshop, 'Atelier')] });
      await pass(['jardin']);
      await pass(['jardin']);
      expect(await known('jardin')).toMatchObject({ missedPasses: 0 });
      expect(await known('jardin')).not.toHaveProperty('missingSince');
      expect(await known('atelier')).toMatchObject({ missedPasses: 2, missingSince: noon });
      await pass(['jardin', 'atelier']);
      expect(await known('atelier')).toMatchObject({ missedPasses: 0 });
    });

    it('take a claim written by the run as having seen its record', async () => {
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin'), claimOf(workshop, 'Atelier')] });
      const held = await lease();
      const run = await its.ledger.startRun('atelier', 'projets', { lease: held });
      const claims = [claimOf(garden, 'Grand jardin'), claimOf(recordOf('neuf'), 'Neuf')];
      await its.ledger.commit({ lease: held, claims, seen: { run, records: [] } });
      await its.ledger.endRun(end(run), { lease: held, isComplete: true });
      expect(await known('jardin')).toMatchObject({ missedPasses: 0 });
      expect(await known('neuf')).toMatchObject({ missedPasses: 0 });
      expect(await known('atelier')).toMatchObject({ missedPasses: 1 });
    });

    it.each([
      ['an incomplete pass', { isComplete: false }],
      ['a held pass', { state: 'held' as const }],
      ['an aborted pass', { state: 'aborted' as const }],
    ])('count nothing as missing in %s', async (_what, how) => {
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin')] });
      await pass([], how);
      expect(await known('jardin')).toMatchObject({ missedPasses: 0 });
    });

    it('that were held count what was missing once an operator has let them through', async () => {
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin')] });
      const run = await pass([], { state: 'held' });
      const held = await lease();
      await its.ledger.endRun(end(run), { lease: held, isComplete: true });
      expect(await known('jardin')).toMatchObject({ missedPasses: 1 });
      expect((await its.ledger.runs({ limit: 1 }))[0]).toMatchObject({ id: run, state: 'done' });
    });

    it('leave other sets and sources alone', async () => {
      await its.ledger.commit({ claims: [claimOf(recordOf('jardin', 'autre'), 'Ailleurs')] });
      await pass([]);
      const [elsewhere] = await collect(its.ledger.knownRecords('autre', 'projets'));
      expect(elsewhere).toMatchObject({ missedPasses: 0 });
    });

    it('tell what failed and which fields were used, by the newest ended run of a set', async () => {
      const held = await lease();
      const failures = [
        { locator: 'ligne 9', reason: 'pas de clé' },
        { locator: 'ligne 3', reason: 'illisible' },
      ];
      const fields = [
        { field: 'nom', count: 12, isMapped: true },
        { field: 'couleur', count: 3, isMapped: false },
      ];
      const run = await its.ledger.startRun('atelier', 'projets', { lease: held });
      await its.ledger.endRun(end(run, { failures, fields }), { lease: held, isComplete: true });
      await its.ledger.startRun('atelier', 'projets', { lease: held });
      expect(await its.ledger.runReport('atelier', 'projets')).toEqual({ failures, fields });
      expect(await its.ledger.runReport('atelier', 'jamais')).toEqual({ failures: [], fields: [] });
    });

    it('drop payloads beyond three versions and ninety days, never their graphs', async () => {
      for (const version of [1, 2, 3, 4, 5]) {
        await its.ledger.commit({
          claims: [claimOf(garden, 'Jardin', { payload: `{"version":"no ${version}"}` })],
        });
      }
      const held = await lease();
      const endAt = async (milliseconds: number): Promise<void> => {
        const then = await its.under.connect({
          now: new Date(Date.parse(noon) + milliseconds).toISOString(),
        });
        const run = await then.startRun('atelier', 'projets', { lease: held });
        await then.endRun(end(run), { lease: held, isComplete: false });
      };
      const kept = async (): Promise<number[]> => {
        const found = [];
        for (const version of [1, 2, 3, 4, 5]) {
          const parts = await its.under.whereFound(`{"version":"no ${version}"}`);
          if (parts.length > 0) found.push(version);
        }
        return found;
      };
      await endAt(89 * day);
      expect(await kept()).toEqual([1, 2, 3, 4, 5]);
      await endAt(91 * day);
      await its.ledger.commit({});
      expect((await its.ledger.claim(garden))?.graph).toBe(claimOf(garden, 'Jardin').graph);
      expect((await collect(its.ledger.payloads('atelier', 'projets'))).length).toBe(1);
      await its.under.settle();
      expect(await kept()).toEqual([3, 4, 5]);
    });
  });

  describe('withdrawals', () => {
    const its = withLedger(open);

    it('take a record out of every derivation, and mark its things with the reason', async () => {
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin')] });
      await settleAll(its.ledger);
      await its.ledger.commit({ withdrawn: [{ record: garden, reason: 'deleted by its source' }] });
      expect(await its.ledger.claim(garden)).toBeUndefined();
      expect(await its.ledger.claimsOf([itOf(garden)])).toEqual([]);
      expect(await its.ledger.dirty(10)).toMatchObject([
        { thing: itOf(garden), cause: 'deleted by its source' },
      ]);
      const [known] = await collect(its.ledger.knownRecords('atelier', 'projets'));
      expect(known?.state).toBe('withdrawn');
    });

    it('are taken back when the source sends the record again, even unchanged', async () => {
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin')] });
      await its.ledger.commit({ withdrawn: [{ record: garden, reason: 'deleted' }] });
      await settleAll(its.ledger);
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin')] });
      expect(await its.ledger.claim(garden)).toMatchObject({ since: noon, isStale: false });
      expect(await dirtyThings(its.ledger)).toEqual([itOf(garden)]);
    });

    it('mark nothing twice, nor for records that are unknown', async () => {
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin')] });
      await its.ledger.commit({ withdrawn: [{ record: garden, reason: 'deleted' }] });
      await settleAll(its.ledger);
      const again = [garden, workshop].map((record) => ({ record, reason: 'deleted' }));
      await its.ledger.commit({ withdrawn: again });
      expect(await dirtyThings(its.ledger)).toEqual([]);
    });
  });

  describe('counts', () => {
    const its = withLedger(open);

    it('tell, by source, records by what became of them, and things by kind', async () => {
      const ledger = its.ledger;
      const records = ['a', 'b', 'c', 'd'].map((key) => recordOf(key));
      const [a = garden, b = garden, c = garden, d = garden] = records;
      const lease = (await ledger.acquireLease('harvest', 60)) ?? { name: '', token: '' };
      const run = await ledger.startRun('atelier', 'projets', { lease });
      await ledger.commit({ claims: [a, b, d].map((record) => claimOf(record, record.key)) });
      await ledger.commit({
        claims: [invalidClaimOf(c, '{}')],
        withdrawn: [{ record: d, reason: 'deleted' }],
      });
      await ledger.endRun(
        {
          run,
          state: 'done',
          counts: runCounts({ read: 9, grouped: 2, failed: 3 }),
          failures: [],
          fields: [
            { field: 'nom', count: 4, isMapped: true },
            { field: 'couleur', count: 4, isMapped: false },
          ],
        },
        { lease, isComplete: true },
      );
      const seq = await derive(
        ledger,
        published(itOf(a), 'A', { sources: [sourceOf(a)] }),
        published(itOf(b), 'B', {
          kind: 'solution',
          isOpen: false,
          sources: [{ ...sourceOf(b), agreement: 'display' }],
        }),
      );
      const { sources, ...totals } = await ledger.counts();
      expect(totals).toEqual({ things: 2, open: 1, seq });
      expect(sources).toMatchObject([
        {
          source: 'atelier',
          published: 2,
          quarantined: 1,
          grouped: 2,
          failed: 3,
          withdrawn: 1,
          unmapped: 1,
          kinds: { innovation: 1, solution: 1 },
          open: 1,
          lastRun: { id: run, state: 'done' },
        },
      ]);
    });
  });
}
