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

/**
 * A record that could not even be read, or something odd that is no record, with where it stands and why, in words for
 * its sender.
 */
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

/** A field that its source began or ceased to send since the pass before. */
export interface FieldDrift {
  readonly field: string;
  /** Records that had it in the pass before, and in this one. */
  readonly before: number;
  readonly now: number;
  /** True where the mapping reads it: a mapped field that vanishes takes its statements with it. */
  readonly isMapped: boolean;
}

/** Fields that appeared or vanished between two passes; mapped ones first. Nothing can be said without a pass before. */
export function driftOf(before: readonly FieldUse[], now: readonly FieldUse[]): FieldDrift[] {
  if (before.length === 0) return [];
  const [earlier, later] = [before, now].map((uses) => new Map(uses.map((use) => [use.field, use])));
  const fields = [...new Set([...(earlier?.keys() ?? []), ...(later?.keys() ?? [])])].sort();
  return fields
    .flatMap((field) => {
      const [was, is] = [earlier?.get(field), later?.get(field)];
      if (was !== undefined && is !== undefined) return [];
      const isMapped = was?.isMapped === true || is?.isMapped === true;
      return [{ field, before: was?.count ?? 0, now: is?.count ?? 0, isMapped }];
    })
    .sort((a, b) => Number(b.isMapped) - Number(a.isMapped));
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
