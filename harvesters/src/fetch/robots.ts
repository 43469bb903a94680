import robotsParser from 'robots-parser';
import { FetchError } from './fetch-error.ts';

/** What a host's robots.txt says to us. */
export interface Robots {
  readonly isAllowed: (url: string) => boolean;
  /** Seconds between two requests. */
  readonly crawlDelay: number | undefined;
}

const agent = 'Carrefour';
const everything: Robots = { isAllowed: () => true, crawlDelay: undefined };
const nothing: Robots = { isAllowed: () => false, crawlDelay: undefined };

/**
 * Reads the robots.txt of an origin (RFC 9309): one that does not exist allows everything, one that cannot be read for
 * now allows nothing.
 */
export async function readRobots(
  origin: string,
  get: (url: URL) => Promise<{ readonly bytes: Uint8Array }>,
): Promise<Robots> {
  const url = new URL('/robots.txt', origin);
  try {
    const { bytes } = await get(url);
    const parsed = robotsParser(url.href, new TextDecoder().decode(bytes));
    const crawlDelay = parsed.getCrawlDelay(agent);
    return { isAllowed: (target) => parsed.isAllowed(target, agent) !== false, crawlDelay };
  } catch (error) {
    const status = error instanceof FetchError ? error.status : undefined;
    if (error instanceof FetchError && error.code === 'address-refused') throw error;
    return status !== undefined && status >= 400 && status < 500 && status !== 429 ? everything : nothing;
  }
}
