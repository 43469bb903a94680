import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';
import jsonld from 'jsonld';
import { AppError } from '../../domain/app-error.ts';
import { withBase } from '../../domain/base.ts';
import { guardQuery, type GuardedQuery } from '../../store/sparql-guard.ts';
import { expandMatches, type FindMatches } from '../../store/sparql-matches.ts';
import type { QueryAnswer, QueryLimits, TripleStore } from '../../store/triple-store.ts';
import { chooseAnswerType, offeredTypes, prefersPage, type AnswerType } from './answer-type.ts';
import { createClientBudget, type ClientBudget } from './client-budget.ts';
import { readProtocolRequest, updateRefused } from './protocol-request.ts';

export interface SparqlRouterOptions {
  readonly store: TripleStore;
  /** Public base, without a slash at its end. */
  readonly base: string;
  readonly limits: QueryLimits;
  /** Engine seconds of one client at once, and how many come back each second; 60 and 0.5 unless told. */
  readonly budget?: { readonly seconds: number; readonly refill: number };
  /** Milliseconds that only grow; for tests. */
  readonly now?: () => number;
  /** Behind `car:matches`; without it that property finds nothing. */
  readonly find?: FindMatches;
}

const bodyLimit = '256kb';
const bodyTypes = [
  'application/sparql-query',
  'application/x-www-form-urlencoded',
  'application/sparql-update',
];
const description = readFileSync(new URL('./service-description.ttl', import.meta.url), 'utf8');
/** Functions whose answer is another one each time. */
const changing = /\b(?:now|rand|uuid|struuid|bnode)\s*\(/i;

/**
 * `/sparql`: the SPARQL 1.1 Protocol, reading only, open to every origin. A page request without a query is left to
 * the next handler; a GET without a query answers the service description. A cut answer has `X-Carrefour-Cut`.
 */
export function createSparqlRouter(options: SparqlRouterOptions): Router {
  const router = express.Router();
  const now = options.now ?? (() => performance.now());
  const budget = createClientBudget({ seconds: 60, refill: 0.5, ...options.budget, now });
  const endpoint = new SparqlEndpoint(options, { budget, now });
  router.all('/sparql', allowEveryOrigin);
  router.options('/sparql', (_request, response) => {
    response.status(204).end();
  });
  router.get('/sparql', (request, response, next) => endpoint.handle(request, response, next));
  router.post('/sparql', express.text({ type: bodyTypes, limit: bodyLimit }), (request, response, next) =>
    endpoint.handle(request, response, next),
  );
  router.all('/sparql', (_request, response) => {
    response.status(405).set('Allow', 'GET, HEAD, POST, OPTIONS');
    throw updateRefused();
  });
  return router;
}

function allowEveryOrigin(_request: Request, response: Response, next: NextFunction): void {
  response.set({
    'Access-Control-Allow-Origin': '*',
    'Access-Control-Allow-Methods': 'GET, HEAD, POST, OPTIONS',
    'Access-Control-Allow-Headers': 'Accept, Content-Type, If-None-Match',
    'Access-Control-Expose-Headers': 'ETag, Retry-After, Warning, X-Carrefour-Cut, X-Carrefour-Rows',
    'Access-Control-Max-Age': '86400',
    Vary: 'Accept',
  });
  next();
}

interface Asked {
  readonly guarded: GuardedQuery;
  readonly type: AnswerType;
}

class SparqlEndpoint {
  readonly #options: SparqlRouterOptions;
  readonly #budget: ClientBudget;
  readonly #now: () => number;

  constructor(options: SparqlRouterOptions, { budget, now }: { budget: ClientBudget; now: () => number }) {
    this.#options = options;
    this.#budget = budget;
    this.#now = now;
  }

  async handle(request: Request, response: Response, next: NextFunction): Promise<void> {
    const { query, dataset, format } = readProtocolRequest(request);
    if (query === undefined) {
      if (format === undefined && prefersPage(request.get('accept'))) next('router');
      else this.#describe(request, response, format);
      return;
    }
    const { base, limits, find } = this.#options;
    const asked = guardQuery(query, { base, rows: limits.rows, ...(dataset && { dataset }) });
    if (asked instanceof AppError) throw asked;
    const guarded = find === undefined ? asked : await withMatches(asked, { base, find });
    const type = chooseAnswerType(guarded.form, { accept: request.get('accept'), format });
    if (type === undefined) throw notAcceptable(guarded);
    await this.#answer({ guarded, type }, request, response);
  }

  #describe(request: Request, response: Response, format: string | undefined): void {
    const type = chooseAnswerType('construct', { accept: request.get('accept'), format });
    if (type === undefined) throw new AppError('not-acceptable', 'The service description is Turtle.');
    response.type('text/turtle').send(withBase(description, this.#options.base));
  }

  async #answer({ guarded, type }: Asked, request: Request, response: Response): Promise<void> {
    const client = request.ip ?? '';
    this.#assertBudget(client, response);
    if (await this.#isFresh({ guarded, type }, request, response)) {
      response.status(304).end();
      return;
    }
    const leaving = new AbortController();
    response.once('close', () => {
      if (!response.writableFinished) leaving.abort();
    });
    const started = this.#now();
    try {
      const answer = await this.#ask(guarded, type.storeType, leaving.signal);
      const isCut = answer.isCut || (await this.#hasMore(guarded, leaving.signal));
      await send({ ...answer, isCut }, type, response);
    } catch (error) {
      if (leaving.signal.aborted) return;
      throw error;
    } finally {
      this.#budget.charge(client, (this.#now() - started) / 1000);
    }
  }

  #ask(guarded: GuardedQuery, mediaType: string, signal: AbortSignal): Promise<QueryAnswer> {
    const { store, limits } = this.#options;
    return store.query({ ...guarded, mediaType, lane: 'public', limits, signal });
  }

  /** Whether solutions were left out of a graph whose triples alone do not tell. */
  async #hasMore({ probe, dataset }: GuardedQuery, signal: AbortSignal): Promise<boolean> {
    if (probe === undefined) return false;
    const found = await this.#ask(
      { form: 'select', text: probe, ...(dataset && { dataset }) },
      'text/csv',
      signal,
    );
    return found.rows > 0;
  }

  #assertBudget(client: string, response: Response): void {
    const seconds = this.#budget.secondsToWait(client);
    if (seconds === 0) return;
    response.status(429).set('Retry-After', String(seconds));
    throw new AppError('busy', 'Your queries used up the engine time of one client for now.', {
      details: { retryAfter: seconds },
    });
  }

  /** Sets the validator of a GET answer: the same until the data change. */
  async #isFresh({ guarded, type }: Asked, request: Request, response: Response): Promise<boolean> {
    response.set('Cache-Control', 'no-cache');
    if (request.method === 'POST' || changing.test(guarded.text)) return false;
    const { base, limits, store } = this.#options;
    const asked = JSON.stringify([guarded, type, base, limits]);
    const hash = createHash('sha256').update(asked).digest('base64url').slice(0, 16);
    const tag = `W/"${await store.appliedSeq()}-${hash}"`;
    response.set('ETag', tag);
    // Whoever sends a validator wants to hear that it holds, even where a client adds no-cache to it.
    return (request.get('if-none-match') ?? '').split(',').some((given) => given.trim() === tag);
  }
}

