import type { AppErrorCode } from '../../domain/app-error.ts';
import type { Change } from '../../domain/publication.ts';
import type { Ledger } from '../../ledger/ledger.ts';
import type { EngineQuery, FromEngine, ToEngine } from './engine-messages.ts';
import { startWatchdog, type Watchdog } from './engine-watchdog.ts';
import { answerQuery } from './oxigraph-answer.ts';
import { isBroken, OxigraphView, type ThingGraph } from './oxigraph-view.ts';

const pollMilliseconds = 250;
const changesAtATime = 200;
const thingsPerReport = 500;
/** Below this many replaced quads the drift of memory is not worth a reload. */
const leastDrift = 20_000;

export interface EngineOptions {
  readonly ledger: Pick<Ledger, 'publications' | 'publication' | 'changes' | 'seq'>;
  readonly base: string;
  /** N-Quads that belong to no thing, such as the vocabulary. */
  readonly fixed: string;
  /** N-Quads about what a publication's graph names but does not describe, such as its territories; each told once. */
  readonly describe: (graph: string) => string;
  /** N-Quads about all publications together, such as the quality of their sources; asked again whenever some changed. */
  readonly summarise: () => Promise<string>;
  readonly parentPid: number;
  readonly memoryCap: number;
}

/**
 * The life of an engine process, forked by the pool: loads the ledger's publications, says `ready`, then answers
 * queries one at a time and follows the change log until it is killed. Rejects when the ledger cannot be read.
 */
export async function runEngine(options: EngineOptions): Promise<never> {
  const watchdog = startWatchdog(options);
  const view = new OxigraphView(options.base);
  const cursor = await load(view, options);
  const follower = follow(view, cursor, options);
  process.on('message', (message: ToEngine) => {
    if (message.type === 'tail') follower.hurry();
    else tell(answer(view, message, { watchdog, base: options.base }));
  });
  tell({ type: 'ready', seq: cursor });
  return follower.ended;
}

function tell(message: FromEngine): void {
  process.send?.(message);
}

async function load(
  view: OxigraphView,
  { ledger, fixed, describe, summarise }: EngineOptions,
): Promise<number> {
  const cursor = await ledger.seq();
  view.loadText(fixed);
  let things = 0;
  for await (const publication of ledger.publications()) {
    view.load(publication);
    view.loadText(describe(publication.graph));
    things += 1;
    if (things % thingsPerReport === 0) tell({ type: 'loaded', things });
  }
  view.flush();
  view.summary(await summarise());
  tell({ type: 'loaded', things });
  if (view.refused > 0) process.stderr.write(`engine: ${view.refused} statements could not be read\n`);
  return cursor;
}

function answer(
  view: OxigraphView,
  { id, query }: { id: number; query: EngineQuery },
  { watchdog, base }: { watchdog: Watchdog; base: string },
): FromEngine {
  watchdog.arm(query.timeout);
  try {
    return { type: 'answer', id, answer: answerQuery(view.store, query, base) };
  } catch (error) {
    if (isBroken(error)) process.kill(process.pid, 'SIGKILL');
    const message = error instanceof Error ? error.message : String(error);
    return { type: 'refusal', id, code: 'wrong-request' satisfies AppErrorCode, message };
  } finally {
    watchdog.disarm();
  }
}

interface Follower {
  hurry(): void;
  readonly ended: Promise<never>;
}

/** Follows the change log for ever. While the ledger cannot be read the engine goes on answering what it knows. */
function follow(view: OxigraphView, start: number, options: EngineOptions): Follower {
  const alarm = new Alarm();
  const position: Position = { seq: start, isStale: false };
  const run = async (): Promise<never> => {
    let lastFailure = '';
    for (;;) {
      const hasMore = await advance(view, position, options).catch((error: unknown) => {
        if (isBroken(error)) process.kill(process.pid, 'SIGKILL');
        const failure = String(error);
        if (failure !== lastFailure) process.stderr.write(`engine: cannot follow the ledger: ${failure}\n`);
        lastFailure = failure;
        return false;
      });
      if (!hasMore) await alarm.wait();
    }
  };
  return {
    hurry: () => {
      alarm.ring();
    },
    ended: run(),
  };
}

/** How far an engine has come; a stale one stays where it is until it is replaced. */
interface Position {
  seq: number;
  isStale: boolean;
}

/** Applies the next changes. @returns True when there are more. */
async function advance(
  view: OxigraphView,
  position: Position,
  options: Pick<EngineOptions, 'ledger' | 'describe' | 'summarise'>,
): Promise<boolean> {
  if (position.isStale) return false;
  const changes = await options.ledger.changes(position.seq, changesAtATime);
  for (const change of changes) {
    position.isStale = !(await apply(view, change, options));
    if (position.isStale) break;
    position.seq = change.seq;
  }
  const hasMore = changes.length === changesAtATime;
  if (changes.length > 0 && !hasMore) view.summary(await options.summarise());
  if (changes.length > 0) tell({ type: 'applied', seq: position.seq });
  const hasDrifted = view.replaced > Math.max(leastDrift, view.store.size / 2);
  if (hasDrifted) view.replaced = 0;
  if (hasDrifted || position.isStale) tell({ type: 'stale' });
  return hasMore;
}

/** @returns False when the change asks for a fresh load: what was erased must be forgotten wholly. */
async function apply(
  view: OxigraphView,
  { seq, thing, type }: Change,
  { ledger, describe }: Pick<EngineOptions, 'ledger' | 'describe'>,
): Promise<boolean> {
  if (type === 'erase') return false;
  const applied = view.appliedOf(thing);
  if (applied !== undefined && applied >= seq) return true;
  const previous = applied === undefined ? undefined : await ledger.publication(thing, applied);
  if (applied !== undefined && previous === undefined) return false;
  const next: ThingGraph | undefined = type === 'publish' ? await ledger.publication(thing, seq) : undefined;
  view.replace(thing, { ...(previous && { previous }), ...(next && { next: { ...next, seq } }) });
  view.loadText(describe(next?.graph ?? ''));
  view.flush();
  return true;
}

/** Wakes a sleeper, at the latest after the poll interval. */
class Alarm {
  #ring: (() => void) | undefined;
  #isRung = false;

  ring(): void {
    this.#isRung = true;
    this.#ring?.();
  }

  async wait(): Promise<void> {
    if (!this.#isRung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMilliseconds);
        this.#ring = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#ring = undefined;
    this.#isRung = false;
  }
}
