import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/domain/publication.ts';
import { collect, noon, withLedger, type OpenLedgerUnderTest } from './ledger-under-test.ts';
import { derive, docOf, nameLine, published } from './samples.ts';

const a = 'aaaaaaaaaaaa';
const b = 'bbbbbbbbbbbb';
const tomorrow = '2026-11-25T12:00:00.000Z';

/** Twelve characters that sort as their numbers do. */
function numbered(prefix: string, index: number): string {
  return prefix + String(index).padStart(12 - prefix.length, '0');
}

/** What is published, what was, and the log that views follow. */
export function describePublications(open: OpenLedgerUnderTest): void {
  describe('publications', () => {
    const its = withLedger(open);

    it('are given back as derivation found them, with their change and date', async () => {
      const seq = await derive(its.ledger, published(a, 'Jardin'));
      expect(await its.ledger.publication(a)).toEqual({
        thing: a,
        seq,
        at: noon,
        graph: nameLine(a, 'Jardin'),
        doc: docOf(a, 'Jardin'),
      });
      expect(await its.ledger.publication(b)).toBeUndefined();
    });

    it('are kept: each stands at its change and until the next', async () => {
      const titleAt = async (seq?: number): Promise<string | undefined> =>
        (await its.ledger.publication(a, seq))?.doc.title['fr'];
      const first = await derive(its.ledger, published(a, 'Un'));
      const between = await derive(its.ledger, published(b, 'Autre'));
      const second = await derive(its.ledger, published(a, 'Deux'));
      const gone = await derive(its.ledger, { outcome: 'withdraw', thing: a, reason: 'hidden' });
      const back = await derive(its.ledger, published(a, 'Trois'));
      const titles = await Promise.all([first - 1, first, between, second, gone, back].map(titleAt));
      expect(titles).toEqual([undefined, 'Un', 'Un', 'Deux', undefined, 'Trois']);
      expect(await titleAt()).toBe('Trois');
    });

    it('of an equal graph and doc write no change; a doc alone does', async () => {
      const seq = await derive(its.ledger, published(a, 'Jardin'));
      expect(await derive(its.ledger, published(a, 'Jardin'))).toBe(seq);
      expect(await derive(its.ledger, published(a, 'Jardin', { slug: 'jardin' }))).toBe(seq + 1);
      expect((await its.ledger.publication(a))?.doc.slug).toBe('jardin');
    });

    it('give their docs in the order asked, without those that are not published', async () => {
      await derive(its.ledger, published(a, 'A'), published(b, 'B'), published('cccccccccccc', 'C'));
      await derive(its.ledger, { outcome: 'withdraw', thing: 'cccccccccccc', reason: 'hidden' });
      const docs = await its.ledger.docs([b, 'cccccccccccc', 'nobodynobody', a]);
      expect(docs.map(({ id }) => id)).toEqual([b, a]);
    });

    it('are read whole in the order of ids, each once, however many there are', async () => {
      const things = Array.from({ length: 230 }, (_, index) => numbered('thing', index));
      await derive(its.ledger, ...things.toReversed().map((thing) => published(thing, thing)));
      await derive(its.ledger, { outcome: 'withdraw', thing: things[7] ?? '', reason: 'hidden' });
      const found = (await collect(its.ledger.publications())).map(({ thing }) => thing);
      expect(found).toEqual(things.filter((_, index) => index !== 7));
    });

    it('leave a tombstone when they are withdrawn, written once', async () => {
      await derive(its.ledger, published(a, 'Jardin'));
      const seq = await derive(its.ledger, {
        outcome: 'withdraw',
        thing: a,
        reason: 'hidden by its carrier',
      });
      const later = await its.under.connect({ now: tomorrow });
      expect(await derive(later, { outcome: 'withdraw', thing: a, reason: 'again' })).toBe(seq);
      expect(await its.ledger.resolve(a)).toEqual({
        state: 'withdrawn',
        thing: a,
        at: noon,
        reason: 'hidden by its carrier',
      });
      expect(await its.ledger.publication(a)).toBeUndefined();
    });

    it('that never were are not withdrawn', async () => {
      expect(await derive(its.ledger, { outcome: 'withdraw', thing: a, reason: 'nothing said' })).toBe(0);
      expect(await its.ledger.resolve(a)).toEqual({ state: 'unknown', thing: a });
    });

    it('give way to a redirect, written once for each target, and can come back', async () => {
      await derive(its.ledger, published(a, 'A'), published(b, 'B'));
      const seq = await derive(its.ledger, { outcome: 'redirect', thing: a, to: b });
      expect(await derive(its.ledger, { outcome: 'redirect', thing: a, to: b })).toBe(seq);
      expect(await its.ledger.resolve(a)).toEqual({ state: 'merged', thing: a, into: b });
      expect(await its.ledger.publication(a)).toBeUndefined();
      expect(await derive(its.ledger, { outcome: 'redirect', thing: a, to: 'cccccccccccc' })).toBe(seq + 1);
      await derive(its.ledger, published(a, 'A'));
      expect(await its.ledger.resolve(a)).toEqual({ state: 'published', thing: a });
    });
  });

  describe('the change log', () => {
    const its = withLedger(open);

    it('tells each change once, oldest first, from any seq on', async () => {
      expect(await its.ledger.seq()).toBe(0);
      await derive(its.ledger, published(a, 'A'), published(b, 'B'));
      await derive(its.ledger, { outcome: 'withdraw', thing: a, reason: 'hidden' });
      await derive(its.ledger, { outcome: 'redirect', thing: b, to: a });
      await its.ledger.erase({ thing: a }, { actor: 'ana', reason: 'asked' });
      const all = await its.ledger.changes(0, 100);
      expect(all.map(({ thing, type }) => [thing, type])).toEqual([
        [a, 'publish'],
        [b, 'publish'],
        [a, 'withdraw'],
        [b, 'redirect'],
        [a, 'erase'],
      ]);
      expect(all[0]).toEqual({ seq: 1, at: noon, thing: a, type: 'publish', cause: `derived ${a}` });
      const seqs = all.map(({ seq }) => seq);
      expect(seqs).toEqual([...seqs].sort((one, two) => one - two));
      expect(await its.ledger.seq()).toBe(seqs.at(-1));
      expect(await its.ledger.changes(seqs[1] ?? 0, 2)).toEqual(all.slice(2, 4));
      expect(await its.ledger.changes(seqs.at(-1) ?? 0, 10)).toEqual([]);
    });

    it('never shows a row at or below a seq already seen, while two connections commit at once', async () => {
      const writers = [its.ledger, await its.under.connect()];
      const reader = await its.under.connect();
      const perWriter = 40;
      const write = async (writer: number): Promise<number[]> => {
        const seqs: number[] = [];
        for (let index = 0; index < perWriter; index += 1) {
          const thing = numbered(`writer${writer + 2}`, index);
          seqs.push(await derive(writers[writer] ?? its.ledger, published(thing, thing)));
        }
        return seqs;
      };
      const tail = async (): Promise<Change[]> => {
        const seen: Change[] = [];
        const giveUp = performance.now() + 20_000;
        while (performance.now() < giveUp && seen.length < perWriter * 2) {
          seen.push(...(await reader.changes(seen.at(-1)?.seq ?? 0, 7)));
          await wait(1);
        }
        return seen;
      };
      const [first, second, seen] = await Promise.all([write(0), write(1), tail()]);
      expect(seen).toEqual(await its.ledger.changes(0, 1000));
      expect(seen).toHaveLength(perWriter * 2);
      for (const seqs of [first, second]) expect(seqs).toEqual([...new Set(seqs)].sort((x, y) => x - y));
      expect(new Set([...first, ...second]).size).toBe(perWriter * 2);
    });

    it('is what views measure themselves by, each from its own checkpoint', async () => {
      expect(await its.ledger.checkpoint('search')).toBe(0);
      await its.ledger.setCheckpoint('search', 4);
      await its.ledger.setCheckpoint('oxigraph', 9);
      await its.ledger.setCheckpoint('search', 7);
      expect(await its.ledger.checkpoint('search')).toBe(7);
      expect(await its.ledger.checkpoints()).toEqual([
        { view: 'oxigraph', seq: 9 },
        { view: 'search', seq: 7 },
      ]);
    });
  });

  describe('settings', () => {
    const its = withLedger(open);

    it('keep the last value by name, for every connection', async () => {
      const other = await its.under.connect();
      expect(await other.setting('base-iri')).toBeUndefined();
      await its.ledger.setSetting('base-iri', 'https://a.example');
      await its.ledger.setSetting('base-iri', 'https://b.example');
      expect(await other.setting('base-iri')).toBe('https://b.example');
    });
  });
}
