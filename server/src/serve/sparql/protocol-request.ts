import type { Request } from 'express';
import { AppError } from '../../domain/app-error.ts';
import type { QueryDataset } from '../../store/triple-store.ts';

/** A request of the SPARQL 1.1 Protocol. Without a query it asks for the description of the service. */
export interface ProtocolRequest {
  readonly query?: string;
  readonly dataset?: QueryDataset;
  /** `format=`, in place of the Accept header. */
  readonly format?: string;
}

/** Reads the three ways of sending a query. Throws AppError `wrong-request`, or `forbidden` for updates. */
export function readProtocolRequest(request: Request): ProtocolRequest {
  const parameters = new URL(request.originalUrl, 'http://any.invalid').searchParams;
  const body: unknown = request.body;
  const text = typeof body === 'string' ? body : '';
  if (request.method === 'POST') addBody(parameters, request, text);
  if (parameters.has('update')) throw updateRefused();
  const query = single(parameters, 'query');
  const format = single(parameters, 'format');
  if (request.method === 'POST' && query === undefined) throw wrong('The request holds no query.');
  const [graphs, named] = [parameters.getAll('default-graph-uri'), parameters.getAll('named-graph-uri')];
  const hasDataset = graphs.length + named.length > 0;
  return {
    ...(query !== undefined && { query }),
    ...(format !== undefined && { format }),
    ...(hasDataset && { dataset: { default: graphs, named } }),
  };
}

/** What answers a request to change the data. */
export function updateRefused(): AppError {
  return new AppError('forbidden', 'This endpoint only reads: updates are not taken here.', {
    details: {
      hint: {
        fr: 'Ce point d’accès ne fait que lire : SELECT, ASK, CONSTRUCT, DESCRIBE.',
        en: 'This endpoint only reads: SELECT, ASK, CONSTRUCT, DESCRIBE.',
      },
    },
  });
}

function addBody(parameters: URLSearchParams, request: Request, text: string): void {
  if (request.is('application/sparql-query') !== false) {
    parameters.append('query', text);
  } else if (request.is('application/x-www-form-urlencoded') !== false) {
    for (const [name, value] of new URLSearchParams(text)) parameters.append(name, value);
  } else if (request.is('application/sparql-update') !== false) {
    throw updateRefused();
  } else {
    throw wrong('Send the query as application/sparql-query or application/x-www-form-urlencoded.');
  }
}

function single(parameters: URLSearchParams, name: string): string | undefined {
  const values = parameters.getAll(name);
  if (values.length > 1) throw wrong(`${name} may be given once only.`);
  return values[0];
}

function wrong(message: string): AppError {
  return new AppError('wrong-request', message);
}
