import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RequestHandler } from 'express';
import { AppError } from '../domain/app-error.ts';

/** Headers from which the pages learn their own address; the web server overwrites whatever a client sends in them. */
export const addressHeaders = { protocol: 'x-carrefour-proto', host: 'x-carrefour-host' } as const;

/** A text to be validated may weigh 2 MB, and form encoding makes it heavier. */
const bodyLimit = '6M';

/**
 * The built SvelteKit handler. Rejects with AppError `unavailable` when the app was not built.
 * The handler reads its settings from the environment while it is imported, hence the assignments here.
 */
export async function loadPages(): Promise<RequestHandler> {
  const file = fileURLToPath(new URL('../../../app/build/handler.js', import.meta.url));
  if (!existsSync(file)) {
    throw new AppError(
      'unavailable',
      'The pages are not built: run “npm run build” first, or start with “npm start”.',
    );
  }
  Object.assign(process.env, {
    PROTOCOL_HEADER: addressHeaders.protocol,
    HOST_HEADER: addressHeaders.host,
    BODY_SIZE_LIMIT: bodyLimit,
  });
  const { handler } = (await import(pathToFileURL(file).href)) as { handler: RequestHandler };
  return handler;
}
