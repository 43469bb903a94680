import type { Handle } from '@sveltejs/kit/hooks';
import type { CarrefourClient } from '@carrefour/server/contract';
import { createHttpClient } from '#lib/http-client.ts';
import { paraglideMiddleware } from '#lib/paraglide/server.js';

/** Gives every request its client and its language; the language is the one of the address. */
export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, ({ locale }) => {
    const request = event.platform?.req as { carrefourClient?: CarrefourClient } | undefined;
    event.locals.client =
      request?.carrefourClient ?? createHttpClient({ base: event.url.origin, fetch: event.fetch });
    event.locals.lang = locale;
    return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) });
  });
