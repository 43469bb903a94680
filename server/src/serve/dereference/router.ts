import { contextUrlPath, jsonLdContext } from '@carrefour/ontology';
import { Router, type Request, type Response } from 'express';
import { DataFactory, type Quad } from 'n3';
import type { CarrefourClient } from '../../contract.ts';
import { AppError } from '../../domain/app-error.ts';
import { kindPaths } from '../../domain/kinds.ts';
import type { Publication, Resolution } from '../../domain/publication.ts';
import { fromNQuads } from '../../domain/quads.ts';
import { recordIri, recordName } from '../../domain/record-ref.ts';
import { isThingId, type ThingId } from '../../domain/thing-id.ts';
import { pagePath } from '../client/hits.ts';
import { openToAllSites } from '../headers.ts';
import type { Labels } from '../labels.ts';
import { languagePrefix, sendGraph, splitSuffix, wantedExtension, wantedForm } from './graph-answer.ts';
import { createSourceRouter } from './sources.ts';
import { isExtension, syntaxes, type Extension } from './syntaxes.ts';
import type { LedgerReader } from '../reading.ts';

export interface DereferenceDependencies {
  readonly ledger: LedgerReader;
  /** The public base IRI, without trailing slash. */
  readonly base: string;
  readonly client: Pick<CarrefourClient, 'source'>;
  readonly labels: Labels;
  /** What is known of a territory; empty for one that the reference does not hold. */
  readonly describeTerritory: (id: string) => readonly Quad[];
}

/** From the IRIs of things, sources, territories and records to what is known of them. Addresses stay on this host. */
export function createDereferenceRouter(dependencies: DereferenceDependencies): Router {
  const { labels } = dependencies;
  const router = Router();
  router.use(['/id', '/data', '/record', '/context'], openToAllSites);
  router.get(contextUrlPath, (_req, res) => {
    res.set('Cache-Control', 'public, max-age=3600').type('application/ld+json');
    res.send(JSON.stringify({ '@context': jsonLdContext }));
  });
  router.use(createSourceRouter(dependencies));
  router.get('/id/territory/:name', (req, res) => {
    const { name } = req.params;
    if (!labels.isKnown('territory', name)) throw notFound(`No territory is named ${name}.`);
    const extension = wantedForm(req, res);
    if (extension === 'html')
      res.redirect(303, `${languagePrefix(req, res)}/recherche?territory=${encodeURIComponent(name)}`);
    else res.redirect(303, `/data/territory/${encodeURIComponent(name)}.${extension}`);
  });
  router.get('/id/:id', (req, res) => answerThing(req, res, dependencies));
  router.get('/data/territory/:name', async (req, res) => {
    const [name, suffix] = splitSuffix(req.params.name);
    const quads = dependencies.describeTerritory(name);
    if (quads.length === 0) throw notFound(`No data is kept of a territory named ${name}.`);
    res.links({ about: `${dependencies.base}/id/territory/${name}` });
    await sendGraph(req, res, {
      quads,
      extension: suffix ?? wantedExtension(req, res),
      base: dependencies.base,
    });
  });
  router.get('/data/:name', (req, res) => answerData(req, res, dependencies));
  router.get('/record/:source/:set/:key', (req, res) => answerRecord(req, res, dependencies));
  return router;
}

async function answerThing(req: Request, res: Response, { ledger }: DereferenceDependencies): Promise<void> {
  const id = parameter(req, 'id');
  res.vary('Accept');
  const resolution = await resolve(ledger, id);
  if (resolution.state === 'merged') {
    redirectMerged(res, `/id/${resolution.into}`);
    return;
  }
  if (resolution.state !== 'published') {
    const prefersPage = req.accepts(['application/problem+json', 'text/html']) === 'text/html';
    if (!prefersPage) throw gone(resolution);
    res.redirect(303, `${languagePrefix(req, res)}/${kindPaths.innovation}/${id}`);
    return;
  }
  const extension = wantedForm(req, res);
  if (extension !== 'html') {
    res.redirect(303, `/data/${id}.${extension}`);
    return;
  }
  const [doc] = await ledger.docs([id]);
  const path = pagePath(doc ?? { id, kind: 'innovation', slug: '' });
  res.redirect(303, `${languagePrefix(req, res)}${path}`);
}

