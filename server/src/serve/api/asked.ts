import type { Request } from 'express';
import type { Lang } from '../../contract.ts';

/** The parameters of a request's address, repeated ones included. */
export function parametersOf(req: Request): URLSearchParams {
  return new URL(req.originalUrl, 'http://localhost').searchParams;
}

/** The language that is asked for; French unless `lang=en`. */
export function langOf(parameters: URLSearchParams): Lang {
  return parameters.get('lang') === 'en' ? 'en' : 'fr';
}
