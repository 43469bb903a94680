import { describe } from 'vitest';
import { describeAddresses } from './addresses.contract.ts';
import { describeClaims } from './claims.contract.ts';
import { describeDirty } from './dirty.contract.ts';
import { describeLeases } from './leases.contract.ts';
import type { OpenLedgerUnderTest } from './ledger-under-test.ts';
import { describePasses } from './passes.contract.ts';
import { describeSourceQuality } from './source-quality.contract.ts';
import { describeSearches } from './searches.contract.ts';
import { describeValidations } from './validations.contract.ts';
import { describePublications } from './publications.contract.ts';

/** What every ledger promises, shown against a live one, chapter by chapter. */
export function describeLedgerContract(name: string, open: OpenLedgerUnderTest): void {
  describe(`${name} as a ledger`, () => {
    describeClaims(open);
    describePasses(open);
    describeDirty(open);
    describePublications(open);
    describeSourceQuality(open);
    describeAddresses(open);
    describeLeases(open);
    describeSearches(open);
    describeValidations(open);
  });
}
