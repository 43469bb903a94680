import { describe } from 'vitest';
import { describeClaims } from './claims.contract.ts';
import type { OpenLedgerUnderTest } from './ledger-under-test.ts';

/** What every ledger promises, shown against a live one, chapter by chapter. */
export function describeLedgerContract(name: string, open: OpenLedgerUnderTest): void {
  describe(`${name} as a ledger`, () => {
    describeClaims(open);
  });
}
