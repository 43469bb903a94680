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
 * The hop that an answer asks for. A body is for the host that it was meant for: after 303 it is left behind, else it is
 * sent again to the same host only, never over a less safe scheme. Throws FetchError `redirects`, `scheme`.
 */
export function nextHop({ url, asked }: Hop, { status, headers }: Fetched): Hop {
  const { location } = headers;
  if (location === undefined)
    throw new FetchError('redirects', `${url.href} redirects without saying where.`, { url: url.href });
  const next = parseAddress(location, url.href);
  if (asked.post === undefined) return { url: next, asked };
  if (status === 303) {
    const { post: _left, ...rest } = asked;
    return { url: next, asked: rest };
  }
  if (!isSameHost(url, next)) {
    const message = `${url.href} sends what was posted to it on to ${next.host}, which it was not meant for: set the final address if it may go there.`;
    throw new FetchError('redirects', message, { url: url.href });
  }
  return { url: next, asked };
}

function isSameHost(from: URL, to: URL): boolean {
  const isUpgrade =
    from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === '';
  return from.origin === to.origin || (isUpgrade && from.hostname === to.hostname);
}