/** The budgets are for what a stranger writes: what the search found is added after they were checked. */
async function withMatches(
  guarded: GuardedQuery,
  options: { readonly base: string; readonly find: FindMatches },
): Promise<GuardedQuery> {
  const expand = async (text: string): Promise<string> => {
    const expanded = await expandMatches(text, options);
    if (expanded instanceof AppError) throw expanded;
    return expanded;
  };
  const probe = guarded.probe === undefined ? {} : { probe: await expand(guarded.probe) };
  return { ...guarded, text: await expand(guarded.text), ...probe };
}

async function send(answer: QueryAnswer, { mediaType }: AnswerType, response: Response): Promise<void> {
  const isJsonLd = mediaType !== answer.mediaType;
  const body = isJsonLd
    ? JSON.stringify(await jsonld.fromRDF(answer.body, { format: 'application/n-quads' }))
    : answer.body;
  response.set('X-Carrefour-Rows', String(answer.rows));
  if (answer.isCut) {
    response.set('X-Carrefour-Cut', 'rows');
    response.set(
      'Warning',
      `199 - "Cut after ${answer.rows} rows: narrow the query, or page by ORDER BY, LIMIT and OFFSET"`,
    );
  }
  response.type(mediaType).send(body);
}

function notAcceptable({ form }: GuardedQuery): AppError {
  return new AppError('not-acceptable', 'This query cannot be answered in a format that you accept.', {
    details: { offered: offeredTypes(form) },
  });
}
