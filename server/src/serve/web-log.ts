import { inspect } from 'node:util';
import type { RequestHandler } from 'express';

/** One line of the web process's log. */
export interface WebLogEntry {
  readonly level: 'info' | 'error';
  readonly event: 'request' | 'failure';
  readonly method: string;
  /** Without the query string: what people search is theirs. */
  readonly path: string;
  readonly status: number;
  readonly milliseconds?: number;
  readonly error?: unknown;
}

export type WebLog = (entry: WebLogEntry) => void;

/** Logs each request once its answer is over. Neither address nor query string is kept. */
export function requestLog(log: WebLog): RequestHandler {
  return (req, res, next) => {
    const start = performance.now();
    res.once('close', () => {
      log({
        level: 'info',
        event: 'request',
        method: req.method,
        path: pathOf(req.originalUrl),
        status: res.statusCode,
        milliseconds: Math.round(performance.now() - start),
      });
    });
    next();
  };
}

/** The path of a request's address. */
export function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}

/** One JSON object a line; a failure with its stack and causes. */
export const logToStandardError: WebLog = ({ error, ...entry }) => {
  const failure = error === undefined ? {} : { error: inspect(error) };
  process.stderr.write(`${JSON.stringify({ ...entry, ...failure })}\n`);
};
