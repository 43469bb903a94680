import type { Fetched, FetchOptions } from './fetch.ts';
import { parseAddress } from './parse-address.ts';
import { FetchError } from './fetch-error.ts';

const redirects = new Set([301, 302, 303, 307, 308]);

/** True for an answer that sends to another address. */
export function isRedirect({ status }: Pick<Fetched, 'status'>): boolean {
  return redirects.has(status);
}

/** Where the next hop leads, and what is sent there. */
export interface Hop {
  readonly url: URL;
  readonly asked: FetchOptions;
}

/**
 * The hop that an answer asks for. What was meant for a host stays with it: to another one, or over a less safe scheme, no
 * header goes but those that say what is accepted, since others may hold a key; and no body. After 303 the body is left
 * behind in any case, as the standard has it. Throws FetchError `redirects`, `scheme`.
 */
export function nextHop({ url, asked }: Hop, { status, headers }: Fetched): Hop {
  const { location } = headers;
  if (location === undefined)
    throw new FetchError('redirects', `${url.href} redirects without saying where.`, { url: url.href });
  const next = parseAddress(location, url.href);
  const isSame = isSameHost(url, next);
  const { post, ...rest } = isSame ? asked : { ...asked, headers: acceptsOf(asked.headers) };
  if (post === undefined || status === 303) return { url: next, asked: rest };
  if (isSame) return { url: next, asked };
  const message = `${url.href} sends what was posted to it on to ${next.host}, which it was not meant for: set the final address if it may go there.`;
  throw new FetchError('redirects', message, { url: url.href });
}

function acceptsOf(headers: FetchOptions['headers'] = {}): NonNullable<FetchOptions['headers']> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => /^accept(-|$)/i.test(name)));
}

function isSameHost(from: URL, to: URL): boolean {
  const isUpgrade =
    from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === '';
  return from.origin === to.origin || (isUpgrade && from.hostname === to.hostname);
}
