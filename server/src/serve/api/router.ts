import { createHash } from 'node:crypto';
import { Router, type Request, type RequestHandler, type Response } from 'express';
import type { CarrefourClient, SimilarAnswer, ThingAnswer } from '../../contract.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Suggestions } from '../../enrich/suggestions.ts';
import { openToAllSites } from '../headers.ts';
import type { SearchReader } from '../reading.ts';
import { canonicalParameters, facetParameters } from '../search-parameters.ts';
import { langOf, parametersOf } from './asked.ts';
import { openApiDocument } from './openapi.ts';
import { createExplainRouter } from './explain-router.ts';
import { createSuggestionRouter } from './suggestion-router.ts';
import { createThemeRouter } from './theme-router.ts';
import { createValidationRouter } from './validation-router.ts';
import { createVocabularyRouter } from './vocabulary-router.ts';

/** What the API asks; `version` names the state that search answers reflect and changes with it. */
export interface ApiDependencies {
  readonly client: CarrefourClient;
  /** The client that answers the search of a request: what people search for is counted. */
  readonly searchingClient: (req: Request) => CarrefourClient;
  readonly base: string;
  readonly version: () => Promise<string>;
  readonly suggestions: Pick<Suggestions, 'suggest'>;
  readonly search: Pick<SearchReader, 'explain'>;
  /** Before what is for operators alone. */
  readonly operatorGuard: RequestHandler;
}

/** `/api/v1`: what pages know, as JSON. Every answer is public, in French unless `lang=en`. */
export function createApiRouter(dependencies: ApiDependencies): Router {
  const { client, base, version, suggestions } = dependencies;
  const router = Router();
  router.use(openToAllSites, (_req, res, next) => {
    res.set({ 'Cache-Control': 'public, no-cache', 'Content-Security-Policy': "default-src 'none'" });
    next();
  });
  router.get('/things', async (req, res) => {
    const parameters = parametersOf(req);
    if (await isUnchanged(req, res, version)) return;
    const canonical = canonicalParameters(parameters).toString();
    res.links({ canonical: `${base}/api/v1/things${canonical === '' ? '' : `?${canonical}`}` });
    res.json(await dependencies.searchingClient(req).search(parameters, langOf(parameters)));
  });
  router.get('/clusters', async (req, res) => {
    const parameters = parametersOf(req);
    if (await isUnchanged(req, res, version)) return;
    res.json(await client.clusters(parameters, langOf(parameters)));
  });
  router.get('/facets/:parameter', async (req, res) => {
    const parameters = parametersOf(req);
    if (await isUnchanged(req, res, version)) return;
    const page = await client.facet(req.params.parameter, parameters, langOf(parameters));
    if (page === undefined) throw noFacet(req.params.parameter);
    res.json(page);
  });
  router.get('/things/:id', async (req, res) => {
    res.json(known(req.params.id, await client.thing(req.params.id, langOf(parametersOf(req)))));
  });
  router.get('/things/:id/similar', async (req, res) => {
    res.json(known(req.params.id, await client.similar(req.params.id, langOf(parametersOf(req)))));
  });
  router.get('/complete', async (req, res) => {
    const parameters = parametersOf(req);
    res.json(await client.complete(parameters.get('q') ?? '', langOf(parameters)));
  });
  addPlainReads(router, client);
  router.get('/sources/:id', async (req, res) => {
    const page = await client.source(req.params.id, langOf(parametersOf(req)));
    if (page === undefined) throw new AppError('not-found', `No source is named ${req.params.id}.`);
    res.json(page);
  });
  router.use(createThemeRouter(client));
  router.use(createVocabularyRouter(client));
  router.use(createExplainRouter(dependencies.search, dependencies.operatorGuard));
  router.use(createSuggestionRouter(suggestions));
  router.use(createValidationRouter({ client, base }));
  router.get('/openapi.json', (_req, res) => {
    res.json(openApiDocument(base));
  });
  router.use((req, res) => {
    if (req.method === 'GET' || req.method === 'HEAD') {
      throw new AppError('not-found', `The API has nothing at ${req.path}: see /api/v1/openapi.json.`);
    }
    res.status(405).set('Allow', 'GET, HEAD, OPTIONS');
    throw new AppError('wrong-request', 'The API is read by GET.');
  });
  return router;
}

/** An answer about a thing that is there, or was merged. Throws `not-found` for an unknown id, `gone` for a former one. */
function known<Answer extends ThingAnswer | SimilarAnswer>(id: string, answer: Answer): Answer {
  if (answer.outcome === 'unknown') {
    throw new AppError('not-found', `No entry has the id ${id}.`, { details: { ...answer } });
  }
  if (answer.outcome === 'withdrawn' || answer.outcome === 'erased') {
    throw new AppError('gone', `This entry is no longer published: ${answer.reason}`, {
      details: { ...answer },
    });
  }
  return answer;
}

function noFacet(parameter: string): AppError {
  const facets = Object.values(facetParameters);
  return new AppError('not-found', `No facet is named ${parameter}; there are ${facets.join(', ')}.`, {
    details: { facets },
  });
}

/** Reads that take no more than a language or a text. */
function addPlainReads(router: Router, client: CarrefourClient): void {
  router.get('/home', async (req, res) => {
    res.json(await client.home(langOf(parametersOf(req))));
  });
  router.get('/sources', async (req, res) => {
    res.json(await client.sources(langOf(parametersOf(req))));
  });
  router.get('/sparql', async (req, res) => {
    const parameters = parametersOf(req);
    res.json(await client.sparql(parameters, langOf(parameters)));
  });
}

/**
 * Answers 304 before any search when the client has this state's answer already. The state is read before the search:
 * an answer may be newer than its tag, never older.
 */
async function isUnchanged(req: Request, res: Response, version: () => Promise<string>): Promise<boolean> {
  const state = `${await version()}\n${req.originalUrl}`;
  res.set('ETag', `W/"${createHash('sha256').update(state).digest('base64url').slice(0, 22)}"`);
  if (!req.fresh) return false;
  res.status(304).end();
  return true;
}
