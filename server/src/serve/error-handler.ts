import type { ErrorRequestHandler, Request, Response } from 'express';
import { AppError, type AppErrorCode } from '../domain/app-error.ts';
import { pathOf, type WebLog } from './web-log.ts';

/**
 * One status a code. `too-slow` is 503 without Retry-After: the deadline is ours, not that of a server behind us, and
 * the same question asked again would be as slow.
 */
const statuses: Readonly<Record<AppErrorCode, readonly [status: number, title: string]>> = {
  'not-found': [404, 'Not found'],
  gone: [410, 'No longer published'],
  'wrong-request': [400, 'The request cannot be understood'],
  'too-large': [413, 'Too large'],
  'too-costly': [400, 'The request would cost too much'],
  'too-slow': [503, 'The answer took too long'],
  busy: [503, 'Too many requests at this moment'],
  'not-acceptable': [406, 'No answer in an accepted media type'],
  unauthenticated: [401, 'Who asks is not known'],
  forbidden: [403, 'Not allowed'],
  'wrong-configuration': [500, 'The server is wrongly configured'],
  conflict: [409, 'Conflict with the present state'],
  unavailable: [503, 'A part of the service is not available'],
  internal: [500, 'Internal error'],
};

const defaultRetryAfter = 2;

/** Paths that people open in a browser: there an unknown address is the pages' to tell. */
const dataPaths = /^\/(api|data|sparql|record|context|livez|readyz)(\/|$)/;

/**
 * Turns a failure into `application/problem+json`. An unknown error says nothing of its inside and is logged, once,
 * here; refusals are in the request log only. A status that the route has set already stays (405, 429). An unknown
 * page is left to the pages.
 */
export function createErrorHandler(log: WebLog): ErrorRequestHandler {
  // eslint-disable-next-line max-params -- Express knows an error handler by its four parameters
  return (thrown: unknown, req, res, next) => {
    const error = toAppError(thrown);
    const [usual, title] = statuses[error.code];
    const status = res.statusCode >= 400 ? res.statusCode : (clientStatus(thrown) ?? usual);
    if (status >= 500) {
      const path = pathOf(req.originalUrl);
      log({ level: 'error', event: 'failure', method: req.method, path, status, error: thrown });
    }
    if (res.headersSent) {
      res.destroy();
      return;
    }
    if (status === 404 && isPageRequest(req)) {
      next();
      return;
    }
    sendProblem(res, { error, status, title, instance: req.originalUrl });
  };
}

function sendProblem(
  res: Response,
  { error, status, title, instance }: { error: AppError; status: number; title: string; instance: string },
): void {
  const { retryAfter, ...details } = error.details;
  if (error.code === 'busy') res.set('Retry-After', String(Number(retryAfter ?? defaultRetryAfter)));
  res.removeHeader('ETag');
  res.set({ 'Cache-Control': 'no-store', 'Access-Control-Allow-Origin': '*' }).vary('Accept');
  const problem = {
    ...details,
    type: `/problems/${error.code}`,
    code: error.code,
    title,
    status,
    detail: error.message,
    instance,
  };
  res.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) {
    const isOurs = thrown.code === 'internal' || thrown.code === 'wrong-configuration';
    return isOurs ? internal(thrown) : thrown;
  }
  const status = clientStatus(thrown);
  if (status === undefined) return internal(thrown);
  return new AppError(
    status === 413 ? 'too-large' : 'wrong-request',
    status === 413
      ? 'The body of the request is too large.'
      : 'The request cannot be read: check its encoding.',
    { cause: thrown },
  );
}

function internal(cause: unknown): AppError {
  return new AppError('internal', 'Something failed on our side; it was logged.', { cause });
}

/** The 4xx status that Express and its parsers put on their own errors. */
function clientStatus(thrown: unknown): number | undefined {
  if (thrown instanceof AppError || typeof thrown !== 'object' || thrown === null) return undefined;
  const status = 'status' in thrown ? thrown.status : undefined;
  return typeof status === 'number' && status >= 400 && status < 500 ? status : undefined;
}

function isPageRequest(req: Request): boolean {
  const isPath = !dataPaths.test(pathOf(req.originalUrl));
  return isPath && req.accepts(['application/problem+json', 'text/html']) === 'text/html';
}
