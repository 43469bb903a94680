import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { openSqliteLedger } from '../../../src/ledger/adapters/sqlite.ts';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { createSegmentIndex } from '../../../src/search/adapters/segments.ts';
import type { SearchIndex } from '../../../src/search/search-index.ts';
import { asking, labels } from '../search-docs.ts';

const rounds = Number(process.env['CARREFOUR_CRASH_ROUNDS'] ?? '4');

const answers = async (index: SearchIndex): Promise<unknown> => ({
  all: await index.search(asking({ sort: 'recent' })),
  words: await index.search(asking({ q: 'jardin marché ' })),
  phrase: await index.search(asking({ q: '"atelier vélo" ' })),
  typo: await index.search(asking({ q: 'jradin ' })),
  facet: await index.search(asking({ source: ['exemple-1'], q: 'repas ' })),
  box: await index.clusters(asking({ bbox: [2, 42, 5, 47] }), 7),
  typed: await index.complete('jar', { lang: 'fr', limit: 8 }),
});

describe('an index whose process is killed while it updates, merges and stores', () => {
  let folder = '';
  let ledger: Ledger | undefined;
  afterEach(async () => {
    await ledger?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const open = (reader: Ledger, name: string): SearchIndex =>
    createSegmentIndex({ ledger: reader, labels, folder: path.join(folder, name), threads: 1 });

  it(`answers like one that is built anew, ${rounds} times over`, { timeout: 60_000 * rounds }, async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'carrefour-killed-'));
    for (let round = 1; round <= rounds; round += 1) {
      const child = fork(path.join(import.meta.dirname, 'index-holder.ts'), [folder, String(round)]);
      await once(child, 'message');
      await wait(200 + Math.random() * 1500);
      child.kill('SIGKILL');
      await once(child, 'exit');
      ledger = await openSqliteLedger({ folder });
      const isStored = existsSync(path.join(folder, 'search', 'manifest.json'));
      let isRead = false;
      const watched: Ledger = {
        ...ledger,
        publications: () => {
          isRead = true;
          return (ledger as Ledger).publications();
        },
      };
      const kept = open(watched, 'search');
      const anew = open(ledger, `anew-${round}`);
      await kept.start();
      await anew.start();
      expect(isRead).toBe(!isStored);
      expect(await kept.appliedSeq()).toBe(await ledger.seq());
      expect(await answers(kept)).toEqual(await answers(anew));
      await kept.close();
      await anew.close();
      await ledger.close();
      ledger = undefined;
    }
  });
});
