import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createOxigraphStore, type OxigraphOptions } from '../../../src/store/adapters/oxigraph.ts';
import { openFileLedger } from '../file-ledger.ts';
import { describeTripleStoreContract, type StoreUnderTest } from '../triple-store.contract.ts';

const base = 'https://example.org/carrefour';

async function open(options: Partial<OxigraphOptions> = {}): Promise<StoreUnderTest> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'carrefour-store-'));
  const ledger = openFileLedger(folder);
  const store = createOxigraphStore({
    ledger,
    folder,
    base,
    engines: { public: 1, memoryCap: 1024 ** 3 },
    entry: new URL('../file-engine.ts', import.meta.url),
    ...options,
  });
  return {
    store,
    base,
    publish: (thing, graph) => ledger.write({ thing, type: 'publish', graph }),
    withdraw: (thing) => ledger.write({ thing, type: 'withdraw' }),
    erase: (thing) => ledger.write({ thing, type: 'erase' }),
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}

describeTripleStoreContract('embedded Oxigraph', open);
