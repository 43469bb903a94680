import { AppError } from '../../domain/app-error.ts';
import type { Change } from '../../domain/publication.ts';
import type { ThingDoc } from '../../domain/thing-doc.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import { conceptSynonyms } from '../concept-synonyms.ts';
import { vocabularyName } from '../document.ts';
import type { FoundCompletion } from '../query/complete.ts';
import type {
  ClusterResult,
  Completion,
  CompletionLabel,
  Highlight,
  Removal,
  ScoreExplanation,
  SearchIndex,
  SearchResult,
  SimilarThing,
} from '../search-index.ts';
import { Generation } from './generation.ts';
import { QueryPool } from './query-pool.ts';
import { SegmentFolder, type SaveRhythm } from './segment-folder.ts';
import type { ThreadSettings } from './segment-messages.ts';

type Reader = Pick<
  Ledger,
  | 'publications'
  | 'changes'
  | 'docs'
  | 'seq'
  | 'setCheckpoint'
  | 'acquireLease'
  | 'renewLease'
  | 'releaseLease'
>;

interface SegmentIndexOptions {
  readonly ledger: Reader;
  /** Where the index is kept; made when absent. */
  readonly folder: string;
  /** What completion offers beside titles; the territories' words are searched too. */
  readonly labels: readonly CompletionLabel[];
  /** Threads that answer queries. */
  readonly threads: number;
  /** Every 5,000 changes and every minute unless told: what is not stored is read again from the change log. */
  readonly rhythm?: SaveRhythm;
}

const usualRhythm: SaveRhythm = { changes: 5000, milliseconds: 60_000 };

const viewName = 'search';
const followBatch = 500;
const buildBatch = 4000;
const pollMilliseconds = 250;

/**
 * A search index of immutable segments in shared memory: one thread writes, one merges, several answer. It is kept on
 * disk from start to start, and built from the ledger where that copy cannot be used. This side tails the change log.
 */
export function createSegmentIndex(options: SegmentIndexOptions): SearchIndex {
  return new SegmentIndex(options);
}

class SegmentIndex implements SearchIndex {
  readonly #ledger: Reader;
  readonly #settings: ThreadSettings;
  readonly #folder: SegmentFolder;
  readonly #pool: QueryPool;
  #live: Generation | undefined;
  #tailing: Promise<void> = Promise.resolve();
  #building: Promise<void> = Promise.resolve();
  #builds = 0;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;
  #closing: Promise<void> | undefined;

  constructor({ ledger, folder, labels, threads, rhythm = usualRhythm }: SegmentIndexOptions) {
    this.#ledger = ledger;
    this.#settings = { labels, synonyms: conceptSynonyms() };
    this.#folder = new SegmentFolder(folder, { ledger, vocabulary: vocabularyName(labels), rhythm });
    this.#pool = new QueryPool(this.#settings, threads);
  }

  async start(): Promise<void> {
    await this.#folder.open();
    if (!(await this.#load())) await this.rebuild(() => undefined);
    this.#timer = setInterval(() => {
      this.#poll();
    }, pollMilliseconds);
    this.#timer.unref();
  }

