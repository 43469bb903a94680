import { afterEach, describe, expect, it } from 'vitest';
import type { Ledger } from '../../../src/ledger/ledger.ts';
import { openLiveIndex, type LiveIndex } from '../live-index.ts';
import { asking, docOf, idOf } from '../search-docs.ts';
import { describeSearchIndexContract } from '../search-index.contract.ts';

describeSearchIndexContract('the index in memory', () => openLiveIndex());

describe('building the index in memory again', () => {
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
