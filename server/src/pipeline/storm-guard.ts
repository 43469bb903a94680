import type { KnownRecord } from '../ledger/ledger.ts';

/** A record is withdrawn after this many complete passes without it, and no sooner than after so many days. */
const passesUntilWithdrawn = 3;
const daysUntilWithdrawn = 7;
const millisecondsADay = 86_400_000;

/** True when a record that this complete pass missed has been away for long enough. */
export function isDue(
  { state, missedPasses, missingSince }: Pick<KnownRecord, 'state' | 'missedPasses' | 'missingSince'>,
  now: string,
): boolean {
  if (state === 'withdrawn' || missingSince === undefined) return false;
  const days = (Date.parse(now) - Date.parse(missingSince)) / millisecondsADay;
  return missedPasses + 1 >= passesUntilWithdrawn && days >= daysUntilWithdrawn;
}

/** How many published records of a set one run may take away: min(max(20 %, 5), 100). */
export function withdrawalLimit(published: number): number {
  return Math.min(Math.max(Math.floor(published * 0.2), 5), 100);
}

/** How many of a set's published records a run touches. */
export interface Losses {
  readonly published: number;
  /** Absent from a complete pass, whether or not they are due yet. */
  readonly missing: number;
  /** Said by their source to be deleted. */
  readonly deleted: number;
  /** Sent in a form that cannot be published. */
  readonly quarantined: number;
}

/**
 * Says why a run must wait for an operator, or undefined when it may go through. Missing records count from the first
 * pass on: a source that has lost half its list is told of on that day, not when the records would be withdrawn.
 */
export function stormCause({ published, missing, deleted, quarantined }: Losses): string | undefined {
  const limit = withdrawalLimit(published);
  if (missing + deleted + quarantined <= limit) return undefined;
  const parts = [
    missing > 0 ? `${String(missing)} are missing` : '',
    deleted > 0 ? `${String(deleted)} are deleted by their source` : '',
    quarantined > 0 ? `${String(quarantined)} can no longer be published as they are` : '',
  ].filter((part) => part !== '');
  return (
    `Of ${String(published)} published records, ${parts.join(', ')}: more than the ${String(limit)} that pass without ` +
    'a person. Nothing was withdrawn. Look at the source, then approve the run (they go) or discard it (they stay).'
  );
}
