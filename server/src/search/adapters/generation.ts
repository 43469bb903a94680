import type { ThingDoc } from '../../domain/thing-doc.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import type { Mark } from '../segments/segment-files.ts';
import type { MergePlan } from '../segments/segment-set.ts';
import type { MergeRequest, ThreadSettings, WriterRequest, WriterState } from './segment-messages.ts';
import { CalledThread } from './thread-calls.ts';

interface GenerationEvents {
  /** Segments or their live docs are others than before. */
  readonly onChange: (state: WriterState) => void;
  readonly onDeath: () => void;
}

/** One whole index as it is written: a writing thread, and one beside it that merges. Its owner calls in turn. */
export class Generation {
  readonly #settings: ThreadSettings;
  readonly #events: GenerationEvents;
  readonly #writer: CalledThread<WriterRequest>;
  #merger: CalledThread<MergeRequest> | undefined;
  #merging: Promise<void> | undefined;
  #state: WriterState = { seq: 0, segments: [] };
  #isStopped = false;

  constructor(settings: ThreadSettings, events: GenerationEvents) {
    this.#settings = settings;
    this.#events = events;
    this.#writer = new CalledThread(new URL('writer-thread.ts', import.meta.url), {
      data: settings,
      onDeath: () => {
        if (!this.#isStopped) events.onDeath();
      },
    });
  }

  get state(): WriterState {
    return this.#state;
  }

  /** The mark of the stored index, which this one is from then on; undefined where there is none to be used. */
  async load(folder: string): Promise<Mark | undefined> {
    const mark = (await this.#writer.call({ type: 'load', folder })) as Mark | undefined;
    if (mark !== undefined) await this.apply({ docs: [], gone: [] }, mark.seq);
    return mark;
  }

  /** Puts docs in and takes things away; `seq` is the change that this brings the index to. */
  async apply(
    { docs, gone }: { docs: readonly ThingDoc[]; gone: readonly ThingId[] },
    seq?: number,
  ): Promise<void> {
    await this.#change({ type: 'apply', docs, gone, ...(seq === undefined ? {} : { seq }) });
    this.#mergeIfDue();
  }

  /** Makes one segment of everything. */
  async makeWhole(): Promise<void> {
    await this.#mergeBy({ type: 'wholePlan' });
  }

  /** Leaves no word of things that are gone, in memory or in what is stored next. */
  async removeTraces(things: readonly ThingId[]): Promise<void> {
    await this.#mergeBy({ type: 'tracesOf', things });
  }

  async save(folder: string, mark: Mark): Promise<void> {
    await this.#change({ type: 'save', folder, mark });
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#merger?.stop();
    await this.#writer.stop();
  }

  async #change(request: WriterRequest): Promise<void> {
    this.#state = (await this.#writer.call(request)) as WriterState;
    this.#events.onChange(this.#state);
  }

  /** Merges what the writer says, once no other merge is under way: two of them must not take the same segments. */
  async #mergeBy(request: Extract<WriterRequest, { type: 'wholePlan' | 'tracesOf' }>): Promise<void> {
    while (this.#merging !== undefined) await this.#merging;
    const merging = this.#writer.call(request).then(async (plan) => {
      if (plan !== undefined) await this.#merge(plan as MergePlan);
    });
    this.#merging = merging.catch(() => undefined);
    try {
      await merging;
    } finally {
      this.#merging = undefined;
    }
  }

  /** Merges what is due, while nothing else is merged. What failed is tried again after the next change. */
  #mergeIfDue(): void {
    const { plan } = this.#state;
    if (plan === undefined || this.#merging !== undefined || this.#isStopped) return;
    this.#merging = this.#merge(plan).then(
      () => {
        this.#merging = undefined;
        this.#mergeIfDue();
      },
      () => {
        this.#merging = undefined;
      },
    );
  }

  async #merge(plan: MergePlan): Promise<void> {
    this.#merger ??= new CalledThread(new URL('merge-thread.ts', import.meta.url), {
      data: this.#settings,
      onDeath: () => {
        this.#merger = undefined;
      },
    });
    const merged = (await this.#merger.call(plan)) as SharedArrayBuffer;
    await this.#change({ type: 'replace', plan, merged });
  }
}
