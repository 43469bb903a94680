import { AppError } from '../../domain/app-error.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { QueryAnswer, QueryLane, StoreQuery, TripleStore } from '../triple-store.ts';
import { EngineHandle } from './engine-handle.ts';
import { QueryQueue, type WaitingQuery } from './query-queue.ts';

/** An engine whose client left goes on for so long, then is replaced. In milliseconds. */
const abandonedGrace = 1000;
/** So many engines in a row that end before they are ready make a start or a rebuild fail. */
const hopelessFailures = 3;
const firstPause = 250;
const longestPause = 30_000;

export interface OxigraphOptions {
  readonly ledger: Pick<Ledger, 'seq' | 'setCheckpoint'>;
  /** The data folder; each engine opens the ledger in it by itself. */
  readonly folder: string;
  readonly base: string;
  readonly engines: {
    /** Engines for queries of the public, beside the one of our own pages and the spare. */
    readonly public: number;
    /** Bytes of one engine process. */
    readonly memoryCap: number;
  };
  /** Queries that may wait in one lane; 50 unless told. */
  readonly queueLength?: number;
  /** The module that an engine process runs; the platform's own unless told. */
  readonly entry?: URL;
}

/**
 * The embedded triple store: a pool of engine processes, each with the whole view in memory. One answers our own
 * pages only, the others the public; a warm spare takes the place of one that ended. No engine outlives this process.
 */
export function createOxigraphStore(options: OxigraphOptions): TripleStore {
  return new OxigraphPool(options);
}

interface Slot {
  readonly lane: QueryLane;
  engine: EngineHandle | undefined;
}

interface Waiter {
  readonly isMet: () => boolean;
  readonly resolve: () => void;
  readonly reject: (error: AppError) => void;
}

class OxigraphPool implements TripleStore {
  readonly #options: OxigraphOptions;
  readonly #queue: QueryQueue;
  readonly #slots: readonly Slot[];
  readonly #spares = new Set<EngineHandle>();
  readonly #retired = new Set<EngineHandle>();
  /** Engines that a rebuild replaces. */
  readonly #outdated = new Set<EngineHandle>();
  readonly #waiters = new Set<Waiter>();
  #state: 'new' | 'open' | 'closed' = 'new';
  #failures = 0;
  #pause: NodeJS.Timeout | undefined;
  #checkpoint = -1;
  /** The highest seq that every serving engine was known to reflect: no engine behind it is let in. */
  #floor = 0;
  #onLoaded: (things: number) => void = () => undefined;

  constructor(options: OxigraphOptions) {
    this.#options = options;
    this.#queue = new QueryQueue({ length: options.queueLength ?? 50 });
    const publicSlots = Array.from({ length: options.engines.public }, (): Slot => slot('public'));
    this.#slots = [slot('reserved'), ...publicSlots];
  }

