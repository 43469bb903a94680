import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { openLiveIndex, type LiveIndex } from '../live-index.ts';
import type { SearchIndex } from '../../../src/search/search-index.ts';
import { asking, docOf, idOf, labels } from '../search-docs.ts';
import { describeSearchIndexContract } from '../search-index.contract.ts';

describeSearchIndexContract('the index of segments', () => openLiveIndex());

describe('building the index of segments again', () => {
  let opened: LiveIndex;
  /** What happens before a page of publications is read. */
  let before: () => Promise<void>;
  afterEach(() => opened.close());

  const start = async (): Promise<void> => {
    before = () => Promise.resolve();
    opened = await openLiveIndex((ledger): Ledger => ({
      ...ledger,
      async *publications() {
        await before();
        yield* ledger.publications();
      },
    }));
    await opened.publish(docOf('un'));
    await opened.index.start();
  };
  const ids = async (): Promise<string[]> => [...(await opened.index.search(asking())).ids].sort();

  it('leaves the live one as it was when it fails, and can be asked for once more', async () => {
    await start();
    before = () => Promise.reject(new Error('The disk is gone.'));
    await expect(opened.index.rebuild(() => undefined)).rejects.toThrow('The disk is gone.');
    expect(await ids()).toEqual([idOf('un')]);
    before = () => Promise.resolve();
    await opened.index.rebuild(() => undefined);
    expect(await ids()).toEqual([idOf('un')]);
  });

  it('answers from the live one meanwhile, and takes over knowing no less', async () => {
    await start();
    const gate = Promise.withResolvers<undefined>();
    before = () => gate.promise;
    const rebuilt = opened.index.rebuild(() => undefined);
    const seq = await opened.publish(docOf('deux'));
    await opened.index.caughtUp(seq);
    expect(await ids()).toEqual([idOf('un'), idOf('deux')].sort());
    await opened.withdraw(idOf('un'));
    gate.resolve(undefined);
    await rebuilt;
    expect(await opened.index.appliedSeq()).toBe(seq + 1);
    expect(await ids()).toEqual([idOf('deux')]);
  });

  it('is given up when the index is closed', async () => {
    await start();
    const gate = Promise.withResolvers<undefined>();
    before = () => gate.promise;
    const rebuilt = expect(opened.index.rebuild(() => undefined)).rejects.toMatchObject({
      code: 'unavailable',
    });
    const closed = opened.index.close();
    gate.resolve(undefined);
    await Promise.all([rebuilt, closed]);
    expect(opened.index.isReady()).toBe(false);
  });
});

describe('the stored index of segments', () => {
  let opened: LiveIndex;
  afterEach(() => opened.close());

  const withoutPublications = (ledger: Ledger): Ledger => ({
    ...ledger,
    publications: () => {
      throw new Error('What is stored was not taken.');
    },
  });
  const start = async (): Promise<void> => {
    opened = await openLiveIndex();
    await opened.publish(docOf('un'), docOf('deux'), docOf('secret', { title: { fr: 'Zanzibar' } }));
    await opened.index.start();
  };
  const reopen = async (read?: (ledger: Ledger) => Ledger, words = labels): Promise<SearchIndex> => {
    await opened.index.close();
    const again = opened.reopen(read, words);
    await again.start();
    return again;
  };
  const ids = async (index: SearchIndex): Promise<string[]> => [...(await index.search(asking())).ids].sort();

  it('is taken at the next start, and follows what changed meanwhile', async () => {
    await start();
    await opened.index.close();
    await opened.publish(docOf('trois'));
    await opened.withdraw(idOf('un'));
    const again = await reopen(withoutPublications);
    expect(await ids(again)).toEqual(['deux', 'secret', 'trois'].map(idOf).sort());
  });

  it('is made anew when it is damaged', async () => {
    await start();
    await opened.index.close();
    const [file = ''] = readdirSync(opened.folder).filter((name) => name.endsWith('.segment'));
    writeFileSync(path.join(opened.folder, file), 'damaged');
    expect(await ids(await reopen())).toHaveLength(3);
  });

  it('is made anew when the words of territories are others', async () => {
    await start();
    await expect(reopen(withoutPublications, labels.slice(0, -1))).rejects.toThrow('not taken');
  });

  it('is not written by a second process, which answers all the same', async () => {
    await start();
    const second = opened.reopen(withoutPublications);
    await second.start();
    await opened.index.caughtUp(await opened.publish(docOf('trois')));
    await second.caughtUp(await opened.ledger.seq());
    expect(await ids(second)).toHaveLength(4);
    const before = readdirSync(opened.folder).sort();
    await second.close();
    expect(readdirSync(opened.folder).sort()).toEqual(before);
  });

  it('holds no word of a thing that was erased', async () => {
    await start();
    const bytes = (): string =>
      readdirSync(opened.folder)
        .map((name) => readFileSync(path.join(opened.folder, name), 'utf16le'))
        .join();
    expect(bytes()).toContain('zanzibar');
    await opened.index.caughtUp(await opened.erase(idOf('secret')));
    expect(bytes()).not.toContain('zanzibar');
    expect(await ids(opened.index)).toEqual(['un', 'deux'].map(idOf).sort());
  });
});