  async search(query: Parameters<SearchIndex['search']>[0]): Promise<SearchResult> {
    return (await this.#pool.ask({ type: 'search', query })) as SearchResult;
  }

  async removals(query: Parameters<SearchIndex['removals']>[0]): Promise<Removal[]> {
    return (await this.#pool.ask({ type: 'removals', query })) as Removal[];
  }

  async explain(q: string, id: string): Promise<ScoreExplanation | undefined> {
    return (await this.#pool.ask({ type: 'explain', q, id })) as ScoreExplanation | undefined;
  }

  async similar(doc: ThingDoc, limit: number): Promise<SimilarThing[]> {
    return (await this.#pool.ask({ type: 'similar', doc, limit })) as SimilarThing[];
  }

  async clusters(query: Parameters<SearchIndex['clusters']>[0], zoom: number): Promise<ClusterResult> {
    return (await this.#pool.ask({ type: 'clusters', query, zoom })) as ClusterResult;
  }

  async complete(text: string, options: { lang: 'fr' | 'en'; limit: number }): Promise<Completion[]> {
    const found = (await this.#pool.ask({ type: 'complete', text, ...options })) as FoundCompletion[];
    const ids = found.flatMap((each) => ('text' in each ? [] : [each.value]));
    const docs = new Map((await this.#ledger.docs(ids)).map((doc) => [doc.id, doc]));
    return found.flatMap((each): Completion[] => {
      if ('text' in each) return [each];
      const doc = docs.get(each.value);
      return doc === undefined ? [] : [{ ...each, text: titleOf(doc, options.lang) }];
    });
  }

  async highlight(q: string, texts: readonly { text: string; lang: string }[]): Promise<Highlight[]> {
    return (await this.#pool.ask({ type: 'highlight', q, texts })) as Highlight[];
  }

  async caughtUp(seq: number): Promise<void> {
    while (this.#generation().state.seq < seq) {
      await this.#tail();
      if (this.#generation().state.seq < seq && (await this.#ledger.seq()) < seq) {
        throw new AppError('wrong-request', `The ledger has no change ${String(seq)} yet.`);
      }
    }
  }

  appliedSeq(): Promise<number> {
    return Promise.resolve(this.#live?.state.seq ?? 0);
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
    return this.#live !== undefined && !this.#isClosed;
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#timer);
    await this.#building.catch(() => undefined);
    await this.#tailing.catch(() => undefined);
    await this.#folder.close(this.#live);
    await this.#live?.stop();
    await this.#pool.close();
    this.#live = undefined;
  }

  #generation(): Generation {
    if (this.#live === undefined) {
      throw new AppError('unavailable', 'The search index is not ready yet; try in a moment.');
    }
    return this.#live;
  }

  #newGeneration(): Generation {
    const generation = new Generation(this.#settings, {
      onChange: (state) => {
        if (this.#live === generation) this.#pool.show(state);
      },
      onDeath: () => {
        this.#replace(generation);
      },
    });
    return generation;
  }

  /** Takes the stored index and brings it up to date. */
  async #load(): Promise<boolean> {
    const generation = this.#newGeneration();
    const isUsable = await this.#folder.loadInto(generation);
    if (isUsable) await this.#inTurn(() => this.#take(generation));
    else await generation.stop();
    return isUsable;
  }

  /** The new generation takes over once it knows all that the old one does. A failure leaves the old one. */
  async #buildAndSwap(onProgress: (done: number) => void): Promise<void> {
    const built = this.#newGeneration();
    const before = this.#live;
    try {
      await this.#build(built, onProgress);
      await this.#inTurn(async () => {
        await this.#take(built);
        await this.#folder.save(built);
      });
    } catch (error) {
      if (this.#live !== built) await built.stop();
      throw error;
    }
    await before?.stop();
  }

  async #take(generation: Generation): Promise<void> {
    await this.#follow(generation);
    this.#assertOpen();
    this.#live = generation;
    this.#pool.show(generation.state);
    await this.#ledger.setCheckpoint(viewName, generation.state.seq);
  }

  /** Reads everything in. What changes meanwhile is read again from the change log. */
  async #build(generation: Generation, onProgress: (done: number) => void): Promise<void> {
    const from = await this.#ledger.seq();
    let done = 0;
    let docs: ThingDoc[] = [];
    for await (const { doc } of this.#ledger.publications()) {
      this.#assertOpen();
      docs.push(doc);
      if (docs.length < buildBatch) continue;
      await generation.apply({ docs, gone: [] });
      done += docs.length;
      onProgress(done);
      docs = [];
    }
    await generation.apply({ docs, gone: [] }, from);
    await generation.makeWhole();
  }

  #assertOpen(): void {
    if (this.#isClosed) throw new AppError('unavailable', 'The search index is closed.');
  }

  /** Without a writer, queries go on being answered from what it wrote; another one is made at the next poll. */
  #replace(dead: Generation): void {
    if (this.#isClosed || this.#live !== dead || this.#builds > 0) return;
    this.rebuild(() => undefined).catch(() => undefined);
  }

  #poll(): void {
    this.#tail()
      .then(() =>
        this.#inTurn(async () => {
          if (this.#live !== undefined && !this.#isClosed) await this.#folder.saveIfDue(this.#live);
        }),
      )
      .catch(() => undefined);
  }

  #tail(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#live !== undefined) await this.#follow(this.#live);
    });
  }

  /** One reader of the change log at a time. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    this.#tailing = this.#tailing.catch(() => undefined).then(work);
    return this.#tailing;
  }

  /** Applies what changed since a generation's newest change. */
  async #follow(generation: Generation): Promise<void> {
    while (!this.#isClosed) {
      const changes = await this.#ledger.changes(generation.state.seq, followBatch);
      const last = changes.at(-1);
      if (last === undefined) return;
      const things = [...new Set(changes.map(({ thing }) => thing))];
      const docs = await this.#ledger.docs(things);
      const present = new Set(docs.map(({ id }) => id));
      await generation.apply({ docs, gone: things.filter((thing) => !present.has(thing)) }, last.seq);
      await this.#forgetErased(generation, changes);
      await this.#ledger.setCheckpoint(viewName, last.seq);
    }
  }

  /** What was erased leaves the files too, at once. */
  async #forgetErased(generation: Generation, changes: readonly Change[]): Promise<void> {
    const erased = changes.filter(({ type }) => type === 'erase').map(({ thing }) => thing);
    if (erased.length === 0) return;
    await generation.removeTraces(erased);
    if (generation === this.#live) await this.#folder.save(generation);
  }
}

function titleOf({ id, title }: ThingDoc, lang: 'fr' | 'en'): string {
  return title[lang] ?? title['fr'] ?? title['en'] ?? Object.values(title)[0] ?? id;
}
