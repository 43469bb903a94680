import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../domain/app-error.ts';
import { qualityVersion } from '../enrich/quality.ts';
import { derive } from '../pipeline/derive.ts';
import { ingest, type RunSummary } from '../pipeline/ingest.ts';
import { docVersion } from '../elect/doc.ts';
import { refreshDerived } from '../pipeline/refresh-derived.ts';
import { reprocess, type ReprocessSummary } from '../pipeline/reprocess.ts';
import type { Source } from '@carrefour/harvesters';
import { assertSettled } from './rehearsal.ts';
import type { Platform } from './platform.ts';

/** Told while long work goes on. */
export interface Progress {
  (step: { readonly task: string; readonly done: number }): void;
}

export interface HarvestOptions {
  readonly from?: string;
  readonly variant?: string;
  readonly isDryRun?: boolean;
  readonly signal: AbortSignal;
  readonly onProgress: Progress;
}

const maxPages = 10_000;
const deriveLeaseSeconds = 60;
const pollMilliseconds = 200;

/** Harvests sources one after another, set by set, then derives what changed. */
export async function harvest(
  platform: Platform,
  sources: readonly Source[],
  options: HarvestOptions,
): Promise<RunSummary[]> {
  const runs: RunSummary[] = [];
  for (const source of sources) {
    for (const set of source.sets) {
      const task = `${source.id}/${set.name}`;
      runs.push(
        await ingest(
          { ledger: platform.ledger, fetch: platform.fetch, now: platform.config.now },
          {
            ...platform.claimRules(source, set),
            ...options,
            maxPages,
            onProgress: (done) => {
              options.onProgress({ task, done });
            },
          },
        ),
      );
    }
  }
  if (options.isDryRun !== true) await deriveAll(platform, options);
  return runs;
}

/** Maps the stored payloads of sources again, then derives what changed. */
export async function reprocessAll(
  platform: Platform,
  sources: readonly Source[],
  { signal, onProgress }: Pick<HarvestOptions, 'signal' | 'onProgress'>,
): Promise<ReprocessSummary[]> {
  const summaries: ReprocessSummary[] = [];
  for (const source of sources) {
    for (const set of source.sets) {
      const task = `${source.id}/${set.name}`;
      summaries.push(
        await reprocess(
          {
            ...platform.claimRules(source, set),
            signal,
            onProgress: (done) => {
              onProgress({ task, done });
            },
          },
          platform,
        ),
      );
    }
  }
  await deriveAll(platform, { signal, onProgress });
  return summaries;
}

/**
 * Sees the queue of dirty things emptied: by this process where the lease is free, else by the one that holds it.
 */
export async function deriveAll(
  platform: Platform,
  { signal, onProgress }: Pick<HarvestOptions, 'signal' | 'onProgress'>,
): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    await markOutdated(platform);
    if ((await platform.ledger.dirty(1)).length === 0) return;
    const isDone = await deriveHere(platform, { signal, onProgress });
    if (!isDone) await wait(pollMilliseconds, undefined, { signal });
  }
}

/**
 * Marks what was derived with other places, members of docs, criteria of quality, concepts or solutions than there are now;
 * the next conclusions rest on the solutions that are published now.
 */
export async function markOutdated({ ledger, places, inference }: Platform): Promise<void> {
  const cause = 'the territory reference changed';
  const foundations = [
    { setting: 'places-version', version: places.version, cause },
    { setting: 'doc-version', version: docVersion, cause: 'docs say more than they did' },
    { setting: 'quality-version', version: qualityVersion, cause: 'the criteria of quality changed' },
    ...(await inference.refresh()),
  ];
  for (const foundation of foundations) await refreshDerived(ledger, foundation);
}

/** @returns False while another process derives. */
export async function deriveHere(
  { ledger, rules }: Platform,
  { signal, onProgress }: Pick<HarvestOptions, 'signal' | 'onProgress'>,
): Promise<boolean> {
  const lease = await ledger.acquireLease('derive', deriveLeaseSeconds);
  if (lease === undefined) return false;
  const renewal = setInterval(
    () => {
      ledger.renewLease(lease, deriveLeaseSeconds).catch(() => undefined);
    },
    (deriveLeaseSeconds * 1000) / 3,
  );
  try {
    await assertSettled({ ledger, rules });
    await derive(
      { ledger, rules },
      {
        lease,
        signal,
        onProgress: (done) => {
          onProgress({ task: 'derive', done });
        },
      },
    );
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'conflict') return false;
    throw error;
  } finally {
    clearInterval(renewal);
    await ledger.releaseLease(lease);
  }
}
