import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Derived } from '../../src/domain/publication.ts';
import type { ThingDoc } from '../../src/domain/thing-doc.ts';
import type { ThingId } from '../../src/domain/thing-id.ts';
import { openSqliteLedger } from '../../src/ledger/adapters/sqlite.ts';
import { createOxigraphStore, type OxigraphOptions } from '../../src/store/adapters/oxigraph.ts';
import type { StoreUnderTest } from './triple-store.contract.ts';

/** A store whose engines can be kept from starting. */
export interface LiveStore extends StoreUnderTest {
  /** From now on no engine starts; those that run go on. */
  readonly breakStarts: () => Promise<void>;
}

/** An embedded store of its own over a ledger in a temporary folder, not started. */
export async function openLiveStore(options: Partial<OxigraphOptions> = {}): Promise<LiveStore> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'carrefour-store-'));
  const entry = path.join(folder, 'engine-under-test.mjs');
  await writeFile(
    entry,
    `import ${JSON.stringify(new URL('../../src/main/engine-process.ts', import.meta.url).href)};\n`,
  );
  const ledger = await openSqliteLedger({ folder });
  const base = 'https://example.org/carrefour';
  const store = createOxigraphStore({
    ledger,
    folder,
    base,
    engines: { public: 1, memoryCap: 1024 ** 3 },
    entry: pathToFileURL(entry),
    ...options,
  });
  const derive = (result: Derived): Promise<number> =>
    ledger.commit({ derived: [{ result, generation: 1, cause: 'test' }] });
  return {
    store,
    base,
    publish: (thing, graph) => derive({ outcome: 'publish', thing, graph, doc: docOf(thing) }),
    withdraw: (thing) => derive({ outcome: 'withdraw', thing, reason: 'test' }),
    async erase(thing) {
      await ledger.erase({ thing }, { actor: 'test', reason: 'test' });
      return await ledger.seq();
    },
    breakStarts: () => writeFile(entry, 'process.exit(1);\n'),
    async close() {
      await store.close();
      await ledger.close();
      await rm(folder, { recursive: true });
    },
  };
}

function docOf(id: ThingId): ThingDoc {
  return {
    id,
    kind: 'innovation',
    slug: 'test',
    title: { fr: 'Test' },
    concepts: {},
    keywords: [],
    links: [],
    places: [],
    languages: [],
    quality: { score: 64, dimensions: {}, missing: [] },
    sources: [
      {
        source: 'atelier',
        sourceName: 'Atelier',
        set: 'projets',
        key: id,
        licence: 'https://example.org/licence',
        agreement: 'open',
        harvestedAt: '2026-11-24T12:00:00.000Z',
      },
    ],
    isOpen: true,
    mergedIds: [],
  };
}
