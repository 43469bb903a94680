import type { Run } from '../domain/run.ts';
import type { Platform } from './platform.ts';

/** What `carrefour status --json` prints. */
export interface Status {
  readonly sources: readonly SourceStatus[];
  readonly things: number;
  readonly open: number;
  /** Runs that wait for an operator, each the newest of its set. */
  readonly held: readonly HeldRun[];
  readonly views: readonly { readonly name: string; readonly lag: number }[];
  readonly seq: number;
}

interface SourceStatus {
  readonly id: string;
  /** published + quarantined + grouped + failed. */
  readonly read: number;
  readonly published: number;
  readonly open: number;
  readonly quarantined: number;
  readonly grouped: number;
  readonly failed: number;
  readonly withdrawn: number;
  readonly unmapped: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly lastRun?: Run;
}

/** A run that the storm guard holds. */
interface HeldRun {
  readonly run: number;
  readonly source: string;
  readonly set: string;
  readonly cause: string;
}

const runsLookedAt = 1000;

/** Counts of every source that was harvested, and how far behind the views are. */
export async function statusOf({ ledger }: Platform): Promise<Status> {
  const [{ sources, things, open, seq }, checkpoints, runs] = await Promise.all([
    ledger.counts(),
    ledger.checkpoints(),
    ledger.runs({ limit: runsLookedAt }),
  ]);
  return {
    sources: sources.map(({ source, ...counts }) => ({
      id: source,
      read: counts.published + counts.quarantined + counts.grouped + counts.failed,
      ...counts,
    })),
    things,
    open,
    held: heldRuns(runs),
    views: checkpoints.map(({ view, seq: applied }) => ({ name: view, lag: Math.max(seq - applied, 0) })),
    seq,
  };
}

function heldRuns(runs: readonly Run[]): HeldRun[] {
  const newest = new Map(runs.toReversed().map((run) => [`${run.source}/${run.set}`, run]));
  return [...newest.values()]
    .filter(({ state }) => state === 'held')
    .map(({ id, source, set, cause = '' }) => ({ run: id, source, set, cause }));
}
