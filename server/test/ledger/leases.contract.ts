import { describe, expect, it } from 'vitest';
import type { Lease, Ledger } from '../../src/ledger/ledger.ts';
import { withLedger, type OpenLedgerUnderTest } from './ledger-under-test.ts';
import { claimOf, itOf, published, recordOf, runCounts } from './samples.ts';

const garden = recordOf('jardin');

/** Who may write, and for how long. */
export function describeLeases(open: OpenLedgerUnderTest): void {
  describe('leases', () => {
    const its = withLedger(open);
    const take = async (ledger: Ledger, seconds = 60): Promise<Lease> => {
      const lease = await ledger.acquireLease('derive', seconds);
      if (lease === undefined) throw new Error('The lease is held by another.');
      return lease;
    };

    it('have one holder at a time, by name', async () => {
      const other = await its.under.connect();
      await take(its.ledger);
      expect(await other.acquireLease('derive', 60)).toBeUndefined();
      expect(await its.ledger.acquireLease('derive', 60)).toBeUndefined();
      expect(await other.acquireLease('harvest', 60)).toMatchObject({ name: 'harvest' });
    });

    it('are won by one of many that ask at once', async () => {
      const connections = await Promise.all(Array.from({ length: 4 }, () => its.under.connect()));
      const answers = await Promise.all(connections.map((ledger) => ledger.acquireLease('derive', 60)));
      expect(answers.filter((lease) => lease !== undefined)).toHaveLength(1);
    });

    it('are free again once released, by their holder only', async () => {
      const other = await its.under.connect();
      const lease = await take(its.ledger);
      await other.releaseLease({ ...lease, token: 'never given' });
      expect(await other.acquireLease('derive', 60)).toBeUndefined();
      await its.ledger.releaseLease(lease);
      const taken = await take(other);
      await its.ledger.releaseLease(lease);
      expect(await its.ledger.acquireLease('derive', 60)).toBeUndefined();
      expect(await other.renewLease(taken, 60)).toBe(true);
    });

    it('are taken by another when their time is over, and then lost to their holder', async () => {
      const other = await its.under.connect();
      const lost = await take(its.ledger, 0);
      await take(other);
      expect(await its.ledger.renewLease(lost, 60)).toBe(false);
    });

    it('are kept by renewing them', async () => {
      const other = await its.under.connect();
      const lease = await take(its.ledger, 0);
      expect(await its.ledger.renewLease(lease, 60)).toBe(true);
      expect(await other.acquireLease('derive', 60)).toBeUndefined();
    });

    it('of a live process elsewhere are respected, and taken at once when it is dead', async () => {
      const holder = await its.under.holdElsewhere('derive', 3600);
      expect(await its.ledger.acquireLease('derive', 60)).toBeUndefined();
      await holder.kill();
      expect(await its.ledger.acquireLease('derive', 60)).toMatchObject({ name: 'derive' });
    });

    it('that are lost turn every write that names them into a conflict, whole', async () => {
      const other = await its.under.connect();
      const lease = await take(its.ledger, 0);
      await its.ledger.startRun('atelier', 'projets', { lease });
      await take(other);
      const conflict = { name: 'AppError', code: 'conflict' };
      await expect(
        its.ledger.commit({
          lease,
          claims: [claimOf(garden, 'Jardin')],
          derived: [{ result: published(itOf(garden), 'Jardin'), generation: 1, cause: 'test' }],
        }),
      ).rejects.toMatchObject(conflict);
      await expect(its.ledger.startRun('atelier', 'projets', { lease })).rejects.toMatchObject(conflict);
      const end = { run: 1, state: 'done', counts: runCounts(), failures: [], fields: [] } as const;
      await expect(its.ledger.endRun(end, { lease, isComplete: true })).rejects.toMatchObject(conflict);
      expect(await its.ledger.claim(garden)).toBeUndefined();
      expect(await its.ledger.dirty(10)).toEqual([]);
      expect(await its.ledger.seq()).toBe(0);
      expect(await its.ledger.runs({ limit: 10 })).toMatchObject([{ state: 'running' }]);
    });
  });
}
