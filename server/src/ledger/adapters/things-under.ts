import type { Agreement } from '../../domain/rights.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import type { Database } from './database.ts';

/** Things that a publishable claim under an agreement describes. */
export function thingsUnder(ledger: Database, agreement: Agreement): ThingId[] {
  return ledger
    .all<{ thing: string }>(
      `SELECT DISTINCT thing FROM claim_thing JOIN claim ON claim.id = claim_thing.claim
       JOIN record ON record.publishable = claim.id
       WHERE claim.agreement = ? AND record.state <> 'withdrawn' ORDER BY thing`,
      agreement,
    )
    .map(({ thing }) => thing);
}
