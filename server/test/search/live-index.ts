import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Derived } from '../../src/domain/publication.ts';
import { openSqliteLedger } from '../../src/ledger/adapters/sqlite.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { createMemoryIndex } from '../../src/search/adapters/memory.ts';
import { labels, type IndexUnderTest } from './search-docs.ts';

/** An index in memory over a ledger in a temporary folder, with that ledger. */
export interface LiveIndex extends IndexUnderTest {
  readonly ledger: Ledger;
}

/** `read` may stand between index and ledger. */
export async function openLiveIndex(read: (ledger: Ledger) => Ledger = (same) => same): Promise<LiveIndex> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'carrefour-search-'));
  const ledger = await openSqliteLedger({ folder });
  const index = createMemoryIndex({ ledger: read(ledger), labels });
  const derive = (results: readonly Derived[]): Promise<number> =>
    ledger.commit({ derived: results.map((result) => ({ result, generation: 1, cause: 'test' })) });
  return {
    index,
    ledger,
    publish: (...docs) => derive(docs.map((doc) => ({ outcome: 'publish', thing: doc.id, graph: '', doc }))),
    withdraw: (...things) => derive(things.map((thing) => ({ outcome: 'withdraw', thing, reason: 'test' }))),
    redirect: (thing, to) => derive([{ outcome: 'redirect', thing, to }]),
    async erase(thing) {
      await ledger.erase({ thing }, { actor: 'test', reason: 'test' });
      return await ledger.seq();
    },
    async close() {
      await index.close();
      await ledger.close();
      await rm(folder, { recursive: true });
    },
  };
}
