import { Router, type RequestHandler } from 'express';
import { AppError } from '../../domain/app-error.ts';
import type { SearchReader } from '../reading.ts';
import { searchBounds } from '../search-parameters.ts';
import { parametersOf } from './asked.ts';

/** `GET /things/{id}/explain?q=…`: what the score of a thing for some words is made of. Slow: for operators alone. */
export function createExplainRouter(search: Pick<SearchReader, 'explain'>, guard: RequestHandler): Router {
  const router = Router();
  router.get('/things/:id/explain', guard, async (req, res) => {
    const id = String(req.params['id']);
    const q = (parametersOf(req).get('q') ?? '').trim();
    if (q === '' || q.length > searchBounds.words) {
      throw new AppError(
        'wrong-request',
        `Give the words that were searched as q, at most ${searchBounds.words} characters.`,
        { details: { parameter: 'q', limit: searchBounds.words } },
      );
    }
    const explanation = await search.explain(q, id);
    if (explanation === undefined) throw new AppError('not-found', `“${q}” does not find ${id}.`);
    res.json(explanation);
  });
  return router;
}
