import type { Run } from '../domain/run.ts';
import type { Platform } from './platform.ts';

/** What `carrefour status --json` prints. */
export interface Status {
  readonly sources: readonly SourceStatus[];
  readonly things: number;
  readonly open: number;
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

/** Counts of every source that was harvested, and how far behind the views are. */
export async function statusOf({ ledger }: Platform): Promise<Status> {
  const [{ sources, things, open, seq }, checkpoints] = await Promise.all([
    ledger.counts(),
    ledger.checkpoints(),
  ]);
  return {
    sources: sources.map(({ source, ...counts }) => ({
      id: source,
      read: counts.published + counts.quarantined + counts.grouped + counts.failed,
      ...counts,
    })),
    things,
    open,
    views: checkpoints.map(({ view, seq: applied }) => ({ name: view, lag: Math.max(seq - applied, 0) })),
    seq,
  };
}
