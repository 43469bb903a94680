import type { EngineStart } from '../../src/store/adapters/engine-messages.ts';
import { runEngine } from '../../src/store/adapters/oxigraph-engine.ts';
import { openFileLedger } from './file-ledger.ts';

// An engine as the platform starts it, over the ledger of the tests.

process.once('disconnect', () => process.exit(0));
const { folder, ...start } = JSON.parse(process.argv[2] ?? '{}') as EngineStart;
await runEngine({ ...start, ledger: openFileLedger(folder), fixed: '' });
