import type { KnownRecord } from '../ledger/ledger.ts';

/** A record is withdrawn after this many complete passes without it, and no sooner than after so many days. */
const passesUntilWithdrawn = 3;
const daysUntilWithdrawn = 7;
const millisecondsADay = 86_400_000;

/** True when a record that this complete pass missed has been away for long enough. */
export function isDue({ state, missedPasses, missingSince }: KnownRecord, now: string): boolean {
  if (state === 'withdrawn' || missingSince === undefined) return false;
  const days = (Date.parse(now) - Date.parse(missingSince)) / millisecondsADay;
  return missedPasses + 1 >= passesUntilWithdrawn && days >= daysUntilWithdrawn;
}

/** How many published records of a set one run may take away: min(max(20 %, 5), 100). */
export function withdrawalLimit(published: number): number {
  return Math.min(Math.max(Math.floor(published * 0.2), 5), 100);
}

/**
 * Says why a run must wait for an operator, or undefined when it may go through.
 * @param run.taken Published records that the run would withdraw, or whose new version was quarantined.
 */
export function stormCause(run: {
  published: number;
  withdrawn: number;
  quarantined: number;
}): string | undefined {
  const limit = withdrawalLimit(run.published);
  if (run.withdrawn + run.quarantined <= limit) return undefined;
  const parts = [
    run.withdrawn > 0 ? `withdraw ${String(run.withdrawn)}` : '',
    run.quarantined > 0 ? `quarantine ${String(run.quarantined)}` : '',
  ].filter((part) => part !== '');
  return (
    `This run would ${parts.join(' and ')} of ${String(run.published)} published records, more than the ` +
    `${String(limit)} that pass without a person. Look at the source, then approve or discard the run.`
  );
}
