import { describeLedgerContract } from '../ledger.contract.ts';
import { openSqliteUnderTest } from './sqlite-under-test.ts';

describeLedgerContract('SQLite', openSqliteUnderTest);
