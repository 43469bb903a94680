import { Router } from 'express';
import type { CarrefourClient } from '../../contract.ts';
import { AppError } from '../../domain/app-error.ts';

/** `/vocabulary`: what the pages of the vocabulary show, by the path of the page (`at`). */
export function createVocabularyRouter(client: Pick<CarrefourClient, 'vocabulary'>): Router {
  const router = Router();
  router.get('/vocabulary', async (req, res) => {
    const path = new URL(req.originalUrl, 'http://localhost').searchParams.get('at') ?? '/ns';
    const answer = await client.vocabulary(path);
    if (answer.kind === 'unknown') {
      throw new AppError('not-found', `The vocabulary has nothing at ${path}.`, { details: { ...answer } });
    }
    res.json(answer);
  });
  return router;
}
