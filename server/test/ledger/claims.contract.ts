import { schema } from '@carrefour/ontology';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sayingOf, type ClaimWrite } from '../../src/domain/claim.ts';
import { contentHash } from '../../src/domain/content-hash.ts';
import { thingIri } from '../../src/domain/thing-id.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { collect, noon, withLedger, type OpenLedgerUnderTest } from './ledger-under-test.ts';
import {
  claimOf,
  derive,
  dirtyThings,
  invalidClaimOf,
  itOf,
  published,
  recordOf,
  settleAll,
} from './samples.ts';

const later = '2026-11-25T12:00:00.000Z';
const garden = recordOf('jardin');
const workshop = recordOf('atelier');

/** What records say, and what becomes of it. */
export function describeClaims(open: OpenLedgerUnderTest): void {
  describe('claims', () => {
    const its = withLedger(open);
    const versionOf = async (): Promise<number | undefined> => (await its.ledger.claim(garden))?.version;

    it('are given back as they were written, with their version and first date', async () => {
      const write = claimOf(garden, 'Jardin partagé');
      await its.ledger.commit({ claims: [write] });
      expect(await its.ledger.claim(garden)).toEqual({ ...write, version: 1, since: noon, isStale: false });
      expect(await its.ledger.claim(workshop)).toBeUndefined();
    });

    it('name the things that rest on an agreement, until the record is withdrawn or says otherwise', async () => {
      const [gardenThing, workshopThing] = [itOf(garden), itOf(workshop)].sort();
      await its.ledger.commit({
        claims: [
          claimOf(garden, 'Jardin', { agreement: 'none' }),
          claimOf(workshop, 'Atelier', { agreement: 'none' }),
          claimOf(recordOf('four'), 'Four', { agreement: 'display' }),
          { ...invalidClaimOf(recordOf('puits'), '{}'), agreement: 'none' },
        ],
      });
      expect(await its.ledger.thingsUnder('none')).toEqual([gardenThing, workshopThing]);
      await its.ledger.commit({
        claims: [claimOf(garden, 'Jardin', { agreement: 'open', fingerprint: 'agreed' })],
        withdrawn: [{ record: workshop, reason: 'gone' }],
      });
      expect(await its.ledger.thingsUnder('none')).toEqual([]);
      expect(await its.ledger.thingsUnder('open')).toEqual([itOf(garden)]);
    });

    it('of an equal fingerprint are no new version and mark nothing', async () => {
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin')] });
      await settleAll(its.ledger);
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin')] });
      expect(await versionOf()).toBe(1);
      expect(await dirtyThings(its.ledger)).toEqual([]);
    });

    it('of a changed payload and an equal graph are a new version with the old date, and write no change', async () => {
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin')] });
      const seq = await derive(its.ledger, published(itOf(garden), 'Jardin'));
      const tomorrow = await its.under.connect({ now: later });
      expect(
        await tomorrow.commit({
          claims: [claimOf(garden, 'Jardin', { payload: '{"nom":"Jardin ","vu":2}' })],
        }),
      ).toBe(seq);
      expect(await its.ledger.claim(garden)).toMatchObject({
        version: 2,
        since: noon,
        payload: '{"nom":"Jardin ","vu":2}',
      });
      expect(await dirtyThings(its.ledger)).toEqual([]);
    });

    it('of a changed graph are dated anew and mark their thing', async () => {
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin')] });
      await settleAll(its.ledger);
      const tomorrow = await its.under.connect({ now: later });
      await tomorrow.commit({ claims: [claimOf(garden, 'Grand jardin')] });
      expect(await its.ledger.claim(garden)).toMatchObject({ version: 2, since: later });
      expect(await dirtyThings(its.ledger)).toEqual([itOf(garden)]);
    });

    it.each<[string, Partial<ClaimWrite>]>([
      ['agreement', { agreement: 'display' }],
      ['licence', { licence: 'https://example.org/other-licence' }],
      ['rank', { rank: 10 }],
      ['kind of thing', { things: [{ thing: itOf(garden), local: 'it', kind: 'solution' }] }],
    ])('of a changed %s mark their thing', async (_what, more) => {
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin')] });
      await settleAll(its.ledger);
      await its.ledger.commit({
        claims: [claimOf(garden, 'Jardin', { ...more, fingerprint: 'other rights' })],
      });
      expect(await dirtyThings(its.ledger)).toEqual([itOf(garden)]);
      expect(await its.ledger.claim(garden)).toMatchObject(more);
    });

    it.each(['publishable', 'quarantined'] as const)(
      'that are %s only now, by an equal fingerprint, mark their thing and carry the newer report',
      async (outcome) => {
        const valid = claimOf(garden, 'Jardin');
        const invalid: ClaimWrite = {
          ...valid,
          outcome: 'quarantined',
          report: invalidClaimOf(garden, '').report,
        };
        const [before, after] = outcome === 'publishable' ? [invalid, valid] : [valid, invalid];
        await its.ledger.commit({ claims: [before] });
        await settleAll(its.ledger);
        await its.ledger.commit({ claims: [after] });
        expect(await dirtyThings(its.ledger)).toEqual([itOf(garden)]);
        const quarantined = await its.ledger.quarantined({ limit: 10 });
        expect(quarantined.map(({ report }) => report)).toEqual(
          outcome === 'publishable' ? [] : [invalid.report],
        );
        expect((await its.ledger.claim(garden))?.isStale).toBe(outcome === 'quarantined');
      },
    );

    it('that are quarantined are kept with what to mend, and mark nothing', async () => {
      const invalid = invalidClaimOf(garden, '{"nom":""}');
      await its.ledger.commit({ claims: [invalid, claimOf(recordOf('x', 'autre'), 'X')] });
      const expected = [{ record: garden, locator: invalid.locator, report: invalid.report }];
      expect(await its.ledger.quarantined({ limit: 10 })).toEqual(expected);
      expect(await its.ledger.quarantined({ source: 'atelier', limit: 10 })).toEqual(expected);
      expect(await its.ledger.quarantined({ source: 'autre', limit: 10 })).toEqual([]);
      expect(await its.ledger.claim(garden)).toBeUndefined();
      expect(await dirtyThings(its.ledger)).toEqual([itOf(recordOf('x', 'autre'))]);
    });

    it('that are quarantined leave the last publishable one in place, marked stale, until it is mended', async () => {
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin')] });
      await settleAll(its.ledger);
      await its.ledger.commit({ claims: [invalidClaimOf(garden, '{"nom":""}')] });
      expect(await its.ledger.claim(garden)).toMatchObject({ version: 1, isStale: true });
      expect(await dirtyThings(its.ledger)).toEqual([itOf(garden)]);
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin')] });
      expect(await its.ledger.claim(garden)).toMatchObject({ version: 3, isStale: false });
      expect(await its.ledger.quarantined({ limit: 10 })).toEqual([]);
    });

    it('are found by the things that they describe, once each, by record name', async () => {
      const both = claimOf(garden, 'Jardin', {
        things: [
          { thing: itOf(garden), local: 'it', kind: 'innovation' },
          { thing: 'carriercarri', local: 'carrier', kind: 'organization' },
        ],
      });
      await its.ledger.commit({ claims: [both, claimOf(workshop, 'Atelier')] });
      const found = await its.ledger.claimsOf([itOf(garden), 'carriercarri', itOf(workshop), 'nobodynobody']);
      expect(found.map(({ record }) => record)).toEqual([workshop, garden]);
      expect(found[1]?.things).toEqual([...both.things].sort((a, b) => (a.local < b.local ? -1 : 1)));
    });

    it('keep every IRI under the placeholder base, whatever base the data is served under', async () => {
      await its.ledger.setSetting('base-iri', 'https://public.example');
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin')] });
      await derive(its.ledger, published(itOf(garden), 'Jardin'));
      const expected = `<${thingIri(itOf(garden))}> <${schema.name}> "Jardin"@fr .\n`;
      expect((await its.ledger.claim(garden))?.graph).toBe(expected);
      expect((await its.ledger.publication(itOf(garden)))?.graph).toBe(expected);
      expect(await its.under.whereFound('https://public.example/id')).toEqual([]);
    });
  });

  describe('records', () => {
    const its = withLedger(open);

    it('are known by key, each once, however many there are', async () => {
      const records = Array.from({ length: 1101 }, (_, index) =>
        recordOf(`r${String(index).padStart(5, '0')}`),
      );
      await its.ledger.commit({ claims: records.map((record) => claimOf(record, record.key)) });
      const known = await collect(its.ledger.knownRecords('atelier', 'projets'));
      expect(known.map(({ key }) => key)).toEqual(records.map(({ key }) => key));
      expect(known[0]).toEqual({
        key: 'r00000',
        fingerprint: claimOf(recordOf('r00000'), 'r00000').fingerprint,
        state: 'publishable',
        isPublished: true,
        saying: sayingOf(
          contentHash(claimOf(recordOf('r00000'), 'r00000').graph),
          claimOf(recordOf('r00000'), 'r00000'),
        ),
        missedPasses: 0,
      });
      const payloads = await collect(its.ledger.payloads('atelier', 'projets'));
      expect(payloads.map(({ record }) => record)).toEqual(records);
      expect(await collect(its.ledger.knownRecords('atelier', 'organisations'))).toEqual([]);
    });

    it('give their newest payload for reprocessing, quarantined ones too, withdrawn ones not', async () => {
      const gone = recordOf('parti');
      await its.ledger.commit({ claims: [claimOf(garden, 'Jardin'), claimOf(gone, 'Parti')] });
      await its.ledger.commit({
        claims: [invalidClaimOf(garden, '{"nom":""}')],
        withdrawn: [{ record: gone, reason: 'deleted' }],
      });
      const payloads = await collect(its.ledger.payloads('atelier', 'projets'));
      expect(payloads).toEqual([{ record: garden, locator: 'projets.json#jardin', payload: '{"nom":""}' }]);
    });
  });

  describe('the set of claims', () => {
    const claims = [
      ...['a', 'b', 'c', 'd'].map((key) => claimOf(recordOf(key), `Projet ${key}`)),
      claimOf(recordOf('a', 'autre'), 'Même clé, autre source'),
      claimOf(recordOf('e'), 'Lié', { links: [{ from: itOf(recordOf('e')), to: itOf(recordOf('a')) }] }),
      invalidClaimOf(recordOf('f'), '{}'),
    ];
    const state = async (ledger: Ledger): Promise<unknown> => ({
      claims: await ledger.claimsOf(claims.map(({ record }) => itOf(record))),
      quarantined: await ledger.quarantined({ limit: 100 }),
      known: await collect(ledger.knownRecords('atelier', 'projets')),
      dirty: await dirtyThings(ledger),
    });
    const stateAfter = async (batches: readonly (readonly ClaimWrite[])[]): Promise<unknown> => {
      const under = await open();
      try {
        const ledger = await under.connect();
        for (const batch of batches) await ledger.commit({ claims: batch });
        return await state(ledger);
      } finally {
        await under.close();
      }
    };

    it('is the same by whatever order and in whatever batches it came', async () => {
      const expected = await stateAfter([claims]);
      const anyOrder = fc.shuffledSubarray(claims, { minLength: claims.length });
      const anyCut = fc.integer({ min: 0, max: claims.length });
      await fc.assert(
        fc.asyncProperty(anyOrder, anyCut, async (order, cut) => {
          expect(await stateAfter([order.slice(0, cut), order.slice(cut)])).toEqual(expected);
        }),
        { numRuns: 12 },
      );
    });
  });
}
