import { Worker } from 'node:worker_threads';
import { AppError } from '../../domain/app-error.ts';
import type { Ledger } from '../ledger.ts';
import type { Operations } from './operations.ts';
import type { ThreadAnswer, ThreadRequest, ThreadSettings } from './thread-messages.ts';

interface SqliteLedgerOptions {
  /** The data folder; made where it is missing. */
  readonly folder: string;
  /** A fixed clock (ISO 8601) for reproducible exports, else the system's. */
  readonly fixedNow?: string;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A worker thread that answers one request after another; when it dies, every waiting request is rejected. */
class LedgerThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;
  #end: AppError | undefined;

  constructor(settings: ThreadSettings) {
    this.#worker = new Worker(new URL('sqlite-thread.ts', import.meta.url), { workerData: settings });
    this.#worker.unref();
    this.#worker.on('message', (answer: ThreadAnswer) => {
      this.#settle(answer);
    });
    this.#worker.on('error', (cause) => {
      this.#fail(new AppError('unavailable', 'The ledger’s thread has failed.', { cause }));
    });
    this.#worker.on('exit', () => {
      this.#fail(new AppError('unavailable', 'The ledger is closed.'));
    });
  }

  call<Name extends keyof Operations>(
    operation: Name,
    ...args: Parameters<Operations[Name]>
  ): Promise<ReturnType<Operations[Name]>> {
    return this.#ask(operation, args) as Promise<ReturnType<Operations[Name]>>;
  }

  async open(): Promise<void> {
    await this.#ask('open', []);
  }

  async close(): Promise<void> {
    if (this.#end !== undefined) return;
    await this.#ask('close', []);
    await this.#worker.terminate();
  }

  #ask(operation: ThreadRequest['operation'], args: readonly unknown[]): Promise<unknown> {
    if (this.#end !== undefined) return Promise.reject(this.#end);
    this.#lastId += 1;
    const id = this.#lastId;
    this.#worker.ref();
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage({ id, operation, args } satisfies ThreadRequest);
    });
  }

  #settle({ id, value, error }: ThreadAnswer): void {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (this.#waiting.size === 0) this.#worker.unref();
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(new AppError(error.code, error.message));
  }

  #fail(error: AppError): void {
    this.#end ??= error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/**
 * The ledger in SQLite files: `ledger.sqlite`, `state.sqlite`, `persons.sqlite`. All work on them happens in a thread of
 * its own, so that nothing waits on the caller's event loop. Several processes may open one folder.
 * Rejects with AppError `unavailable` when the files cannot be opened or are of a newer release.
 */
export async function openSqliteLedger({ folder, fixedNow }: SqliteLedgerOptions): Promise<Ledger> {
  const thread = new LedgerThread({ folder, ...(fixedNow === undefined ? {} : { now: fixedNow }) });
  try {
    await thread.open();
  } catch (error) {
    await thread.close().catch(() => undefined);
    throw error;
  }
  return ledgerOver(thread);
}

/** Reads page after page until one is empty; `keyOf` the last item begins the next. */
async function* paged<Item>(
  page: (after: string) => Promise<Item[]>,
  keyOf: (item: Item) => string,
): AsyncIterable<Item> {
  for (let after = ''; ;) {
    const items = await page(after);
    yield* items;
    const last = items.at(-1);
    if (last === undefined) return;
    after = keyOf(last);
  }
}

function ledgerOver(thread: LedgerThread): Ledger {
  return {
    commit: (batch) => thread.call('commit', batch),
    startRun: (source, set, { lease }) => thread.call('startRun', source, set, lease),
    endRun: (end, { lease, isComplete }) => thread.call('endRun', end, lease, isComplete),
    runs: ({ source, limit }) => thread.call('runs', source, limit),
    runReport: (source, set) => thread.call('runReport', source, set),
    lastFields: (source, set) => thread.call('lastFields', source, set),
    knownRecords: (source, set) =>
      paged(
        (after) => thread.call('knownRecords', { source, set, after }),
        ({ key }) => key,
      ),
    payloads: (source, set) =>
      paged(
        (after) => thread.call('payloads', { source, set, after }),
        ({ record }) => record.key,
      ),
    quarantined: ({ source, limit }) => thread.call('quarantined', source, limit),
    claimsOf: (things) => thread.call('claimsOf', things),
    thingsUnder: (agreement) => thread.call('thingsUnder', agreement),
    claim: (record) => thread.call('claim', record),
    clusters: (things) => thread.call('clusters', things),
    decisions: ({ things }) => thread.call('decisions', things),
    addressAnswers: (addresses) => thread.call('addressAnswers', addresses),
    dirty: (limit) => thread.call('dirty', limit),
    resolve: (thing) => thread.call('resolve', thing),
    publication: (thing, seq) => thread.call('publication', thing, seq),
    docs: (things) => thread.call('docs', things),
    docsOfKind: (kind) => thread.call('docsOfKind', kind),
    publications: () =>
      paged(
        (after) => thread.call('publications', after),
        ({ thing }) => thing,
      ),
    changes: (after, limit) => thread.call('changes', after, limit),
    seq: () => thread.call('seq'),
    counts: () => thread.call('counts'),
    sourceQuality: (audience) => thread.call('sourceQuality', audience),
    checkpoint: (view) => thread.call('checkpoint', view),
    setCheckpoint: (view, seq) => thread.call('setCheckpoint', view, seq),
    checkpoints: () => thread.call('checkpoints'),
    setting: (name) => thread.call('setting', name),
    setSetting: (name, value) => thread.call('setSetting', name, value),
    acquireLease: (name, seconds) => thread.call('acquireLease', name, seconds),
    renewLease: (lease, seconds) => thread.call('renewLease', lease, seconds),
    releaseLease: (lease) => thread.call('releaseLease', lease),
    keepValidation: (kept) => thread.call('keepValidation', kept),
    validation: (id) => thread.call('validation', id),
    countSearches: (counts) => thread.call('countSearches', counts),
    askedSearches: (since) => thread.call('askedSearches', since),
    keepPersons: (entries) => thread.call('keepPersons', entries),
    areErased: (values) => thread.call('areErased', values),
    erase: (target, { actor, reason }) => thread.call('erase', { target, actor, reason }),
    backup: (file) => thread.call('backup', file),
    close: () => thread.close(),
  };
}
