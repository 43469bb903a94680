import { afterEach, beforeEach, expect, test } from 'vitest';
import { openPartner, type Partner } from './partner.ts';

const planted = 'jeanne.exemple@example.org';

let partner: Partner;
beforeEach(async () => {
  partner = await openPartner({ protocol: 'json', options: (url) => ({ url }), key: 'id', name: 'nom' });
});
afterEach(() => partner.close());

test('an excerpt of a list that cannot be read keeps no person’s address', async () => {
  const body = `[{ "id": "1", "nom": ${planted} }]`;
  const { aborted } = await partner.pass({ status: 200, type: 'application/json', body }, 0);
  expect(aborted).toContain('This is not JSON');
  const [run] = await partner.withLedger((ledger) => ledger.runs({ limit: 1 }));
  expect(run?.cause).toContain('This is not JSON');
  for (const told of [aborted, run?.cause]) {
    expect(told).not.toContain(planted);
    expect(told).toContain('[adresse retirée]');
  }
});
