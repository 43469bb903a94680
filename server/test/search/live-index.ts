import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Derived } from '../../src/domain/publication.ts';
import { openSqliteLedger } from '../../src/ledger/adapters/sqlite.ts';
import type { Ledger } from '../../src/ledger/ledger.ts';
import { createSegmentIndex } from '../../src/search/adapters/segments.ts';
import type { CompletionLabel, SearchIndex } from '../../src/search/search-index.ts';
import { labels, type IndexUnderTest } from './search-docs.ts';

/** An index of segments over a ledger in a temporary folder, with that ledger. */
export interface LiveIndex extends IndexUnderTest {
  readonly ledger: Ledger;
  /** Where the index is kept. */
  readonly folder: string;
  /** Another index over the same ledger and folder; closed with the first one. */
  readonly reopen: (read?: (ledger: Ledger) => Ledger, words?: readonly CompletionLabel[]) => SearchIndex;
}

/** `read` may stand between index and ledger. */
export async function openLiveIndex(read: (ledger: Ledger) => Ledger = (same) => same): Promise<LiveIndex> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'carrefour-search-'));
  const ledger = await openSqliteLedger({ folder });
  const indexes: SearchIndex[] = [];
  const open: LiveIndex['reopen'] = (readBy = (same) => same, words = labels) => {
    const made = createSegmentIndex({
      ledger: readBy(ledger),
      labels: words,
      folder: path.join(folder, 'search'),
      threads: 2,
    });
    indexes.push(made);
    return made;
  };
  const index = open(read);
  const derive = (results: readonly Derived[]): Promise<number> =>
    ledger.commit({ derived: results.map((result) => ({ result, generation: 1, cause: 'test' })) });
  return {
    index,
    ledger,
    folder: path.join(folder, 'search'),
    reopen: open,
    publish: (...docs) => derive(docs.map((doc) => ({ outcome: 'publish', thing: doc.id, graph: '', doc }))),
    withdraw: (...things) => derive(things.map((thing) => ({ outcome: 'withdraw', thing, reason: 'test' }))),
    redirect: (thing, to) => derive([{ outcome: 'redirect', thing, to }]),
    async erase(thing) {
      await ledger.erase({ thing }, { actor: 'test', reason: 'test' });
      return await ledger.seq();
    },
    async close() {
      for (const each of indexes) await each.close();
      await ledger.close();
      await rm(folder, { recursive: true });
    },
  };
}
