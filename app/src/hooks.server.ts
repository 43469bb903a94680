import type { Handle } from '@sveltejs/kit/hooks';
import { createHttpClient } from '#lib/http-client.ts';
import { paraglideMiddleware } from '#lib/paraglide/server.js';

/** Gives every request its client and its language; the language is the one of the address. */
export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) => {
    event.locals.client =
      event.platform?.req?.carrefourClient ?? createHttpClient({ base: event.url.origin, fetch: event.fetch });
    event.locals.lang = locale;
    return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) });
  });
