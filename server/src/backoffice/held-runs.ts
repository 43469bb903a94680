import { AppError } from '../domain/app-error.ts';
import type { RecordRef } from '../domain/record-ref.ts';
import type { Run } from '../domain/run.ts';
import type { Lease, Ledger } from '../ledger/ledger.ts';
import { heldSetting } from '../domain/run.ts';

const leaseSeconds = 60;
const runsLookedAt = 10_000;
/** Withdrawals written in one transaction: some milliseconds of database work. */
const batchSize = 100;

/**
 * Lets a held run take away what the storm guard kept: all that was missing or deleted in it. Rejects with AppError
 * `not-found`, or `conflict` when the run is not held, or when a newer one of its set has looked at the source since.
 */
export async function approveRun(ledger: Ledger, run: number): Promise<{ withdrawn: number }> {
  return settle(ledger, { run, isApproved: true });
}

/** Forgets what a held run would have taken away. Rejects with AppError `not-found` or `conflict`. */
export async function discardRun(ledger: Ledger, run: number): Promise<{ withdrawn: number }> {
  return settle(ledger, { run, isApproved: false });
}

async function settle(
  ledger: Ledger,
  { run, isApproved }: { run: number; isApproved: boolean },
): Promise<{ withdrawn: number }> {
  const found = await heldRun(ledger, { run, isApproved });
  const lease = await ledger.acquireLease(`harvest ${found.source}/${found.set}`, leaseSeconds);
  if (lease === undefined)
    throw new AppError('conflict', `“${found.source}/${found.set}” is being harvested; try again later.`);
  try {
    const withdrawn = isApproved ? await heldWithdrawals(ledger, run) : [];
    for (let start = 0; start < withdrawn.length; start += batchSize) {
      await ledger.commit({ lease, withdrawn: withdrawn.slice(start, start + batchSize) });
    }
    await endHeld(ledger, {
      found,
      lease,
      state: isApproved ? 'done' : 'discarded',
      withdrawn: withdrawn.length,
    });
    return { withdrawn: withdrawn.length };
  } finally {
    await ledger.releaseLease(lease);
  }
}

async function heldRun(
  ledger: Ledger,
  { run, isApproved }: { run: number; isApproved: boolean },
): Promise<Run> {
  const runs = await ledger.runs({ limit: runsLookedAt });
  const found = runs.find(({ id }) => id === run);
  if (found === undefined)
    throw new AppError('not-found', `There is no run ${String(run)}. Runs are listed by: carrefour status`);
  if (found.state !== 'held')
    throw new AppError('conflict', `Run ${String(run)} is not held: it is ${found.state}.`);
  const newest = runs.find(({ source, set }) => source === found.source && set === found.set) ?? found;
  if (isApproved && newest.id !== run) {
    const what = `Run ${String(newest.id)} of “${found.source}/${found.set}” is newer: what was missing may be back.`;
    throw new AppError('conflict', `${what} Decide on that one, or harvest the source again.`);
  }
  return found;
}

async function heldWithdrawals(
  ledger: Ledger,
  run: number,
): Promise<{ record: RecordRef; reason: string }[]> {
  const stored = await ledger.setting(heldSetting(run));
  if (stored === undefined) return [];
  return (JSON.parse(stored) as { withdrawn: { record: RecordRef; reason: string }[] }).withdrawn;
}

async function endHeld(
  ledger: Ledger,
  {
    found,
    lease,
    state,
    withdrawn,
  }: { found: Run; lease: Lease; state: 'done' | 'discarded'; withdrawn: number },
): Promise<void> {
  const { failures, fields } = await ledger.runReport(found.source, found.set);
  const { read, added, changed, unchanged, grouped, missing, quarantined, failed } = found;
  const counts = { read, added, changed, unchanged, grouped, missing, quarantined, failed, withdrawn };
  await ledger.endRun({ run: found.id, state, counts, failures, fields }, { lease, isComplete: false });
}