  async start(): Promise<void> {
    const seq = await this.#options.ledger.seq();
    if (this.#state === 'new') this.#state = 'open';
    await this.#until(() => this.isReady() && this.#seq() >= seq);
  }

  async query(query: StoreQuery): Promise<QueryAnswer> {
    if (this.#state !== 'open') throw closed();
    const answer = this.#queue.add(query);
    this.#dispatch();
    return await answer;
  }

  async caughtUp(seq: number): Promise<void> {
    for (const engine of this.#engines()) engine.hurry();
    await this.#until(() => this.isReady() && this.#seq() >= seq);
  }

  appliedSeq(): Promise<number> {
    return Promise.resolve(this.#seq());
  }

  async rebuild(onProgress: (done: number) => void): Promise<void> {
    const old = this.#slots.flatMap(({ engine }) => engine ?? []);
    for (const engine of [...old, ...this.#spares]) this.#outdated.add(engine);
    this.#onLoaded = onProgress;
    this.#failures = 0;
    try {
      const isReplaced = (): boolean => !this.#slots.some(({ engine }) => engine && old.includes(engine));
      await this.#until(() => this.isReady() && isReplaced());
    } finally {
      this.#outdated.clear();
      this.#onLoaded = () => undefined;
    }
  }

  isReady(): boolean {
    return this.#slots.every(({ engine }) => engine?.state === 'ready');
  }

  async close(): Promise<void> {
    this.#state = 'closed';
    clearTimeout(this.#pause);
    this.#queue.clear(closed());
    this.#wake();
    await Promise.all([...this.#engines(), ...this.#retired].map((engine) => engine.kill()));
  }

  #engines(): EngineHandle[] {
    return [...this.#slots.flatMap(({ engine }) => engine ?? []), ...this.#spares];
  }

  #seq(): number {
    const serving = this.#slots.flatMap(({ engine }) => engine?.seq ?? []);
    if (serving.length > 0) this.#floor = Math.max(this.#floor, Math.min(...serving));
    return this.#floor;
  }

  #until(isMet: () => boolean): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiters.add({ isMet, resolve, reject });
      this.#settle();
    });
  }

  /** Brings the pool nearer to what it should be; called after every change of an engine. */
  #settle(): void {
    if (this.#state === 'open') {
      this.#fillSlots();
      this.#startMissing();
      this.#dispatch();
      this.#saveCheckpoint();
    }
    this.#wake();
  }

  #fillSlots(): void {
    for (const slot of this.#slots) if (slot.engine?.state === 'ended') slot.engine = undefined;
    for (const pool of [this.#spares, this.#retired]) {
      for (const engine of pool) if (engine.state === 'ended') pool.delete(engine);
    }
    for (const engine of this.#spares) if (this.#isWorn(engine)) void engine.kill();
    for (const engine of this.#retired) if (engine.isIdle) void engine.kill();
    const empty = this.#slots.filter(({ engine }) => engine === undefined);
    const worn = this.#slots.filter(({ engine }) => engine !== undefined && this.#isWorn(engine));
    for (const slot of [...empty, ...worn]) {
      const fresh = this.#freshSpare();
      if (fresh === undefined) return;
      this.#spares.delete(fresh);
      if (slot.engine !== undefined) this.#retire(slot.engine);
      slot.engine = fresh;
    }
  }

  #freshSpare(): EngineHandle | undefined {
    const floor = this.#seq();
    const ready = this.#spares.values().filter((engine) => engine.state === 'ready' && !this.#isWorn(engine));
    return ready.find((engine) => {
      if (engine.seq < floor) engine.hurry();
      return engine.seq >= floor;
    });
  }

  /** Lets an engine end its query, then ends it. */
  #retire(engine: EngineHandle): void {
    if (engine.isIdle) void engine.kill();
    this.#retired.add(engine);
  }

  #isWorn(engine: EngineHandle): boolean {
    return engine.isStale || this.#outdated.has(engine);
  }

  /** How many engines should be started: the serving ones first, then one at a time, for memory and cores. */
  #wanted(): number {
    const missing = this.#slots.filter(({ engine }) => engine === undefined).length;
    const usable = this.#spares.values().filter((engine) => !this.#isWorn(engine));
    return Math.max(missing, 1) - usable.toArray().length;
  }

  #startMissing(): void {
    if (this.#wanted() <= 0 || this.#pause !== undefined) return;
    if (this.#failures === 0) {
      this.#startEngines(this.#wanted());
      return;
    }
    const milliseconds = Math.min(longestPause, firstPause * 2 ** this.#failures);
    this.#pause = setTimeout(() => {
      this.#pause = undefined;
      this.#startEngines(this.#wanted());
      this.#settle();
    }, milliseconds);
  }

  #startEngines(count: number): void {
    const { folder, base, engines, entry } = this.#options;
    const start = { folder, base, parentPid: process.pid, memoryCap: engines.memoryCap };
    for (let started = 0; started < count; started += 1) {
      let wasReady = false;
      const engine = new EngineHandle(
        entry ?? new URL('../../main/engine-process.ts', import.meta.url),
        start,
        {
          onChange: ({ state }) => {
            if (state === 'ready' && !wasReady) this.#failures = 0;
            if (state === 'ended' && !wasReady) this.#failures += 1;
            wasReady ||= state === 'ready';
            this.#settle();
          },
          onLoaded: (things) => {
            this.#onLoaded(things);
          },
        },
      );
      this.#spares.add(engine);
    }
  }

  #dispatch(): void {
    for (const { lane, engine } of this.#slots) {
      if (engine?.isIdle !== true) continue;
      const waiting = this.#queue.take(lane);
      if (waiting !== undefined) this.#run(engine, waiting);
    }
  }

  #run(engine: EngineHandle, { query, deadline, resolve, reject }: WaitingQuery): void {
    const { text, form, mediaType, limits, signal, dataset } = query;
    const timeout = Math.max(1, deadline - performance.now());
    const running = engine.run(
      { text, form, mediaType, ...limits, timeout, ...(dataset && { dataset }) },
      limits.timeout,
    );
    let grace: NodeJS.Timeout | undefined;
    const abandon = (): void => {
      grace = setTimeout(() => {
        void engine.kill();
      }, abandonedGrace);
    };
    signal?.addEventListener('abort', abandon, { once: true });
    const end = (): void => {
      clearTimeout(grace);
      signal?.removeEventListener('abort', abandon);
    };
    running.then(resolve, reject).finally(end);
  }

  #saveCheckpoint(): void {
    const seq = this.#seq();
    if (!this.isReady() || seq === this.#checkpoint) return;
    this.#checkpoint = seq;
    // Only told to people: a view starts from the whole ledger, never from this number.
    this.#options.ledger.setCheckpoint('store', seq).catch(() => undefined);
  }

  #wake(): void {
    const isWaiting = this.#slots.some(({ engine }) => engine === undefined || this.#isWorn(engine));
    const isHopeless = isWaiting && this.#failures >= hopelessFailures;
    for (const waiter of this.#waiters) {
      if (this.#state === 'closed') waiter.reject(closed());
      else if (waiter.isMet()) waiter.resolve();
      else if (isHopeless)
        waiter.reject(new AppError('unavailable', 'No engine of the triple store could be loaded.'));
      else continue;
      this.#waiters.delete(waiter);
    }
  }
}

function slot(lane: QueryLane): Slot {
  return { lane, engine: undefined };
}

function closed(): AppError {
  return new AppError('unavailable', 'The triple store is closed.');
}
