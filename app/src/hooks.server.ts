import type { Handle } from '@sveltejs/kit/hooks';
import type { CarrefourClient } from '@carrefour/server/contract';
import { createHttpClient } from '#lib/http-client.ts';
import { paraglideMiddleware } from '#lib/paraglide/server.js';

/** Gives every request its client and its language; the language is the one of the address. */
export const handle: Handle = ({ event, resolve }) =>
  paraglideMiddleware(event.request, async ({ locale }) => {
    const request = event.platform?.req as { carrefourClient?: CarrefourClient } | undefined;
    event.locals.client =
      request?.carrefourClient ?? createHttpClient({ base: event.url.origin, fetch: event.fetch });
    event.locals.lang = locale;
    const response = await resolve(event, {
      transformPageChunk: ({ html }) => html.replace('%lang%', locale),
    });
    if (event.locals.links !== undefined) response.headers.append('link', event.locals.links);
    return response;
  });
