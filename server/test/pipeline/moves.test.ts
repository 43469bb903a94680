import { afterEach, beforeEach, expect, test } from 'vitest';
import { undo } from '../../src/backoffice/decide.ts';
import { thingId } from '../../src/domain/thing-id.ts';
import { openPartner, type Answer, type Partner } from './partner.ts';

interface Project {
  readonly id: string;
  readonly nom: string;
  readonly avant?: readonly string[];
}

const answer = (...projects: readonly Project[]): Answer => ({
  status: 200,
  type: 'application/json',
  body: JSON.stringify(projects),
});
const thingOf = (key: string): string => thingId({ source: 'partenaire', set: 'projets', key }, 'it');

let partner: Partner;
beforeEach(async () => {
  partner = await openPartner({
    protocol: 'json',
    options: (url) => ({ url }),
    key: 'id',
    formerKeys: 'avant',
    name: 'nom',
  });
});
afterEach(() => partner.close());

test('a record that moved to another key keeps its thing: both ids are one, and the old record goes at once', async () => {
  await partner.pass(answer({ id: 'ancien', nom: 'Garage' }), 0);
  const { counts, held } = await partner.pass(answer({ id: 'nouveau', nom: 'Garage', avant: ['ancien'] }), 1);
  expect(held).toBeUndefined();
  expect(counts).toMatchObject({ added: 1, missing: 0, withdrawn: 1 });
  const decisions = await partner.withLedger((ledger) => ledger.decisions({}));
  expect(decisions).toMatchObject([
    { kind: 'merge', things: [thingOf('ancien'), thingOf('nouveau')], actor: 'source partenaire' },
  ]);
});

test('an id of a former key that was never harvested is made one with its thing too', async () => {
  await partner.pass(answer({ id: 'nouveau', nom: 'Garage', avant: ['un', 'deux'] }), 0);
  const decisions = await partner.withLedger((ledger) => ledger.decisions({}));
  expect(decisions.map(({ things }) => things[0])).toEqual([thingOf('un'), thingOf('deux')]);
});

test('a former key that is still a record of its own stays one', async () => {
  const both = answer({ id: 'ancien', nom: 'Un' }, { id: 'nouveau', nom: 'Deux', avant: ['ancien'] });
  await partner.pass(both, 0);
  const { counts } = await partner.pass(both, 1);
  expect(counts).toMatchObject({ unchanged: 2, withdrawn: 0, missing: 0 });
  expect(await partner.withLedger((ledger) => ledger.decisions({}))).toEqual([]);
});

test('what an operator took back is not decided again by the next harvest', async () => {
  await partner.pass(answer({ id: 'nouveau', nom: 'Garage', avant: ['ancien'] }), 0);
  const [decision] = await partner.withLedger((ledger) => ledger.decisions({}));
  await partner.withLedger((ledger) =>
    undo(ledger, { decision: decision?.id ?? 0, actor: 'ana', reason: 'they are two' }),
  );
  await partner.pass(answer({ id: 'nouveau', nom: 'Garage solidaire', avant: ['ancien'] }), 1);
  const after = await partner.withLedger((ledger) => ledger.decisions({}));
  expect(after).toHaveLength(1);
  expect(after[0]?.undoneAt).toBeDefined();
});
