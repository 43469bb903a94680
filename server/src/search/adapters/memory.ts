import { AppError } from '../../domain/app-error.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type {
  ClusterResult,
  Completion,
  CompletionLabel,
  Highlight,
  SearchIndex,
  SearchResult,
} from '../search-index.ts';
import { MemoryWorker } from './memory-worker.ts';

type Reader = Pick<Ledger, 'publications' | 'changes' | 'docs' | 'seq' | 'setCheckpoint'>;

interface MemoryIndexOptions {
  readonly ledger: Reader;
  /** What completion offers beside titles; the territories' words are searched too. */
  readonly labels: readonly CompletionLabel[];
}

const viewName = 'search';
const batchSize = 200;
const pollMilliseconds = 250;

/**
 * A search index in a worker thread, built from the ledger at each start. This side is its only writer: it tails the
 * change log and hands docs over. A thread that dies is replaced by one that is built anew.
 */
export function createMemoryIndex({ ledger, labels }: MemoryIndexOptions): SearchIndex {
  return new MemoryIndex(ledger, labels);
}

class MemoryIndex implements SearchIndex {
  readonly #ledger: Reader;
  readonly #labels: readonly CompletionLabel[];
  #worker: MemoryWorker | undefined;
  #tailing: Promise<void> = Promise.resolve();
  #building: Promise<void> = Promise.resolve();
  #builds = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(ledger: Reader, labels: readonly CompletionLabel[]) {
    this.#ledger = ledger;
    this.#labels = labels;
  }

  async start(): Promise<void> {
    await this.rebuild(() => undefined);
    this.#timer = setInterval(() => {
      this.#poll();
    }, pollMilliseconds);
    this.#timer.unref();
  }

  async search(query: Parameters<SearchIndex['search']>[0]): Promise<SearchResult> {
    const worker = this.#live();
    const seq = worker.applied;
    return { ...((await worker.ask({ type: 'search', query })) as Omit<SearchResult, 'seq'>), seq };
  }

  async clusters(query: Parameters<SearchIndex['clusters']>[0], zoom: number): Promise<ClusterResult> {
    return (await this.#live().ask({ type: 'clusters', query, zoom })) as ClusterResult;
  }

  async complete(text: string, options: { lang: 'fr' | 'en'; limit: number }): Promise<Completion[]> {
    return (await this.#live().ask({ type: 'complete', text, ...options })) as Completion[];
  }

  async highlight(q: string, texts: readonly { text: string; lang: string }[]): Promise<Highlight[]> {
    return (await this.#live().ask({
      type: 'highlight',
      q,
      texts: texts.map(({ text }) => text),
    })) as Highlight[];
  }

  async caughtUp(seq: number): Promise<void> {
    while (this.#live().applied < seq) {
      await this.#tail();
      if (this.#live().applied < seq && (await this.#ledger.seq()) < seq) {
        throw new AppError('wrong-request', `The ledger has no change ${String(seq)} yet.`);
      }
    }
  }

  appliedSeq(): Promise<number> {
    return Promise.resolve(this.#worker?.applied ?? 0);
  }

  rebuild(onProgress: (done: number) => void): Promise<void> {
    this.#builds += 1;
    this.#building = this.#building
      .catch(() => undefined)
      .then(() => this.#buildAndSwap(onProgress))
      .finally(() => {
        this.#builds -= 1;
      });
    return this.#building;
  }

  isReady(): boolean {
    return this.#worker !== undefined;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#building.catch(() => undefined);
    await this.#tailing.catch(() => undefined);
    await this.#worker?.stop();
    this.#worker = undefined;
  }

  /** The new thread takes over once it knows all that the old one does; the old one answers what it was asked. */
  async #buildAndSwap(onProgress: (done: number) => void): Promise<void> {
    const built = await this.#build(onProgress);
    let before: MemoryWorker | undefined;
    try {
      await this.#inTurn(async () => {
        await this.#follow(built);
        this.#assertOpen();
        before = this.#worker;
        this.#worker = built;
        await this.#ledger.setCheckpoint(viewName, built.applied);
      });
    } catch (error) {
      await built.stop();
      throw error;
    }
    await before?.retire();
  }

  /** Reads everything into a new thread. What changes meanwhile is read again from the change log. */
  async #build(onProgress: (done: number) => void): Promise<MemoryWorker> {
    const worker = new MemoryWorker({ labels: this.#labels }, () => {
      this.#replace(worker);
    });
    try {
      const from = await this.#ledger.seq();
      let done = 0;
      let docs = [];
      for await (const { doc } of this.#ledger.publications()) {
        this.#assertOpen();
        docs.push(doc);
        if (docs.length < batchSize) continue;
        await worker.ask({ type: 'apply', docs, gone: [] });
        done += docs.length;
        onProgress(done);
        docs = [];
      }
      await worker.ask({ type: 'apply', docs, gone: [] });
      worker.applied = from;
      return worker;
    } catch (error) {
      await worker.stop();
      throw error;
    }
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new AppError('unavailable', 'The search index is closed.');
  }

  #live(): MemoryWorker {
    if (this.#worker === undefined) {
      throw new AppError('unavailable', 'The search index is not ready yet; try in a moment.');
    }
    return this.#worker;
  }

  /** A live thread that died leaves no index: a new one is built, and polled for until it can be. */
  #replace(dead: MemoryWorker): void {
    if (this.#isClosed || this.#worker !== dead) return;
    this.#worker = undefined;
    this.#poll();
  }

  #poll(): void {
    if (this.#worker === undefined && this.#builds > 0) return;
    const work = this.#worker === undefined ? this.rebuild(() => undefined) : this.#tail();
    work.catch(() => undefined);
  }

  #tail(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#worker !== undefined) await this.#follow(this.#worker);
    });
  }

  /** One reader of the change log at a time. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#tailing = this.#tailing.catch(() => undefined).then(work);
    return this.#tailing;
  }

  /** Applies what changed since a thread's newest change. */
  async #follow(worker: MemoryWorker): Promise<void> {
    while (!this.#isClosed) {
      const changes = await this.#ledger.changes(worker.applied, batchSize);
      const last = changes.at(-1);
      if (last === undefined) return;
      const things: ThingId[] = [...new Set(changes.map(({ thing }) => thing))];
      const docs = await this.#ledger.docs(things);
      const present = new Set(docs.map(({ id }) => id));
      await worker.ask({ type: 'apply', docs, gone: things.filter((thing) => !present.has(thing)) });
      worker.applied = last.seq;
      await this.#ledger.setCheckpoint(viewName, last.seq);
    }
  }
}
