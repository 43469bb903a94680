import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router, type Request, type Response } from 'express';
import type { Lang } from '../../contract.ts';
import { AppError } from '../../domain/app-error.ts';
import { withBase } from '../../domain/base.ts';
import type { SearchQuery } from '../../domain/search-query.ts';
import { readSearch } from '../client/read-search.ts';
import { openToAllSites } from '../headers.ts';
import type { Labels } from '../labels.ts';
import type { LedgerReader, SearchReader } from '../reading.ts';
import { canonicalParameters } from '../search-parameters.ts';
import { outputFormats, type OutputName } from './formats.ts';
import type { OutputFacts } from './output-facts.ts';
import { findOpen, publicationsOf, type OpenThings } from './open-things.ts';

export interface OutputDependencies {
  readonly ledger: Pick<LedgerReader, 'publication'>;
  readonly search: Pick<SearchReader, 'search'>;
  readonly labels: Pick<Labels, 'isKnown'>;
  readonly sources: () => readonly { readonly id: string }[];
  /** Public base, without a slash at its end. */
  readonly base: string;
  /** Today, ISO 8601; it names files. */
  readonly today: () => string;
}

/** Files written at once; the next one is asked to come back. */
const mostAtOnce = 4;

/** Parameters that say how a page shows its results, which a file does not. */
const pageOnly = ['page', 'per', 'view', 'z', 'lang'];

/**
 * `/recherche.{csv,geojson,jsonld,ttl,atom}`: the open things that a search finds, by the parameters of its page, as a
 * stream. What the cap leaves out is told by `X-Carrefour-Cut`, a `Warning`, and the name of the file.
 */
export function createOutputRouter(dependencies: OutputDependencies): Router {
  const router = Router();
  let writing = 0;
  for (const [lang, prefix] of [
    ['fr', ''],
    ['en', '/en'],
  ] as const) {
    for (const name of Object.keys(outputFormats) as OutputName[]) {
      router.get(`${prefix}/recherche.${name}`, openToAllSites, async (req, res) => {
        if (writing >= mostAtOnce) {
          throw new AppError('busy', 'Several files are being written: ask again in a moment.', {
            details: { retryAfter: 5 },
          });
        }
        writing += 1;
        try {
          await answer({ req, res, name, lang, path: `${prefix}/recherche` }, dependencies);
        } finally {
          writing -= 1;
        }
      });
    }
  }
  return router;
}

interface Asked {
  readonly req: Request;
  readonly res: Response;
  readonly name: OutputName;
  readonly lang: Lang;
  readonly path: string;
}

async function answer(asked: Asked, dependencies: OutputDependencies): Promise<void> {
  const { req, res, name, lang, path } = asked;
  const { ledger, base, search } = dependencies;
  const format = outputFormats[name];
  const parameters = new URL(req.originalUrl, base).searchParams;
  for (const parameter of pageOnly) parameters.delete(parameter);
  const { query, unknownValues } = await readSearch(parameters, lang, dependencies);
  const found = await findOpen(ordered(query, name, parameters), { search, most: format.most });
  const canonical = canonicalParameters(parameters).toString();
  const suffix = canonical === '' ? '' : `?${canonical}`;
  const facts: OutputFacts = {
    page: `${base}${path}${suffix}`,
    self: `${base}${path}.${name}${suffix}`,
    base,
    lang,
    total: found.total,
    given: found.ids.length,
  };
  res.set({ 'Cache-Control': 'public, no-cache', 'X-Carrefour-Total': String(found.total) });
  if (unknownValues.length > 0) res.set('X-Carrefour-Ignored', ignoredOf(unknownValues));
  res.append('Access-Control-Expose-Headers', 'X-Carrefour-Total, X-Carrefour-Cut, X-Carrefour-Ignored');
  res.links({ canonical: facts.self, alternate: facts.page });
  tellCut(res, found);
  res.attachment(fileName(name, found, dependencies.today())).type(format.mediaType);
  if (name === 'atom') res.set('Content-Disposition', 'inline');
  if (req.method === 'HEAD') {
    res.end();
    return;
  }
  await send(format.write(publicationsOf(found.ids, ledger), facts), res, base);
}

/** A feed begins with what is newest unless told otherwise. */
function ordered(query: SearchQuery, name: OutputName, parameters: URLSearchParams): SearchQuery {
  return name === 'atom' && !parameters.has('sort') ? { ...query, sort: 'recent' } : query;
}

function ignoredOf(values: readonly { readonly parameter: string; readonly value: string }[]): string {
  return values.map(({ parameter, value }) => `${parameter}=${encodeURIComponent(value)}`).join(', ');
}

function tellCut(res: Response, { total, ids }: OpenThings): void {
  if (ids.length >= total) return;
  res.set('X-Carrefour-Cut', 'things');
  res.set('Warning', `199 - "The first ${ids.length} of ${total} things: narrow the search"`);
}

function fileName(name: OutputName, { total, ids }: OpenThings, today: string): string {
  const part = ids.length < total ? `-${String(ids.length)}-sur-${String(total)}` : '';
  return `carrefour-${today.slice(0, 10)}${part}.${name}`;
}

/** Sends at the reader's pace; a reader who leaves ends the writing, and is no failure of ours. */
async function send(pieces: AsyncIterable<string>, res: Response, base: string): Promise<void> {
  try {
    await pipeline(Readable.from(underBase(pieces, base)), res);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE'))
      throw error;
  }
}

async function* underBase(pieces: AsyncIterable<string>, base: string): AsyncIterable<string> {
  for await (const piece of pieces) yield withBase(piece, base);
}
