import { describe, expect, it } from 'vitest';
import type { RecordRef } from '../../src/domain/record-ref.ts';
import type { ThingId } from '../../src/domain/thing-id.ts';
import { noon, withLedger, type OpenLedgerUnderTest } from './ledger-under-test.ts';
import { claimOf, derive, dirtyThings, itOf, published, recordOf, settleAll } from './samples.ts';

const [a, b, c] = ['a', 'b', 'c'].map((key) => recordOf(key)) as [RecordRef, RecordRef, RecordRef];
const ids = (...records: readonly RecordRef[]): ThingId[] => records.map(itOf).sort();
const merge = { kind: 'merge', things: [itOf(a), itOf(b)], actor: 'ana', reason: 'the same garden' } as const;

/** The queue of things to derive, and what people decide about them. */
export function describeDirty(open: OpenLedgerUnderTest): void {
  describe('things awaiting derivation', () => {
    const its = withLedger(open);

    it('are marked by the commit of the cause, or not at all', async () => {
      await its.ledger.commit({
        claims: [claimOf(a, 'A')],
        dirty: [{ thing: itOf(b), cause: 'new shapes' }],
      });
      const dirty = await its.ledger.dirty(10);
      expect(dirty.map(({ thing, cause }) => [thing, cause])).toEqual([
        [itOf(a), 'claim of atelier/projets/a'],
        [itOf(b), 'new shapes'],
      ]);
      const lost = { name: 'derive', token: 'never given' };
      await expect(its.ledger.commit({ lease: lost, claims: [claimOf(c, 'C')] })).rejects.toThrow();
      expect(await dirtyThings(its.ledger)).toEqual(ids(a, b));
    });

    it('are things of the replaced version too', async () => {
      const carrier = { thing: 'carriercarri', local: 'carrier', kind: 'organization' } as const;
      const it = { thing: itOf(a), local: 'it', kind: 'innovation' } as const;
      await its.ledger.commit({ claims: [claimOf(a, 'A', { things: [it, carrier] })] });
      await settleAll(its.ledger);
      await its.ledger.commit({ claims: [claimOf(a, 'A sans porteur')] });
      expect(await dirtyThings(its.ledger)).toEqual([...ids(a), 'carriercarri'].sort());
    });

    it('are also those that link to a changed one, and the canonical things of all of them', async () => {
      await its.ledger.commit({
        claims: [claimOf(a, 'A'), claimOf(b, 'B', { links: [{ from: itOf(b), to: itOf(a) }] })],
        clusters: [
          { member: itOf(a), canonical: 'canonicalofa' },
          { member: itOf(b), canonical: 'canonicalofb' },
        ],
      });
      await settleAll(its.ledger);
      await its.ledger.commit({ claims: [claimOf(a, 'Grand A')] });
      expect(await dirtyThings(its.ledger)).toEqual([...ids(a, b), 'canonicalofa', 'canonicalofb'].sort());
    });

    it('come in the order of their last mark, as many as asked, each once', async () => {
      const mark = async (...things: ThingId[]): Promise<number> =>
        its.ledger.commit({ dirty: things.map((thing) => ({ thing, cause: 'test' })) });
      await mark('aaaaaaaaaaaa', 'bbbbbbbbbbbb', 'cccccccccccc');
      await mark('aaaaaaaaaaaa');
      expect((await its.ledger.dirty(2)).map(({ thing }) => thing)).toEqual(['bbbbbbbbbbbb', 'cccccccccccc']);
      expect((await its.ledger.dirty(9)).map(({ thing }) => thing)).toEqual([
        'bbbbbbbbbbbb',
        'cccccccccccc',
        'aaaaaaaaaaaa',
      ]);
    });

    it('are settled by what derivation found, once', async () => {
      await its.ledger.commit({ claims: [claimOf(a, 'A'), claimOf(b, 'B')] });
      await derive(its.ledger, published(itOf(a), 'A'));
      expect(await dirtyThings(its.ledger)).toEqual(ids(b));
      await derive(its.ledger, { outcome: 'withdraw', thing: itOf(b), reason: 'hidden' });
      expect(await dirtyThings(its.ledger)).toEqual([]);
    });

    it('stay when they were marked again while being derived', async () => {
      await its.ledger.commit({ claims: [claimOf(a, 'A')] });
      const [taken] = await its.ledger.dirty(1);
      await its.ledger.commit({ claims: [claimOf(a, 'Grand A')] });
      const late = { result: published(itOf(a), 'A'), generation: taken?.generation ?? 0, cause: 'test' };
      await its.ledger.commit({ derived: [late] });
      const [again] = await its.ledger.dirty(1);
      expect(again?.thing).toBe(itOf(a));
      expect(again?.generation).toBeGreaterThan(late.generation);
    });

    it('are settled also when nothing changes by it', async () => {
      await its.ledger.commit({ claims: [claimOf(a, 'A')] });
      const seq = await derive(its.ledger, published(itOf(a), 'A'));
      await its.ledger.commit({ dirty: [{ thing: itOf(a), cause: 'new shapes' }] });
      expect(await derive(its.ledger, published(itOf(a), 'A'))).toBe(seq);
      expect(await dirtyThings(its.ledger)).toEqual([]);
    });
  });

  describe('decisions', () => {
    const its = withLedger(open);

    it('keep who decided what, why and when, and mark their things', async () => {
      await its.ledger.commit({ decisions: [merge] });
      const [decision] = await its.ledger.decisions({});
      expect(decision).toEqual({ ...merge, id: decision?.id, at: noon });
      expect(await dirtyThings(its.ledger)).toEqual(ids(a, b));
    });

    it('are found by any of their things, oldest first', async () => {
      const hide = { kind: 'hide', things: [itOf(a)], actor: 'ben', reason: 'asked by its carrier' } as const;
      await its.ledger.commit({ decisions: [merge, hide] });
      const kinds = async (things: readonly ThingId[]): Promise<string[]> =>
        (await its.ledger.decisions({ things })).map(({ kind }) => kind);
      expect(await kinds([itOf(a)])).toEqual(['merge', 'hide']);
      expect(await kinds([itOf(b), itOf(c)])).toEqual(['merge']);
      expect(await kinds([itOf(c)])).toEqual([]);
    });

    it('are taken back once, stay on record, and mark their things again', async () => {
      await its.ledger.commit({ decisions: [merge] });
      await settleAll(its.ledger);
      const [decision] = await its.ledger.decisions({});
      const undone = [{ decision: decision?.id ?? 0, actor: 'ben', reason: 'two gardens' }];
      await its.ledger.commit({ undone });
      expect(await dirtyThings(its.ledger)).toEqual(ids(a, b));
      const tomorrow = await its.under.connect({ now: '2026-11-25T12:00:00.000Z' });
      await tomorrow.commit({ undone });
      expect(await its.ledger.decisions({})).toEqual([{ ...decision, undoneAt: noon }]);
    });

    it('stand whatever a harvest brings', async () => {
      await its.ledger.commit({ claims: [claimOf(a, 'A')], decisions: [merge] });
      const before = await its.ledger.decisions({});
      await its.ledger.commit({
        claims: [claimOf(a, 'Autre A')],
        withdrawn: [{ record: b, reason: 'deleted' }],
      });
      expect(await its.ledger.decisions({})).toEqual(before);
    });
  });

  describe('clusters', () => {
    const its = withLedger(open);
    const together = [{ member: itOf(b), canonical: itOf(a) }];

    it('are given whole by any of their things; a thing alone is absent', async () => {
      await its.ledger.commit({ clusters: together });
      const expected = ids(a, b).map((member) => ({ member, canonical: itOf(a) }));
      for (const thing of [itOf(a), itOf(b)]) {
        const found = await its.ledger.clusters([thing, itOf(c)]);
        expect(found.sort((one, two) => (one.member < two.member ? -1 : 1))).toEqual(expected);
      }
      expect(await its.ledger.clusters([itOf(c)])).toEqual([]);
    });

    it('mark every member and the canonical thing', async () => {
      await its.ledger.commit({ clusters: together });
      expect(await dirtyThings(its.ledger)).toEqual(ids(a, b));
      await settleAll(its.ledger);
      await its.ledger.commit({ clusters: [{ member: itOf(c), canonical: itOf(a) }] });
      expect(await dirtyThings(its.ledger)).toEqual(expect.arrayContaining(ids(a, c)));
    });

    it('lead a member to its canonical thing for as long as they stand', async () => {
      await its.ledger.commit({ clusters: together });
      expect(await its.ledger.resolve(itOf(b))).toEqual({ state: 'merged', thing: itOf(b), into: itOf(a) });
      await settleAll(its.ledger);
      await its.ledger.commit({ clusters: [{ member: itOf(b), canonical: itOf(b) }] });
      expect(await its.ledger.clusters([itOf(a), itOf(b)])).toEqual([]);
      expect(await dirtyThings(its.ledger)).toEqual(ids(a, b));
      await derive(its.ledger, published(itOf(b), 'B'));
      expect(await its.ledger.resolve(itOf(b))).toEqual({ state: 'published', thing: itOf(b) });
    });
  });
}
