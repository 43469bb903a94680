import { Router } from 'express';
import type { CarrefourClient, SourcePage } from '../../contract.ts';
import { AppError } from '../../domain/app-error.ts';
import { sourceQualityQuads, sourceQuads } from '../../domain/source-graph.ts';
import type { LedgerReader } from '../reading.ts';
import { languagePrefix, sendGraph, splitSuffix, wantedExtension, wantedForm } from './graph-answer.ts';

/** What is read to tell of a source. */
export interface SourceDereferencing {
  readonly client: Pick<CarrefourClient, 'source'>;
  readonly ledger: Pick<LedgerReader, 'sourceQuality'>;
  readonly base: string;
}

/** `/id/source/{slug}` and `/data/source/{slug}`: what a source declares, and how good its open entries are. */
export function createSourceRouter({ client, ledger, base }: SourceDereferencing): Router {
  const router = Router();
  router.get('/id/source/:slug', async (req, res) => {
    const { path } = await sourceOf(req.params.slug, client);
    const form = wantedForm(req, res);
    if (form === 'html') res.redirect(303, `${languagePrefix(req, res)}${path}`);
    else res.redirect(303, `/data${path}.${form}`);
  });
  router.get('/data/source/:name', async (req, res) => {
    const [slug, suffix] = splitSuffix(req.params.name);
    const page = await sourceOf(slug, client);
    const qualities = await ledger.sourceQuality('open');
    const measured = qualities.filter(({ source }) => source === slug);
    res.links({ about: page.iri });
    await sendGraph(req, res, {
      quads: [...sourceQuads(page), ...measured.flatMap(sourceQualityQuads)],
      extension: suffix ?? wantedExtension(req, res),
      base,
    });
  });
  return router;
}

async function sourceOf(slug: string, client: SourceDereferencing['client']): Promise<SourcePage> {
  const page = await client.source(slug, 'fr');
  if (page === undefined) throw new AppError('not-found', `No source is named ${slug}.`);
  return page;
}
