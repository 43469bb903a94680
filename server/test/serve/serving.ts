import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { propertyUses } from '@carrefour/shapes';
import { Router, type RequestHandler } from 'express';
import { closeGracefully, createWebApp, type WebAppDependencies } from '../../src/serve/app.ts';
import { createInProcessClient } from '../../src/serve/client/in-process.ts';
import { loadTerritories } from '../../src/enrich/reference/load.ts';
import { territoryQuads } from '../../src/enrich/territory-graph.ts';
import { createLabels } from '../../src/serve/labels.ts';
import type { WebLogEntry } from '../../src/serve/web-log.ts';
import { createSuggestionThread } from '../../src/enrich/suggest/adapters/thread.ts';
import { base, ledger, search, sources, validations } from './fixture.ts';
import { suggestionKnowledge, suggestions } from './fixture-suggestions.ts';

/** A web app on a loopback port, with what it logged. */
export interface Served {
  readonly url: string;
  readonly entries: readonly WebLogEntry[];
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

const territories = loadTerritories();

const noPages: RequestHandler = (req, res) => {
  res.status(404).type('text/plain').send(`page ${req.url}`);
};

/** Serves the fixture; redirects are not followed. */
export async function serveFixture(changes: Partial<WebAppDependencies> = {}): Promise<Served> {
  const entries: WebLogEntry[] = [];
  const client = createInProcessClient({
    ledger: changes.ledger ?? ledger,
    search,
    base,
    sources: () => sources,
    labels: createLabels(),
    suggestions,
    validations,
    propertyUses: propertyUses(),
  });
  const app = createWebApp({
    searches: { note: () => undefined },
    client,
    ledger,
    search,
    store: { isReady: () => true },
    suggestions: createSuggestionThread({
      knowledge: () => Promise.resolve(suggestionKnowledge),
      freshFor: 60_000,
    }),
    sparql: Router(),
    pages: noPages,
    base,
    labels: createLabels(),
    sources: () => sources,
    describeTerritory: (id) => {
      const territory = territories.get(id);
      return territory === undefined ? [] : territoryQuads(territory);
    },
    origin: base,
    trustProxy: false,
    log: (entry) => entries.push(entry),
    ...changes,
  });
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    entries,
    get: (path, headers = {}) =>
      // A conditional fetch adds `no-cache` of its own, which asks never to be answered 304.
      fetch(url + path, { headers: { 'Cache-Control': 'max-age=0', ...headers }, redirect: 'manual' }),
    close: () => closeGracefully(server, { grace: 1000 }),
  };
}