async function answerData(
  req: Request,
  res: Response,
  { ledger, base }: DereferenceDependencies,
): Promise<void> {
  const { name, extension } = dataName(req, res);
  const resolution = await resolve(ledger, name);
  if (resolution.state === 'merged') {
    redirectMerged(res, `/data/${resolution.into}.${extension}`);
    return;
  }
  if (resolution.state !== 'published') throw gone(resolution);
  const publication = await ledger.publication(name);
  if (publication === undefined) throw new AppError('unavailable', 'This entry is changing: ask again.');
  const quads = fromNQuads(publication.graph).filter(({ graph }) => graph.termType === 'DefaultGraph');
  if (quads.length === 0) throw closedThing(publication);
  res.set('Content-Location', `/data/${name}.${extension}`);
  res.set('ETag', `W/"${publication.seq}-${extension}"`);
  const licences = new Set(publication.doc.sources.filter(isOpenSource).map(({ licence }) => licence));
  for (const licence of licences) if (URL.canParse(licence)) res.links({ license: licence });
  res.links({ about: `${base}/id/${name}` });
  await sendGraph(req, res, { quads, extension, base });
}

/** `{id}.{extension}`, or `{id}` with the extension that the request's Accept chooses. */
function dataName(req: Request, res: Response): { name: ThingId; extension: Extension } {
  const [name = '', extension, ...rest] = parameter(req, 'name').split('.');
  if (extension === undefined) return { name, extension: wantedExtension(req, res) };
  if (!isExtension(extension) || rest.length > 0) {
    throw notFound(`Data is given as ${Object.keys(syntaxes).join(', ')}.`);
  }
  return { name, extension };
}

/** What one record says, as the triple store holds it: its named graph in the publications of its things. */
async function answerRecord(
  req: Request,
  res: Response,
  { ledger, base }: DereferenceDependencies,
): Promise<void> {
  const record = { source: parameter(req, 'source'), set: parameter(req, 'set'), key: parameter(req, 'key') };
  const claim = await ledger.claim(record);
  if (claim === undefined) throw notFound(`No published record is named ${recordName(record)}.`);
  if (claim.agreement !== 'open') {
    throw new AppError('forbidden', `The source of this record allows "${claim.agreement}", not open data.`, {
      details: { agreement: claim.agreement },
    });
  }
  const resolutions = await Promise.all(claim.things.map(({ thing }) => ledger.resolve(thing)));
  const things = new Set(
    resolutions.map((resolution) => (resolution.state === 'merged' ? resolution.into : resolution.thing)),
  );
  const publications = await Promise.all([...things].map((thing) => ledger.publication(thing)));
  const graphName = recordIri(record);
  const quads = publications.flatMap((publication) =>
    fromNQuads(publication?.graph ?? '').flatMap(({ subject, predicate, object, graph }) =>
      graph.value === graphName ? [DataFactory.quad(subject, predicate, object)] : [],
    ),
  );
  await sendGraph(req, res, { quads, extension: wantedExtension(req, res, 'ttl'), base });
}

async function resolve(ledger: LedgerReader, id: string): Promise<Exclude<Resolution, { state: 'unknown' }>> {
  const resolution = isThingId(id) ? await ledger.resolve(id) : undefined;
  if (resolution === undefined || resolution.state === 'unknown')
    throw notFound(`No entry has the id ${id}.`);
  return resolution;
}

function redirectMerged(res: Response, path: string): void {
  res.set('Cache-Control', 'public, max-age=3600').redirect(301, path);
}

function isOpenSource({ agreement }: { agreement: string }): boolean {
  return agreement === 'open';
}

function parameter(req: Request, name: string): string {
  const value = req.params[name];
  return typeof value === 'string' ? value : '';
}

function notFound(message: string): AppError {
  return new AppError('not-found', message);
}

function gone(resolution: Extract<Resolution, { reason: string }>): AppError {
  const { state, at, reason } = resolution;
  return new AppError('gone', `This entry is no longer published: ${reason}`, {
    details: { outcome: state, at, reason },
  });
}

function closedThing({ doc }: Publication): AppError {
  const sources = doc.sources.map(({ sourceName, agreement, url }) => ({ name: sourceName, agreement, url }));
  const names = [...new Set(sources.map(({ name, agreement }) => `${name} (${agreement})`))].join(', ');
  return new AppError(
    'forbidden',
    `Nothing about this entry is open data; its sources allow less: ${names}. Its page shows what may be shown.`,
    { details: { sources } },
  );
}
