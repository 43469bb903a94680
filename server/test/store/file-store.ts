import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createOxigraphStore, type OxigraphOptions } from '../../src/store/adapters/oxigraph.ts';
import { openFileLedger } from './file-ledger.ts';
import type { StoreUnderTest } from './triple-store.contract.ts';

/** A store whose ledger can be made unreadable. */
export interface FileStore extends StoreUnderTest {
  readonly damage: () => Promise<void>;
}

/** An embedded store of its own over a ledger in a temporary folder, not started. */
export async function openFileStore(options: Partial<OxigraphOptions> = {}): Promise<FileStore> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'carrefour-store-'));
  const ledger = openFileLedger(folder);
  const base = 'https://example.org/carrefour';
  const store = createOxigraphStore({
    ledger,
    folder,
    base,
    engines: { public: 1, memoryCap: 1024 ** 3 },
    entry: new URL('./file-engine.ts', import.meta.url),
    ...options,
  });
  return {
    store,
    base,
    publish: (thing, graph) => ledger.write({ thing, type: 'publish', graph }),
    withdraw: (thing) => ledger.write({ thing, type: 'withdraw' }),
    erase: (thing) => ledger.write({ thing, type: 'erase' }),
    damage: () => ledger.damage(),
    async close() {
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
}
