import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Fetch, FetchOptions } from '../../src/fetch/fetch.ts';
import { nextHop } from '../../src/fetch/redirect.ts';
import { createSafeFetch } from '../../src/fetch/safe-fetch.ts';
import { openSite, type Answer, type LoopbackSite } from '../loopback-site.ts';

interface Received {
  readonly method: string | undefined;
  readonly type: string | undefined;
  readonly text: string;
}

let site: LoopbackSite;
let other: LoopbackSite;
let received: Received[];
const asked: FetchOptions = { post: { type: 'text/csv', bytes: new TextEncoder().encode('rue\nÉcole\n') } };
const posted: Received = { method: 'POST', type: 'text/csv', text: 'rue\nÉcole\n' };

beforeEach(async () => {
  [site, other] = await Promise.all([openSite(), openSite()]);
  received = [];
});
afterEach(async () => {
  await Promise.all([site.close(), other.close()]);
});

function door(): Fetch {
  return createSafeFetch({
    allow: [site.host, other.host],
    contact: 'https://example.org/',
    limits: { minDelay: 0, maxRetries: 2 },
    sleep: () => Promise.resolve(),
  });
}

/** Answers in turn, the last one again and again, and keeps what was sent. */
function answer(at: string, ...answers: readonly Answer[]): void {
  const left = [...answers];
  for (const one of [site, other]) {
    one.answers.set(at, async (request) => {
      received.push({
        method: request.method,
        type: request.headers['content-type'],
        text: (await buffer(request)).toString('utf8'),
      });
      return (left.length > 1 ? left.shift() : left[0]) ?? {};
    });
  }
}

describe('what is posted', () => {
  test('arrives with its media type', async () => {
    answer('/ask', { body: 'answered' });
    const { bytes } = await door()(`${site.origin}/ask`, asked);
    expect(new TextDecoder().decode(bytes)).toBe('answered');
    expect(received).toEqual([posted]);
  });

  test('is sent again, a bounded number of times, to a host that is busy', async () => {
    answer('/ask', { status: 429, headers: { 'retry-after': '1' } }, { status: 503 }, { body: 'answered' });
    expect((await door()(`${site.origin}/ask`, asked)).status).toBe(200);
    expect(received).toEqual([posted, posted, posted]);
    received = [];
    answer('/ask', { status: 429 });
    await expect(door()(`${site.origin}/ask`, asked)).rejects.toMatchObject({ code: 'status', status: 429 });
    expect(received).toHaveLength(3);
  });

  test('is never sent again after any other failure', async () => {
    answer('/ask', { status: 500 });
    await expect(door()(`${site.origin}/ask`, asked)).rejects.toMatchObject({ code: 'status', status: 500 });
    expect(received).toHaveLength(1);
  });

  test('follows a host to another of its own addresses', async () => {
    answer('/old', { status: 308, headers: { location: '/ask' } });
    answer('/ask', { body: 'answered' });
    expect((await door()(`${site.origin}/old`, asked)).url).toBe(`${site.origin}/ask`);
    expect(received).toEqual([posted, posted]);
  });

  test.each([301, 302, 307, 308])('is kept from another host, by %i as well', async (status) => {
    answer('/ask', { status, headers: { location: `${other.origin}/ask` } });
    await expect(door()(`${site.origin}/ask`, asked)).rejects.toMatchObject({ code: 'redirects' });
    expect(other.requests).toEqual([]);
  });

  test('is left behind where the answer is elsewhere (303)', async () => {
    answer('/ask', { status: 303, headers: { location: `${other.origin}/answer` } });
    answer('/answer', { body: 'here' });
    expect((await door()(`${site.origin}/ask`, asked)).url).toBe(`${other.origin}/answer`);
    expect(received[1]).toEqual({ method: 'GET', type: undefined, text: '' });
  });

  test.each([
    ['http://a.example/', 'https://a.example/', true],
    ['https://a.example/', 'http://a.example/', false],
    ['http://a.example:8080/', 'https://a.example/', false],
    ['https://a.example/', 'https://b.a.example/', false],
  ])('goes from %s to %s: %s', (from, location, isAllowed) => {
    const hop = () =>
      nextHop(
        { url: new URL(from), asked },
        { url: from, status: 307, headers: { location }, bytes: new Uint8Array() },
      );
    if (isAllowed) expect(hop().asked.post).toBe(asked.post);
    else expect(hop).toThrow(/not meant for/);
  });
});
