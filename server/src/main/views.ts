import { propertyUses } from '@carrefour/shapes';
import path from 'node:path';
import type { SearchIndex } from '../search/search-index.ts';
import type { CarrefourClient } from '../contract.ts';
import { createSegmentIndex } from '../search/adapters/segments.ts';
import { createInProcessClient, type SourceInfo } from '../serve/client/in-process.ts';
import { createLabels, type Labels } from '../serve/labels.ts';
import { createOxigraphStore } from '../store/adapters/oxigraph.ts';
import type { TripleStore } from '../store/triple-store.ts';
import type { Validations } from '../backoffice/validations.ts';
import type { Suggestions } from '../enrich/suggestions.ts';
import type { Platform } from './platform.ts';

/** A triple store that has applied every change so far. */
export async function openStore({ ledger, config }: Platform): Promise<TripleStore> {
  const store = createOxigraphStore({
    ledger,
    folder: config.data,
    base: config.base,
    engines: { public: config.engines.public, memoryCap: config.engines.memoryBytes },
  });
  await store.start();
  return store;
}

/** A search index in which every change so far can be found. */
export async function openSearch({ ledger, config }: Platform): Promise<SearchIndex> {
  const search = createSegmentIndex({
    ledger,
    folder: path.join(config.data, 'search'),
    labels: createLabels().completions(),
    threads: config.searchThreads,
  });
  await search.start();
  return search;
}

/** The words for codes, with the names of all territories. */
export function labelsOf({ places }: Platform): Labels {
  return createLabels((id) => places.territory(id)?.name);
}

/** The client through which pages, API and command line read. */
export function openClient(
  platform: Platform,
  {
    search,
    suggestions,
    validations,
  }: {
    search: SearchIndex;
    suggestions: Pick<Suggestions, 'suggest'>;
    validations: Pick<Validations, 'validate' | 'find'>;
  },
): CarrefourClient {
  const { ledger, config, sources } = platform;
  const known = [...sources.values()].map(
    ({ id, name, homepage, licence, agreement, isExample, enabled }): SourceInfo => ({
      id,
      name,
      homepage,
      licence,
      agreement,
      isExample,
      enabled,
    }),
  );
  return createInProcessClient({
    suggestions,
    validations,
    propertyUses: propertyUses(),
    ledger,
    search,
    base: config.base,
    labels: labelsOf(platform),
    sources: () => known,
  });
}
