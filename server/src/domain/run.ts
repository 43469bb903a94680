/** Counts of one harvest run of one set. */
export interface RunCounts {
  readonly read: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly grouped: number;
  readonly missing: number;
  readonly quarantined: number;
  readonly withdrawn: number;
  readonly failed: number;
}

/** A record that could not even be read, with where it stands and why, in words for its sender. */
export interface Failure {
  readonly locator: string;
  readonly reason: string;
}

/** How often each field of a source was seen, and whether its mapping reads it. */
export interface FieldUse {
  readonly field: string;
  readonly count: number;
  readonly isMapped: boolean;
}

/** One run of one set. */
export interface Run extends RunCounts {
  readonly id: number;
  readonly source: string;
  readonly set: string;
  readonly state: 'running' | 'done' | 'held' | 'discarded' | 'aborted';
  /** Why it is held or aborted, in words for an operator. */
  readonly cause?: string;
  readonly startedAt: string;
  readonly endedAt?: string;
  readonly seconds: number;
}

/** The setting that keeps what a held run would withdraw, until an operator decides. */
export function heldSetting(run: number): string {
  return `held-run-${String(run)}`;
}
