import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { Fetch, Fetched, FetchOptions } from './fetch.ts';
import { checkedAddress, systemLookup, type Lookup } from './address-check.ts';
import { FetchError } from './fetch-error.ts';
import { createHostQueue } from './host-queue.ts';
import { parseAddress } from './parse-address.ts';
import { readBody, type BodyLimits } from './read-body.ts';
import { isRedirect, nextHop, type Hop } from './redirect.ts';
import { readRobots, type Robots } from './robots.ts';

export interface SafeFetchOptions {
  /** Private addresses that may be reached all the same, as `host:port`. */
  readonly allow: readonly string[];
  /** A page or mail address that the User-Agent names. */
  readonly contact: string;
  readonly limits?: Partial<FetchLimits>;
  readonly lookup?: Lookup;
  /** Waits for so many milliseconds. */
  readonly sleep?: (milliseconds: number) => Promise<void>;
}

/** Times in milliseconds. */
export interface FetchLimits extends BodyLimits {
  readonly connectTimeout: number;
  /** Until the first header, and between two chunks. */
  readonly idleTimeout: number;
  readonly totalTimeout: number;
  readonly maxRedirects: number;
  readonly maxRetries: number;
  /** Between two requests to one host, unless its robots.txt asks for more. */
  readonly minDelay: number;
  /** The longest wait that a host may ask for. */
  readonly maxWait: number;
  /** How long a robots.txt is believed, one that could not be read too. */
  readonly robotsLifetime: number;
}

const defaults: FetchLimits = {
  maxBytes: 100_000_000,
  maxInflated: 500_000_000,
  maxRatio: 100,
  connectTimeout: 10_000,
  idleTimeout: 30_000,
  totalTimeout: 300_000,
  maxRedirects: 5,
  maxRetries: 2,
  minDelay: 200,
  maxWait: 60_000,
  robotsLifetime: 1_800_000,
};

/**
 * The one door to the outside. Only http and https; every address of a host is checked before each hop, and the
 * connection is made to the very address that was checked; redirects are followed by hand, and what is posted goes to no
 * other host; sizes, times and inflate ratio are bounded; robots.txt and Retry-After are kept; one request a host at a
 * time. The fetch rejects with FetchError, or with the reason of its signal.
 */
export function createSafeFetch(options: SafeFetchOptions): Fetch {
  const limits: FetchLimits = { ...defaults, ...options.limits };
  const door: Door = {
    limits,
    allowed: new Set(options.allow),
    lookup: options.lookup ?? systemLookup,
    sleep:
      options.sleep ??
      (async (milliseconds) => {
        await wait(milliseconds);
      }),
    userAgent: `Carrefour/0.1 (+${options.contact})`,
  };
  const queue = createHostQueue(door.sleep);
  const robots = new Map<string, { readonly rules: Promise<Robots>; readonly until: number }>();
  return async (address, asked = {}) => {
    let hop: Hop = { url: parseAddress(address), asked };
    for (let hops = 0; hops <= limits.maxRedirects; hops += 1) {
      const { url, asked: carried } = hop;
      const answer = await queue(url.host, async () => {
        asked.signal?.throwIfAborted();
        const rules = await rulesOf(url.origin);
        if (!rules.isAllowed(url.href)) throw forbidden(url);
        const delay = Math.min(Math.max(limits.minDelay, (rules.crawlDelay ?? 0) * 1000), limits.maxWait);
        return { delay, value: await withRetries(url, carried, door) };
      });
      if (!isRedirect(answer)) return answer;
      hop = nextHop(hop, answer);
    }
    throw new FetchError(
      'redirects',
      `${address} redirects more than ${String(limits.maxRedirects)} times: use the final address.`,
      { url: address },
    );
  };

  function rulesOf(origin: string): Promise<Robots> {
    const known = robots.get(origin);
    if (known !== undefined && performance.now() < known.until) return known.rules;
    const rules = readRobots(origin, (url) => followed(url, door));
    robots.set(origin, { rules, until: performance.now() + limits.robotsLifetime });
    rules.catch(() => robots.delete(origin));
    return rules;
  }
}

interface Door {
  readonly limits: FetchLimits;
  readonly allowed: ReadonlySet<string>;
  readonly lookup: Lookup;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly userAgent: string;
}

