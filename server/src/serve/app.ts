import type { Server } from 'node:http';
import compression from 'compression';
import express, { type Express, type Request, type RequestHandler, type Router } from 'express';
import type { SearchLog } from '../backoffice/search-log.ts';
import type { CarrefourClient } from '../contract.ts';
import type { Suggestions } from '../enrich/suggestions.ts';
import type { TripleStore } from '../store/triple-store.ts';
import { createApiRouter } from './api/router.ts';
import { countingClient, isByPerson } from './counted-searches.ts';
import { createOperatorGuard } from './operator-guard.ts';
import { createDereferenceRouter, type DereferenceDependencies } from './dereference/router.ts';
import { createErrorHandler } from './error-handler.ts';
import { securityHeaders } from './headers.ts';
import { createHealthRouter } from './health.ts';
import type { Labels } from './labels.ts';
import { createVocabularyRouter } from './vocabulary/router.ts';
import { logToStandardError, requestLog, type WebLog } from './web-log.ts';
import { createOutputRouter, type OutputDependencies } from './outputs/router.ts';
import type { LedgerReader, SearchReader } from './reading.ts';

/** What the web process is made of; the composition root creates it all. */
export interface WebAppDependencies {
  readonly ledger: LedgerReader;
  readonly search: SearchReader;
  readonly store: Pick<TripleStore, 'isReady'>;
  /** Routes of `/sparql`, mounted at the root: they leave the console's page to `pages`. */
  readonly sparql: Router;
  /** SvelteKit's handler, or any that shows pages; asked last. */
  readonly pages: RequestHandler;
  /** What pages and API read through. */
  readonly client: CarrefourClient;
  readonly suggestions: Pick<Suggestions, 'suggest'>;
  /** What operators say who they are by; without it what is for them alone is not there. */
  readonly operatorToken?: string;
  /** Told what people search for. */
  readonly searches: Pick<SearchLog, 'note'>;
  /** The public base IRI, without trailing slash. */
  readonly base: string;
  /** Scheme and host that pages believe they are served at; what the client's headers say is never believed. The base unless told. */
  readonly origin?: string;
  /** Express's `trust proxy`: whose forwarded client addresses count. */
  readonly trustProxy: boolean | number | string;
  readonly labels: Labels;
  /** The sources that a search may name. */
  readonly sources: OutputDependencies['sources'];
  readonly describeTerritory: DereferenceDependencies['describeTerritory'];
  /** Standard error, one JSON object a line, unless told. */
  readonly log?: WebLog;
}

/** The whole HTTP edge, without a port: API, dereferencing, SPARQL, health, and pages last. */
export function createWebApp(dependencies: WebAppDependencies): Express {
  const { ledger, search, store, base, client, origin = base, log = logToStandardError } = dependencies;
  const started = Date.now().toString(36);
  const version = async (): Promise<string> =>
    [started, await search.appliedSeq(), await ledger.seq()].join('-');
  const counting = countingClient(client, dependencies.searches);
  const searchingClient = (req: Request): CarrefourClient => (isByPerson(req) ? counting : client);
  const app = express();
  app.disable('x-powered-by').set('trust proxy', dependencies.trustProxy).set('query parser', false);
  app.use(securityHeaders, requestLog(log));
  app.use(
    createHealthRouter({
      ledger: async () => (await ledger.seq()) >= 0,
      store: () => store.isReady(),
      search: () => search.isReady(),
    }),
  );
  app.use(compression());
  app.get('/robots.txt', (_req, res) => {
    res.type('text/plain').send('User-agent: *\nDisallow: /api/\nDisallow: /sparql?\nAllow: /\n');
  });
  app.use(
    '/api/v1',
    createApiRouter({
      client,
      searchingClient,
      base,
      version,
      suggestions: dependencies.suggestions,
      search,
      operatorGuard: createOperatorGuard(dependencies.operatorToken),
    }),
  );
  app.use(
    createDereferenceRouter({
      ledger,
      base,
      client,
      labels: dependencies.labels,
      describeTerritory: dependencies.describeTerritory,
    }),
  );
  app.use(createVocabularyRouter(base));
  app.use(createOutputRouter({ ...dependencies, today: () => new Date().toISOString() }));
  app.use(dependencies.sparql);
  const onError = createErrorHandler(log);
  app.use(onError);
  const { protocol, host } = new URL(origin);
  app.use((req, res, next) => {
    req.headers['x-carrefour-proto'] = protocol.replace(':', '');
    req.headers['x-carrefour-host'] = host;
    Object.assign(req, { carrefourClient: searchingClient(req) });
    dependencies.pages(req, res, next);
  });
  app.use(onError);
  return app;
}

/**
 * Stops taking requests, lets those in flight end, and after `grace` milliseconds cuts the connections that remain.
 */
export async function closeGracefully(server: Server, { grace }: { grace: number }): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => {
      resolve();
    });
  });
  server.closeIdleConnections();
  const cut = setTimeout(() => {
    server.closeAllConnections();
  }, grace);
  await closed;
  clearTimeout(cut);
}
