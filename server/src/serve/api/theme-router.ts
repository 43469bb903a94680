import { Router } from 'express';
import type { CarrefourClient } from '../../contract.ts';
import { AppError } from '../../domain/app-error.ts';
import { langOf, parametersOf } from './asked.ts';

/** `/themes`: the tree of themes with their counts; `/themes/{name}`: what the page of one shows. */
export function createThemeRouter(client: Pick<CarrefourClient, 'themes' | 'theme'>): Router {
  const router = Router();
  router.get('/themes', async (_req, res) => {
    res.json(await client.themes());
  });
  router.get('/themes/:name', async (req, res) => {
    const answer = await client.theme(req.params.name, langOf(parametersOf(req)));
    if (answer.outcome === 'unknown') {
      throw new AppError('not-found', `No theme is named ${req.params.name}: see /api/v1/themes.`, {
        details: { ...answer },
      });
    }
    res.json(answer);
  });
  return router;
}
