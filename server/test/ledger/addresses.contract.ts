import { describe, expect, it } from 'vitest';
import type { AddressAnswer, FoundAddress } from '../../src/domain/geocoding.ts';
import type { AnswerWrite, Ledger } from '../../src/ledger/ledger.ts';
import { noon, withLedger, type OpenLedgerUnderTest } from './ledger-under-test.ts';
import { claimOf, derive, dirtyThings, itOf, published, recordOf, settleAll } from './samples.ts';

const lane = '3 ruelle des lilas blancs|23000|gueret';
const square = '1 place bonnyaud|23000|gueret';
const found: FoundAddress = {
  outcome: 'found',
  lat: 46.17,
  lon: 1.87,
  score: 0.95,
  type: 'housenumber',
  label: '3 Ruelle des Lilas Blancs 23000 Guéret',
  communeCode: '23096',
  source: 'Base Adresse Nationale',
  at: noon,
};
const unknown: AddressAnswer = { outcome: 'unknown', source: 'Base Adresse Nationale', at: noon };
const [garden, workshop] = [recordOf('jardin'), recordOf('atelier')];

function answerOf(address: string, more: Partial<AnswerWrite> = {}): AnswerWrite {
  return { address, geocoder: 'ban', answer: found, things: [itOf(garden)], ...more };
}

async function publishBoth(ledger: Ledger): Promise<void> {
  await ledger.commit({ claims: [claimOf(garden, 'Jardin'), claimOf(workshop, 'Atelier')] });
  await derive(ledger, published(itOf(garden), 'Jardin'), published(itOf(workshop), 'Atelier'));
  await settleAll(ledger);
}

/** Answers of geocoders. */
export function describeAddresses(open: OpenLedgerUnderTest): void {
  describe('answers to addresses', () => {
    const its = withLedger(open);

    it('are given back by address, those of each geocoder, and survive the connection', async () => {
      const elsewhere = answerOf(square, { geocoder: 'other', answer: unknown });
      await its.ledger.commit({ answers: [elsewhere, answerOf(square), answerOf(lane)] });
      const again = await its.under.connect();
      expect(await again.addressAnswers([square, 'unasked||', lane])).toEqual([
        { address: square, geocoder: 'ban', answer: found },
        { address: square, geocoder: 'other', answer: unknown },
        { address: lane, geocoder: 'ban', answer: found },
      ]);
      expect(await again.addressAnswers([])).toEqual([]);
    });

    it('give way to newer ones of the same geocoder', async () => {
      await its.ledger.commit({ answers: [answerOf(lane, { answer: unknown })] });
      await its.ledger.commit({ answers: [answerOf(lane)] });
      expect(await its.ledger.addressAnswers([lane])).toEqual([
        { address: lane, geocoder: 'ban', answer: found },
      ]);
    });

    it('are written with what they make dirty, or not at all', async () => {
      const lease = await its.ledger.acquireLease('geocode', 60);
      if (lease === undefined) throw new Error('The lease is free.');
      await its.ledger.releaseLease(lease);
      const dirty = [{ thing: itOf(garden), cause: 'its address was looked up' }];
      await expect(its.ledger.commit({ lease, answers: [answerOf(lane)], dirty })).rejects.toMatchObject({
        code: 'conflict',
      });
      expect(await its.ledger.addressAnswers([lane])).toEqual([]);
      await its.ledger.commit({ answers: [answerOf(lane)], dirty });
      expect(await dirtyThings(its.ledger)).toEqual([itOf(garden)]);
    });

    it.each(['thing', 'record'] as const)(
      'leave no byte once the %s that has the address is erased',
      async (by) => {
        await publishBoth(its.ledger);
        const shared = answerOf(square, { things: [itOf(garden), itOf(workshop)] });
        const kept = answerOf('2 rue haute|23000|gueret', {
          answer: unknown,
          things: [itOf(workshop)],
        });
        await its.ledger.commit({ answers: [answerOf(lane), shared, kept] });
        const target = by === 'thing' ? { thing: itOf(garden) } : { record: garden };
        await its.ledger.erase(target, { actor: 'ana', reason: 'asked' });
        expect(await its.ledger.addressAnswers([lane, square, kept.address])).toMatchObject([
          { address: kept.address },
        ]);
        expect(await dirtyThings(its.ledger)).toContain(itOf(workshop));
        expect((await its.ledger.resolve(itOf(workshop))).state).toBe('published');
        await its.under.settle();
        for (const text of [lane, square, found.label]) {
          expect(await its.under.whereFound(text)).toEqual([]);
        }
      },
    );

    it('that another thing rests on go with it too', async () => {
      await publishBoth(its.ledger);
      await its.ledger.commit({ answers: [answerOf(lane)] });
      await derive(its.ledger, { ...published(itOf(workshop), 'Atelier'), addresses: [lane] });
      await its.ledger.erase({ thing: itOf(workshop) }, { actor: 'ana', reason: 'asked' });
      expect(await its.ledger.addressAnswers([lane])).toEqual([]);
      expect(await dirtyThings(its.ledger)).toContain(itOf(garden));
    });

    it('asked for a merged thing go with any of its members', async () => {
      await publishBoth(its.ledger);
      await its.ledger.commit({
        clusters: [itOf(garden), itOf(workshop)].map((member) => ({ member, canonical: itOf(garden) })),
      });
      await its.ledger.commit({ answers: [answerOf(lane)] });
      await its.ledger.erase({ record: workshop }, { actor: 'ana', reason: 'asked' });
      expect(await its.ledger.addressAnswers([lane])).toEqual([]);
    });
  });
}
