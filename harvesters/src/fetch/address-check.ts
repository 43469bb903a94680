import { lookup as dnsLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { FetchError } from './fetch-error.ts';

/** All addresses of a host name. */
export type Lookup = (
  host: string,
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

export const systemLookup: Lookup = (host) => dnsLookup(host, { all: true });

/**
 * The one address to connect to, after a look at every address that the host has: a single private one refuses the
 * host, so that no name can lead inside. `allowed` names exceptions as `host:port` or `address:port`.
 * Rejects with FetchError `address-refused` or `network`.
 */
export async function checkedAddress(
  url: URL,
  { allowed, lookup }: { allowed: ReadonlySet<string>; lookup: Lookup },
): Promise<{ address: string; family: number }> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  const found = isIP(host) > 0 ? [{ address: host, family: isIP(host) }] : await resolve(url, host, lookup);
  for (const { address } of found) {
    if (allowed.has(`${host}:${port}`) || allowed.has(`${address}:${port}`)) continue;
    if (!isPublic(address)) {
      throw new FetchError(
        'address-refused',
        `${url.href} leads to ${address}, which is not a public address. Harvests reach public hosts only; name an exception in CARREFOUR_ALLOW_ADDRESSES.`,
        { url: url.href },
      );
    }
  }
  const [first] = found;
  if (first === undefined)
    throw new FetchError('network', `${url.href}: the host has no address.`, { url: url.href });
  return first;
}

async function resolve(
  url: URL,
  host: string,
  lookup: Lookup,
): Promise<readonly { address: string; family: number }[]> {
  try {
    return await lookup(host);
  } catch (cause) {
    throw new FetchError('network', `${url.href}: the host name “${host}” is not known. Check the address.`, {
      url: url.href,
      cause,
    });
  }
}

/** True for unicast addresses of the public internet; IPv4 inside IPv6 (mapped, NAT64, 6to4, Teredo) is refused as such. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.parse(address).range() === 'unicast';
}
