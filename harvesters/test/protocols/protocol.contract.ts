import { mkdir, rename, symlink } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { protocols } from '../../src/protocols/registry.ts';
import {
  all,
  counts,
  openProtocol,
  writeLocal,
  type LocalFixture,
  type ProtocolFixture,
  type ProtocolUnderTest,
} from './protocol-under-test.ts';

const signIn =
  '<!doctype html><html><head><title>Connexion</title></head><body><form><input name="mdp"></form></body></html>';

/** What every protocol keeps to, whatever it speaks. Each protocol's test runs this with a partner of its own. */
export function describeProtocolContract(fixture: ProtocolFixture): void {
  describe(`${fixture.name} as a protocol`, () => {
    let under: ProtocolUnderTest;
    const first = Object.keys(fixture.site)[0] ?? '/';
    beforeEach(async () => {
      under = await openProtocol(fixture);
    });
    afterEach(() => under.close());

    test('gives every record, and one failure a bad record that ends nothing', async () => {
      const outcomes = await all(under.list());
      expect(counts(outcomes)).toEqual({ records: fixture.records, failed: fixture.failed });
      expect(fixture.failed).toBeGreaterThan(0);
      const outcomesAfter = outcomes.slice(outcomes.findIndex(({ outcome }) => outcome === 'failed'));
      expect(outcomesAfter.some(({ outcome }) => outcome === 'record')).toBe(true);
    });

    test('says of every record where it stands, and of every failure what is wrong', async () => {
      const outcomes = await all(under.list());
      const locators = outcomes.map(({ locator }) => locator);
      expect(new Set(locators).size).toBe(locators.length);
      expect(locators.every((locator) => locator.length > 0)).toBe(true);
      for (const one of outcomes) if (one.outcome === 'failed') expect(one.reason).toMatch(/^.{20,}\.$/);
    });

    test('gives payloads that are plain JSON', async () => {
      for (const one of await all(under.list())) {
        if (one.outcome !== 'record') continue;
        expect(JSON.parse(JSON.stringify(one.payload))).toStrictEqual(one.payload);
        expect(Object.keys(one.payload)).not.toEqual([]);
      }
    });

    test('gives the same in every pass over the same data', async () => {
      expect(await all(under.list())).toEqual(await all(under.list()));
    });

    test('refuses a sign-in page, so that nothing is withdrawn because of it', async () => {
      under.site.answers.set(first, { type: 'text/html', body: signIn });
      await expect(all(under.list())).rejects.toMatchObject({ name: 'HarvestError' });
    });

    test('refuses an empty answer', async () => {
      under.site.answers.set(first, { body: '' });
      await expect(all(under.list())).rejects.toMatchObject({ name: 'HarvestError' });
    });

    test.each([404, 500])('does not take an answer %i for data', async (status) => {
      under.site.answers.set(first, { status, type: 'text/html', body: signIn });
      await expect(all(under.list())).rejects.toMatchObject({ name: 'FetchError', code: 'status', status });
    });

    test('asks nothing once it is told to stop, and stops between two records', async () => {
      await expect(all(under.list({ signal: AbortSignal.abort() }))).rejects.toMatchObject({
        name: 'AbortError',
      });
      expect(under.site.requests).toEqual([]);
      const stop = new AbortController();
      const pass = under.list({ signal: stop.signal });
      expect((await pass.next()).done).toBe(false);
      stop.abort();
      await expect(pass.next()).rejects.toMatchObject({ name: 'AbortError' });
    });

    test('has options that refuse a misspelt name and an address that is none', () => {
      const options = protocols[fixture.name]?.options;
      expect(options?.safeParse(fixture.options(under.address)).success).toBe(true);
      expect(options?.safeParse({ ...fixture.options(under.address), misspelt: 1 }).success).toBe(false);
      expect(options?.safeParse(fixture.options('ftp://example.org/data')).success).toBe(false);
    });

    if (fixture.pages !== undefined) describePages(fixture.pages, () => under);
    const { local } = fixture;
    if (local !== undefined) describeLocal({ ...fixture, local }, () => under);
  });
}

function describePages(pages: number, under: () => ProtocolUnderTest): void {
  test('gives the records of a page before it asks for the next', async () => {
    const pass = under().list();
    await pass.next();
    expect(under().site.requests.length).toBeLessThan(pages);
  });

  test('takes as many pages as it may, and no more', async () => {
    await all(under().list({ maxPages: pages }));
    await expect(all(under().list({ maxPages: pages - 1 }))).rejects.toMatchObject({
      name: 'HarvestError',
      code: 'too-many-pages',
    });
  });
}

function describeLocal(
  fixture: ProtocolFixture & { readonly local: LocalFixture },
  under: () => ProtocolUnderTest,
): void {
  const expected = { records: fixture.local.records, failed: fixture.local.failed };
  const optionsFor = (file: string) => fixture.options(`file:${file}`);

  test('reads a local copy, and asks nobody', async () => {
    const file = await writeLocal(fixture, under());
    expect(counts(await all(under().list({ file })))).toEqual(expected);
    expect(under().site.requests).toEqual([]);
  });

  test('reads a file of its folder', async () => {
    const name = path.basename(await writeLocal(fixture, under()));
    expect(counts(await all(under().list({}, optionsFor(name))))).toEqual(expected);
  });

  test.each(['../outside', 'link', 'folder/../../outside'])('reads no file outside it (%s)', async (name) => {
    const folder = path.join(under().folder, 'source');
    await mkdir(path.join(folder, 'folder'), { recursive: true });
    const outside = path.join(under().folder, 'outside');
    await rename(await writeLocal(fixture, under()), outside);
    await symlink(outside, path.join(folder, 'link'));
    await expect(all(under().list({ folder }, optionsFor(name)))).rejects.toMatchObject({
      name: 'FetchError',
      code: 'address-refused',
    });
  });

  test('says which file there is not', async () => {
    await expect(all(under().list({}, optionsFor('absent')))).rejects.toThrow('absent');
  });
}