function forbidden(url: URL): FetchError {
  return new FetchError(
    'robots',
    `${url.href} is closed to us by ${url.origin}/robots.txt, or that file cannot be read for now. Ask the partner to allow “Carrefour”.`,
    { url: url.href },
  );
}

/** robots.txt itself: redirects followed, no rules asked. */
async function followed(start: URL, door: Door): Promise<Fetched> {
  let url = start;
  for (let hop = 0; hop <= door.limits.maxRedirects; hop += 1) {
    const answer = await fetchOnce(url, {}, door);
    if (!isRedirect(answer)) return answer;
    ({ url } = nextHop({ url, asked: {} }, answer));
  }
  throw new FetchError('redirects', `${start.href} redirects too often.`, { url: start.href });
}

async function withRetries(url: URL, asked: FetchOptions, door: Door): Promise<Fetched> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await fetchOnce(url, asked, door);
    } catch (error) {
      const isBusy = error instanceof FetchError && (error.status === 429 || error.status === 503);
      if (!isBusy || attempt >= door.limits.maxRetries) throw error;
      const pause = (error.retryAfter ?? 2 ** attempt) * 1000;
      if (pause > door.limits.maxWait) throw error;
      await door.sleep(pause);
      asked.signal?.throwIfAborted();
    }
  }
}

async function fetchOnce(
  url: URL,
  { headers = {}, post, signal: stop }: FetchOptions,
  { limits, allowed, lookup, userAgent }: Door,
): Promise<Fetched> {
  const { address, family } = await checkedAddress(url, { allowed, lookup });
  const agent = new Agent({
    connect: {
      timeout: limits.connectTimeout,
      lookup: (_host, { all }, done) => {
        if (all === true) done(null, [{ address, family }]);
        else done(null, address, family);
      },
    },
    headersTimeout: limits.idleTimeout,
    bodyTimeout: limits.idleTimeout,
  });
  const timeout = AbortSignal.timeout(limits.totalTimeout);
  const signal = stop === undefined ? timeout : AbortSignal.any([stop, timeout]);
  try {
    const answer = await request(url, {
      dispatcher: agent,
      signal,
      headers: {
        'user-agent': userAgent,
        'accept-encoding': 'gzip, deflate, br',
        ...(post === undefined ? {} : { 'content-type': post.type }),
        ...headers,
      },
      ...(post === undefined ? {} : { method: 'POST' as const, body: post.bytes }),
    });
    const flat = Object.fromEntries(
      Object.entries(answer.headers).map(([name, value]) => [name, String(value ?? '')]),
    );
    const bytes = await readBody(answer.body, {
      encoding: flat['content-encoding'] ?? '',
      url: url.href,
      limits,
    });
    if (answer.statusCode >= 400) throw statusError(url, answer.statusCode, flat['retry-after']);
    return { url: url.href, status: answer.statusCode, headers: flat, bytes };
  } catch (error) {
    stop?.throwIfAborted();
    throw error instanceof FetchError ? error : networkError(url, error, timeout);
  } finally {
    await agent.destroy();
  }
}

function statusError(url: URL, status: number, retryAfter: string | undefined): FetchError {
  const seconds = retryAfter === undefined ? undefined : secondsOf(retryAfter);
  return new FetchError(
    'status',
    `${url.href} answers ${String(status)}. Open it in a browser: was it moved, or does it need a key?`,
    {
      url: url.href,
      status,
      ...(seconds === undefined ? {} : { retryAfter: seconds }),
    },
  );
}

/** Retry-After is a number of seconds or a date (RFC 9110 §10.2.3). */
function secondsOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, (date - Date.now()) / 1000);
}

function networkError(url: URL, cause: unknown, timeout: AbortSignal): FetchError {
  const isTimeout = timeout.aborted || (cause instanceof Error && /Timeout/.test(cause.name));
  return isTimeout
    ? new FetchError(
        'timeout',
        `${url.href} takes too long to answer. Try again later, or ask the partner.`,
        { url: url.href, cause },
      )
    : new FetchError(
        'network',
        `${url.href} cannot be reached: ${cause instanceof Error ? cause.message : String(cause)}.`,
        { url: url.href, cause },
      );
}
