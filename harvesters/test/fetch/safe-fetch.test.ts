import type { IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isPublic } from '../../src/fetch/address-check.ts';
import type { Fetch } from '../../src/fetch/fetch.ts';
import { createSafeFetch, type SafeFetchOptions } from '../../src/fetch/safe-fetch.ts';
import { openSite, type Answer, type LoopbackSite } from '../loopback-site.ts';

let site: LoopbackSite;
const slept: number[] = [];
beforeEach(async () => {
  site = await openSite();
  slept.length = 0;
});
afterEach(() => site.close());

function door({ limits, ...more }: Partial<SafeFetchOptions> = {}): Fetch {
  return createSafeFetch({
    allow: [site.host],
    contact: 'https://example.org/',
    limits: { minDelay: 0, ...limits },
    sleep: (milliseconds) => {
      slept.push(milliseconds);
      return Promise.resolve();
    },
    ...more,
  });
}

describe('addresses', () => {
  test.each([
    ...['127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.1.1', '169.254.169.254', '0.0.0.0', '100.64.0.1'],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fc00::1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '64:ff9b::7f00:1',
      '224.0.0.1',
    ],
  ])('%s is not public', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  test.each(['http://127.0.0.1:1/', 'http://[::ffff:127.0.0.1]/', 'http://2130706433/', 'http://0x7f.1/'])(
    '%s is refused without being asked',
    async (address) => {
      await expect(door()(address)).rejects.toMatchObject({ code: 'address-refused' });
    },
  );

  test.each(['file:///etc/passwd', 'ftp://example.org/', 'gopher://example.org/', 'nowhere'])(
    '%s is no address to fetch',
    async (address) => {
      await expect(door()(address)).rejects.toMatchObject({ code: 'scheme' });
    },
  );

  test('one private address among those of a name refuses the name', async () => {
    const lookup = () =>
      Promise.resolve([
        { address: '93.184.216.34', family: 4 },
        { address: '10.0.0.7', family: 4 },
      ]);
    await expect(door({ lookup })('http://partner.example/')).rejects.toMatchObject({
      code: 'address-refused',
    });
  });

  test('a redirect to a private address is refused at its hop', async () => {
    site.answers.set('/', { status: 302, headers: { location: 'http://169.254.169.254/latest/' } });
    await expect(door()(`${site.origin}/`)).rejects.toMatchObject({ code: 'address-refused' });
  });
});

describe('bounds', () => {
  test('redirects are followed, and not for ever', async () => {
    site.answers.set('/a', { status: 301, headers: { location: '/b' } });
    site.answers.set('/b', { body: 'here' });
    expect((await door()(`${site.origin}/a`)).url).toBe(`${site.origin}/b`);
    site.answers.set('/b', { status: 302, headers: { location: '/a' } });
    await expect(door()(`${site.origin}/a`)).rejects.toMatchObject({ code: 'redirects' });
  });

  test('a key that was meant for one host goes to no other', async () => {
    const other = await openSite();
    const seen: (string | undefined)[] = [];
    const keyed =
      (headers: Answer['headers'] = {}) =>
      ({ headers: { accept, authorization } }: IncomingMessage) => {
        seen.push(authorization, accept);
        return { status: headers['location'] === undefined ? 200 : 302, headers };
      };
    site.answers.set('/a', keyed({ location: '/b' }));
    site.answers.set('/b', keyed({ location: `${other.origin}/c` }));
    other.answers.set('/c', keyed());
    const headers = { authorization: 'Bearer secret', accept: 'text/csv' };
    await door({ allow: [site.host, other.host] })(`${site.origin}/a`, { headers });
    expect(seen).toEqual(['Bearer secret', 'text/csv', 'Bearer secret', 'text/csv', undefined, 'text/csv']);
    await other.close();
  });

  test('a body that is too large, or grows too much, is refused', async () => {
    site.answers.set('/large', { body: 'x'.repeat(5000) });
    await expect(door({ limits: { maxBytes: 1000 } })(`${site.origin}/large`)).rejects.toMatchObject({
      code: 'too-large',
    });
    const bomb = gzipSync(Buffer.alloc(5_000_000));
    site.answers.set('/bomb', { headers: { 'content-encoding': 'gzip' }, body: bomb });
    await expect(door()(`${site.origin}/bomb`)).rejects.toMatchObject({ code: 'too-large' });
  });

  test('an answer that does not come ends in time, and at once when told to stop', async () => {
    site.answers.set('/slow', () => new Promise(() => undefined));
    await expect(door({ limits: { totalTimeout: 200 } })(`${site.origin}/slow`)).rejects.toMatchObject({
      code: 'timeout',
    });
    const stop = new AbortController();
    const fetching = door()(`${site.origin}/slow`, { signal: stop.signal });
    setTimeout(() => {
      stop.abort();
    }, 50);
    await expect(fetching).rejects.toMatchObject({ name: 'AbortError' });
  });
});

describe('manners', () => {
  test('robots.txt is kept; one that cannot be read closes the host', async () => {
    site.answers.set('/robots.txt', { body: 'User-agent: Carrefour\nDisallow: /private\n' });
    site.answers.set('/open', { body: 'open' });
    await expect(door()(`${site.origin}/private/1`)).rejects.toMatchObject({ code: 'robots' });
    expect((await door()(`${site.origin}/open`)).status).toBe(200);
    site.answers.set('/robots.txt', { status: 503 });
    await expect(door()(`${site.origin}/open`)).rejects.toMatchObject({ code: 'robots' });
  });

  test.each([
    ['is believed for a while', 60_000, 'robots'],
    ['is read again after a while', 0, undefined],
  ])('a robots.txt that could not be read %s', async (_what, robotsLifetime, code) => {
    site.answers.set('/robots.txt', { status: 503 });
    site.answers.set('/open', { body: 'open' });
    const fetch = door({ limits: { robotsLifetime } });
    await expect(fetch(`${site.origin}/open`)).rejects.toMatchObject({ code: 'robots' });
    site.answers.set('/robots.txt', { body: '' });
    const again = await fetch(`${site.origin}/open`).catch((error: unknown) => error);
    expect(again).toMatchObject(code === undefined ? { status: 200 } : { code });
  });

  test('Retry-After is waited for before asking again', async () => {
    const statuses = [429, 200];
    site.answers.set('/busy', () => ({ status: statuses.shift() ?? 200, headers: { 'retry-after': '7' } }));
    expect((await door()(`${site.origin}/busy`)).status).toBe(200);
    expect(slept).toContain(7000);
    expect(site.requests).toEqual(['/busy', '/busy']);
  });

  test('a host is asked one thing at a time', async () => {
    let running = 0;
    let most = 0;
    const answer = async () => {
      most = Math.max(most, (running += 1));
      await new Promise((resolve) => setTimeout(resolve, 10));
      running -= 1;
      return { body: 'done' };
    };
    for (const at of ['/1', '/2', '/3']) site.answers.set(at, answer);
    const fetch = door();
    await Promise.all(['/1', '/2', '/3'].map((at) => fetch(`${site.origin}${at}`)));
    expect(most).toBe(1);
  });
});
