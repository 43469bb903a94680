import { FetchError } from './fetch-error.ts';

/** An address of the web, from `base` where it is relative. Throws FetchError `scheme` for any other. */
export function parseAddress(address: string, base?: string): URL {
  const url = URL.canParse(address, base) ? new URL(address, base) : undefined;
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url;
  throw new FetchError(
    'scheme',
    `“${address}” is not an address that can be fetched: it must begin with http:// or https://.`,
    { url: address },
  );
}
