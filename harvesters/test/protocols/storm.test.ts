import { writtenIri } from '@carrefour/ontology';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSafeFetch } from '../../src/fetch/safe-fetch.ts';
import { protocols } from '../../src/protocols/registry.ts';
import { openSite, type Answer, type LoopbackSite } from '../loopback-site.ts';
import { all, counts } from './protocol-under-test.ts';
import { stormSites, type StormSite } from './storm-sites.ts';

const ids = ['a', 'b', 'c', 'd', 'e', 'f'];
const signIn: Answer = {
  type: 'text/html',
  body: '<!doctype html><html lang="fr"><title>Connexion</title><form><label>Mot de passe <input type="password"></label></form></html>',
};

/** What a pass came to: so many records and no failure, or a refusal in plain words. */
type Verdict = number | { name: 'HarvestError' | 'FetchError' };

const sites = stormSites.filter(({ name }) => name in protocols);

test('every protocol is put to the storm', () => {
  expect(sites.map(({ name }) => name).sort()).toEqual(Object.keys(protocols).sort());
});

describe.each(sites)('in a storm, $name', (stormSite: StormSite) => {
  let site: LoopbackSite;
  beforeEach(async () => {
    site = await openSite();
  });
  afterEach(() => site.close());

  async function pass(): Promise<Verdict> {
    const protocol = protocols[stormSite.name];
    if (protocol === undefined) throw new Error(`There is no protocol “${stormSite.name}”.`);
    const fetch = createSafeFetch({
      allow: [site.host],
      contact: 'https://example.org/',
      limits: { minDelay: 0, maxRetries: 0 },
    });
    const context = {
      fetch,
      folder: import.meta.dirname,
      signal: new AbortController().signal,
      maxPages: 50,
      writtenIri,
    };
    const options = { url: `${site.origin}${stormSite.at}`, ...stormSite.options };
    try {
      const outcomes = await all(protocol.list(options, context)[Symbol.asyncIterator]());
      const { records, failed } = counts(outcomes);
      expect(failed).toBe(0);
      return records;
    } catch (error) {
      expect(error).toBeInstanceOf(Error);
      const { name, message } = error as Error;
      expect(['HarvestError', 'FetchError']).toContain(name);
      expect(message).toMatch(/^.{30,}[.?]$/s);
      expect(message).not.toMatch(/undefined|\[object|TypeError|^\s*at /m);
      return { name: name as 'HarvestError' };
    }
  }

  async function show(shown: readonly string[]): Promise<void> {
    site.answers.clear();
    const answers = await stormSite.answers(shown, site.origin);
    for (const [at, answer] of Object.entries(answers)) site.answers.set(at, answer);
  }

  test('is complete with all, with half of the list, and with ids of another scheme', async () => {
    await show(ids);
    expect(await pass()).toBe(6);
    await show(ids.slice(0, 3));
    expect(await pass()).toBe(3);
    await show(ids.map((id) => `nouveau-${id}`));
    expect(await pass()).toBe(6);
  });

  test(`with an empty list is ${stormSite.empty}`, async () => {
    await show([]);
    expect(await pass()).toEqual(stormSite.empty === 'complete' ? 0 : { name: 'HarvestError' });
  });

  test('refuses a sign-in page that answers 200, at the beginning and everywhere', async () => {
    await show(ids);
    site.answers.set(stormSite.at, signIn);
    expect(await pass()).toEqual({ name: 'HarvestError' });
    await show(ids);
    for (const at of site.answers.keys()) site.answers.set(at, signIn);
    expect(await pass()).toEqual({ name: 'HarvestError' });
  });

  test.each([401, 404, 410, 500, 503])('refuses an answer %i', async (status) => {
    await show(ids);
    site.answers.set(stormSite.at, { ...signIn, status });
    expect(await pass()).toEqual({ name: 'FetchError' });
  });

  test('refuses an answer that breaks off', async () => {
    await show(ids);
    const { body = '' } = site.answers.get(stormSite.at) as Answer;
    site.answers.set(stormSite.at, { body: body.slice(0, Math.floor(body.length / 2)) });
    const verdict = await pass();
    if (typeof verdict === 'number') expect(verdict).toBeLessThan(6);
    else expect(verdict).toEqual({ name: 'HarvestError' });
  });
});
