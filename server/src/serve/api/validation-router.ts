import express, { Router, type Request, type Response } from 'express';
import type { CarrefourClient, Lang, ValidationPage } from '../../contract.ts';
import { AppError } from '../../domain/app-error.ts';
import { splitSuffix } from '../dereference/graph-answer.ts';
import { extensionByType, syntaxes } from '../dereference/syntaxes.ts';
import { validationGraph } from './validation-graph.ts';
import { readValidationRequest } from './validation-input.ts';

/** What a body may weigh; the validator's own bounds are narrower. */
const bodyLimit = '6mb';
const mediaTypes = [
  'application/json',
  ...[...extensionByType.keys()].filter((type) => type !== 'application/json'),
];

/** `POST /validate` and `GET /validations/{id}`: reports as JSON, or as RDF by Accept. */
export function createValidationRouter({
  client,
  base,
}: {
  client: Pick<CarrefourClient, 'validate' | 'validation'>;
  base: string;
}): Router {
  const router = Router();
  router.post('/validate', express.raw({ type: () => true, limit: bodyLimit }), async (req, res) => {
    const parameters = parametersOf(req);
    const request = await readValidationRequest(req, parameters);
    await answer(req, res, { page: await client.validate(request, langOf(parameters)), base });
  });
  router.get('/validations/:id', async (req, res) => {
    const { id, mediaType } = named(req.params.id);
    const page = await client.validation(id, langOf(parametersOf(req)));
    if (page === undefined) {
      throw new AppError('not-found', 'There is no such report, or its 30 days are over: validate again.');
    }
    await answer(req, res, { page, base, ...(mediaType === undefined ? {} : { mediaType }) });
  });
  return router;
}

/** `{id}`, or `{id}.{extension}` for those who cannot send an Accept: a link of a page. */
function named(name: string): { id: string; mediaType?: string } {
  const json = /^(.+)\.json$/.exec(name)?.[1];
  if (json !== undefined) return { id: json, mediaType: 'application/json' };
  const [id, suffix] = splitSuffix(name);
  return suffix === undefined ? { id } : { id, mediaType: syntaxes[suffix].mediaType };
}

async function answer(
  req: Request,
  res: Response,
  { page, base, mediaType: told }: { page: ValidationPage; base: string; mediaType?: string },
): Promise<void> {
  const iri = base + page.path;
  res.set('Cache-Control', 'no-store').vary('Accept').links({ alternate: iri });
  const mediaType = told ?? req.accepts(mediaTypes);
  if (mediaType === false)
    throw new AppError('not-acceptable', `A report comes as ${mediaTypes.join(', ')}.`);
  const extension = mediaType === 'application/json' ? undefined : extensionByType.get(mediaType);
  if (extension === undefined) res.json(page);
  else {
    const syntax = syntaxes[extension];
    res.type(syntax.mediaType).send(await syntax.write(validationGraph(page, iri), base));
  }
}

function parametersOf(req: Request): URLSearchParams {
  return new URL(req.originalUrl, 'http://localhost').searchParams;
}

function langOf(parameters: URLSearchParams): Lang {
  return parameters.get('lang') === 'en' ? 'en' : 'fr';
}
