import { conceptIri, conceptOfIri } from '@carrefour/ontology';
import express, { Router } from 'express';
import { AppError } from '../../domain/app-error.ts';
import type { Suggestions } from '../../enrich/suggestions.ts';
import { readSuggestionInput } from './suggestion-input.ts';

/** What a JSON body may weigh. */
const bodyLimit = '100kb';

/** `POST /suggestions`: concepts for a label, or for a title with its description. */
export function createSuggestionRouter(suggestions: Pick<Suggestions, 'suggest'>): Router {
  const router = Router();
  router.post('/suggestions', express.json({ limit: bodyLimit }), async (req, res) => {
    const input = readSuggestionInput(req.body);
    if (typeof input === 'string') throw new AppError('wrong-request', input);
    const found = await suggestions.suggest(input);
    res.set('Cache-Control', 'no-store').json({
      concepts: found.map((one) => {
        const iri = conceptIri(one.scheme, one.code);
        return { ...one, iri, label: conceptOfIri(iri)?.prefLabel ?? { fr: one.code, en: one.code } };
      }),
    });
  });
  return router;
}
