import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { AppError } from '../domain/app-error.ts';
import type { Validations } from '../backoffice/validations.ts';
import type { Suggestions } from '../enrich/suggestions.ts';
import { territoryQuads } from '../enrich/territory-graph.ts';
import type { SearchIndex } from '../search/search-index.ts';
import { createWebApp } from '../serve/app.ts';
import { findMatches } from '../serve/outputs/open-things.ts';
import { createSparqlRouter } from '../serve/sparql/router.ts';
import type { TripleStore } from '../store/triple-store.ts';
import { rebuildSetting } from './cli/rebuild.ts';
import { harvest, type Progress } from './harvest.ts';
import { loadPages } from './pages.ts';
import type { Platform } from './platform.ts';
import { announceServing } from './rehearsal.ts';
import { builtInSources, exampleSources } from './sources.ts';
import { openSearchLog, type RunningSearchLog } from './search-log.ts';
import { openSuggestions } from './suggestions.ts';
import { labelsOf, openClient, openSearch, openStore } from './views.ts';
import { openValidations } from './validations.ts';
import { keepWorker } from './worker-process.ts';

interface ServeOptions {
  /** Harvests what the platform brings itself first, and the bundled examples while no partner's source is enabled. */
  readonly withExamples: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: Progress;
  readonly tell: (text: string) => void;
}

const closeMilliseconds = 5000;
const rebuildPollMilliseconds = 2000;

/**
 * Serves everything until the signal: first harvest, views, then the port is opened and the worker started.
 * @returns When the server is ready; `stopped` resolves after it has closed its connections and children.
 */
export async function serve(platform: Platform, options: ServeOptions): Promise<{ stopped: Promise<void> }> {
  const pages = await loadPages();
  if (options.withExamples) await harvestBundled(platform, options);
  const [store, search] = await Promise.all([openStore(platform), openSearch(platform)]);
  const suggestions = openSuggestions(platform);
  const validations = openValidations(platform);
  const searches = openSearchLog(platform, options.tell);
  const endServing = await announceServing(platform);
  const server = createServer(webApp(platform, { store, search, suggestions, searches, validations, pages }));
  await listen(server, platform);
  const worker = keepWorker();
  // Without it searches go on, without what their sentences may mean.
  suggestions.prepare().catch(() => undefined);
  const rebuilds = watchRebuilds(platform, { store, search, tell: options.tell });
  const stopped = (async () => {
    if (!options.signal.aborted) await once(options.signal, 'abort');
    clearInterval(rebuilds);
    await closeServer(server);
    await endServing();
    await Promise.all([
      worker.stop(),
      store.close(),
      search.close(),
      suggestions.close(),
      searches.close(),
      validations.close(),
    ]);
  })();
  return { stopped };
}

async function harvestBundled(platform: Platform, { signal, onProgress, tell }: ServeOptions): Promise<void> {
  // First, so that what is concluded from solutions is concluded once.
  await harvest(platform, await builtInSources(platform), { signal, onProgress });
  const sources = await exampleSources(platform);
  const runs = await harvest(platform, sources, { signal, onProgress });
  const read = runs.reduce((sum, { counts }) => sum + counts.read, 0);
  const changed = runs.reduce((sum, { counts }) => sum + counts.added + counts.changed, 0);
  if (runs.length > 0) {
    tell(
      `Examples: ${String(read)} records from ${String(sources.length)} invented sources, ${String(changed)} new or changed.`,
    );
  }
}

function webApp(
  platform: Platform,
  {
    store,
    search,
    suggestions,
    searches,
    validations,
    pages,
  }: {
    store: TripleStore;
    search: SearchIndex;
    suggestions: Suggestions;
    searches: RunningSearchLog;
    validations: Validations;
    pages: Awaited<ReturnType<typeof loadPages>>;
  },
): ReturnType<typeof createWebApp> {
  const { config, ledger } = platform;
  return createWebApp({
    base: config.base,
    ledger,
    store,
    search,
    suggestions,
    searches,
    client: openClient(platform, { search, suggestions, validations }),
    labels: labelsOf(platform),
    sources: () => [...platform.sources.values()],
    describeTerritory(id) {
      const territory = platform.places.territory(id);
      return territory === undefined ? [] : territoryQuads(territory);
    },
    trustProxy: config.trustProxy,
    ...(config.operatorToken === undefined ? {} : { operatorToken: config.operatorToken }),
    sparql: createSparqlRouter({
      store,
      base: config.base,
      find: (words) => findMatches(words, search),
      limits: { timeout: config.sparql.seconds * 1000, rows: config.sparql.rows, bytes: 64 * 1024 * 1024 },
    }),
    pages,
  });
}

async function listen(server: Server, { config }: Platform): Promise<void> {
  server.listen(config.port, config.host);
  await once(server, 'listening').catch((cause: unknown) => {
    const isTaken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE';
    throw new AppError(
      'unavailable',
      isTaken
        ? `Port ${String(config.port)} is in use: stop what listens there, or set CARREFOUR_PORT.`
        : `Cannot listen on ${config.host}:${String(config.port)}: check CARREFOUR_HOST and CARREFOUR_PORT.`,
      { cause },
    );
  });
}

/** `carrefour rebuild` on another terminal asks through the ledger. */
function watchRebuilds(
  { ledger }: Platform,
  { store, search, tell }: { store: TripleStore; search: SearchIndex; tell: (text: string) => void },
): NodeJS.Timeout {
  let last: string | undefined;
  let isFirst = true;
  const look = async (): Promise<void> => {
    const asked = await ledger.setting(rebuildSetting);
    const isAsked = !isFirst && asked !== last;
    last = asked;
    isFirst = false;
    if (!isAsked) return;
    await store.rebuild(() => undefined);
    await search.rebuild(() => undefined);
    tell('The views were rebuilt.');
  };
  return setInterval(() => {
    look().catch((error: unknown) => {
      tell(
        `A rebuild failed; the live views stay: ${error instanceof Error ? error.message : String(error)}`,
      );
    });
  }, rebuildPollMilliseconds);
}

async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeIdleConnections();
  const forced = setTimeout(() => {
    server.closeAllConnections();
  }, closeMilliseconds);
  await closed;
  clearTimeout(forced);
}
