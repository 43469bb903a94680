import process from 'node:process';
import { openSqliteLedger } from '../../../src/ledger/adapters/sqlite.ts';

// A process that holds a lease until it is killed, for a test of what becomes of it.

const [folder = '', name = '', seconds = ''] = process.argv.slice(2);
const ledger = await openSqliteLedger({ folder });
const lease = await ledger.acquireLease(name, Number(seconds));
process.send?.(lease === undefined ? 'refused' : 'held');
// A channel to the parent keeps the process alive, and ends it with the parent.
process.on('disconnect', () => process.exit());
