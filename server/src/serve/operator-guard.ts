import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { AppError } from '../domain/app-error.ts';

const scheme = /^Bearer +(?<token>\S+) *$/i;

/**
 * Lets only operators on, who send `Authorization: Bearer TOKEN` (RFC 6750). Without a token in the configuration there is
 * nothing to find: AppError `not-found`. With a wrong one or none: `unauthenticated`, and `WWW-Authenticate`. Tokens are
 * compared by their hashes in constant time; what was sent is put in no message and no log. Answers are not to be stored.
 */
export function createOperatorGuard(token: string | undefined): RequestHandler {
  const expected = token === undefined ? undefined : digest(token);
  return (req, res, next) => {
    if (expected === undefined) {
      throw new AppError(
        'not-found',
        'This server has no routes for operators: set CARREFOUR_OPERATOR_TOKEN.',
      );
    }
    res.set('Cache-Control', 'no-store');
    const sent = scheme.exec(req.headers.authorization ?? '')?.groups?.['token'];
    if (sent !== undefined && timingSafeEqual(digest(sent), expected)) {
      next();
      return;
    }
    const error = sent === undefined ? '' : ', error="invalid_token"';
    res.set('WWW-Authenticate', `Bearer realm="Carrefour, operators"${error}`);
    throw new AppError(
      'unauthenticated',
      sent === undefined
        ? 'This is for operators: send the header “Authorization: Bearer TOKEN”.'
        : 'This is not the token of this server’s operators.',
    );
  };
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
