import type { Failure, FieldUse, Run, RunCounts } from '../../domain/run.ts';
import type { RunEnd, SourceCounts } from '../ledger.ts';
import { dropOrphanBlobs, type Database } from './database.ts';
import { seq } from './publication-tables.ts';

const keptVersions = 3;
const keptDays = 90;
const noCounts: RunCounts = {
  read: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  grouped: 0,
  missing: 0,
  quarantined: 0,
  withdrawn: 0,
  failed: 0,
};

/** Begins a run. The set's lease is held, so a run that still counts as running was cut short: it is aborted. */
export function startRun(
  ledger: Database,
  { source, set, at }: { source: string; set: string; at: string },
): number {
  ledger.run(
    "UPDATE run SET state = 'aborted', cause = 'the process ended before the run did', ended_at = ? WHERE source = ? AND set_name = ? AND state = 'running'",
    at,
    source,
    set,
  );
  return ledger.run(
    "INSERT INTO run (source, set_name, state, started_at, started_ms) VALUES (?, ?, 'running', ?, ?)",
    source,
    set,
    at,
    Date.now(),
  ).lastId;
}

export function endRun(
  ledger: Database,
  end: RunEnd,
  { at, isComplete }: { at: string; isComplete: boolean },
): void {
  const run = ledger.get<{ source: string; set_name: string; started_ms: number; state: string }>(
    'SELECT * FROM run WHERE id = ?',
    end.run,
  );
  if (run === undefined) return;
  const seconds = run.state === 'running' ? Math.round(Date.now() - run.started_ms) / 1000 : undefined;
  ledger.run(
    'UPDATE run SET state = ?, cause = ?, ended_at = ?, counts = ?, seconds = coalesce(?, seconds) WHERE id = ?',
    end.state,
    end.cause ?? null,
    at,
    JSON.stringify(end.counts),
    seconds ?? null,
    end.run,
  );
  ledger.run('DELETE FROM run_failure WHERE run = ?', end.run);
  ledger.run('DELETE FROM run_field WHERE run = ?', end.run);
  for (const { locator, reason } of end.failures)
    ledger.run('INSERT INTO run_failure VALUES (?, ?, ?)', end.run, locator, reason);
  for (const { field, count, isMapped } of end.fields) {
    ledger.run('INSERT INTO run_field VALUES (?, ?, ?, ?)', end.run, field, count, Number(isMapped));
  }
  if (end.state === 'done' && isComplete) {
    ledger.run(
      `UPDATE record SET missed = missed + 1, missing_since = coalesce(missing_since, ?)
       WHERE source = ? AND set_name = ? AND state <> 'withdrawn' AND last_run IS NOT ?`,
      at,
      run.source,
      run.set_name,
      end.run,
    );
  }
  dropOldPayloads(ledger, { source: run.source, set: run.set_name, at });
}

/** Payloads beyond three versions and ninety days go; their graphs stay, for time travel. */
function dropOldPayloads(
  ledger: Database,
  { source, set, at }: { source: string; set: string; at: string },
): void {
  const before = new Date(Date.parse(at) - keptDays * 86_400_000).toISOString();
  const { changes } = ledger.run(
    `UPDATE claim SET payload = NULL WHERE payload IS NOT NULL AND at < ? AND id IN (
       SELECT old.id FROM claim AS old JOIN record ON record.id = old.record JOIN claim AS newest ON newest.id = record.newest
       WHERE record.source = ? AND record.set_name = ? AND old.version <= newest.version - ${String(keptVersions)}
         AND old.id IS NOT record.publishable)`,
    before,
    source,
    set,
  );
  if (changes > 0) dropOrphanBlobs(ledger);
}

interface RunRow {
  readonly id: number;
  readonly source: string;
  readonly set_name: string;
  readonly state: Run['state'];
  readonly cause: string | null;
  readonly started_at: string;
  readonly ended_at: string | null;
  readonly seconds: number;
  readonly counts: string;
}

function readRun(row: RunRow): Run {
  return {
    id: row.id,
    source: row.source,
    set: row.set_name,
    state: row.state,
    ...(row.cause === null ? {} : { cause: row.cause }),
    startedAt: row.started_at,
    ...(row.ended_at === null ? {} : { endedAt: row.ended_at }),
    seconds: row.seconds,
    ...noCounts,
    ...(JSON.parse(row.counts) as Partial<RunCounts>),
  };
}

/** Newest first. */
export function runs(ledger: Database, source: string | undefined, limit: number): Run[] {
  return ledger
    .all<RunRow>(
      'SELECT * FROM run WHERE source = coalesce(?, source) ORDER BY id DESC LIMIT ?',
      source ?? null,
      limit,
    )
    .map(readRun);
}

function lastEnded(ledger: Database, source: string, set: string): RunRow | undefined {
  return ledger.get<RunRow>(
    "SELECT * FROM run WHERE source = ? AND set_name = ? AND state <> 'running' ORDER BY id DESC LIMIT 1",
    source,
    set,
  );
}

export function runReport(
  ledger: Database,
  source: string,
  set: string,
): { failures: Failure[]; fields: FieldUse[] } {
  const run = lastEnded(ledger, source, set)?.id ?? -1;
  return {
    failures: ledger
      .all<{ locator: string; reason: string }>(
        'SELECT locator, reason FROM run_failure WHERE run = ? ORDER BY rowid',
        run,
      )
      .map(({ locator, reason }) => ({ locator, reason })),
    fields: fieldsOf(ledger, run),
  };
}

export function lastFields(ledger: Database, source: string, set: string): FieldUse[] {
  return fieldsOf(ledger, lastEndedPass(ledger, source, set)?.id ?? -1);
}

function fieldsOf(ledger: Database, run: number): FieldUse[] {
  return ledger
    .all<{ field: string; count: number; is_mapped: number }>(
      'SELECT * FROM run_field WHERE run = ? ORDER BY count DESC, field',
      run,
    )
    .map(({ field, count, is_mapped: isMapped }) => ({ field, count, isMapped: isMapped === 1 }));
}

/** What `status` counts, by source. */
export function counts(ledger: Database): {
  sources: SourceCounts[];
  things: number;
  open: number;
  seq: number;
} {
  const ids = ledger
    .all<{ source: string }>(
      'SELECT DISTINCT source FROM run UNION SELECT DISTINCT source FROM record ORDER BY 1',
    )
    .map(({ source }) => source);
  const number = (sql: string, ...values: string[]): number =>
    ledger.get<{ n: number }>(sql, ...values)?.n ?? 0;
  return {
    sources: ids.map((source) => countsOf(ledger, source)),
    things: number("SELECT count(*) AS n FROM current WHERE state = 'published'"),
    open: number("SELECT count(*) AS n FROM current WHERE state = 'published' AND is_open = 1"),
    seq: seq(ledger),
  };
}

function countsOf(ledger: Database, source: string): SourceCounts {
  const number = (sql: string, ...values: string[]): number =>
    ledger.get<{ n: number }>(sql, ...values)?.n ?? 0;
  const sets = ledger.all<{ set_name: string }>('SELECT DISTINCT set_name FROM run WHERE source = ?', source);
  const ended = sets.flatMap(({ set_name: set }) => lastEndedPass(ledger, source, set) ?? []).map(readRun);
  const kinds = ledger.all<{ kind: string; n: number }>(
    `SELECT kind, count(DISTINCT current.thing) AS n FROM publication_record JOIN current USING (thing)
     WHERE source = ? GROUP BY kind ORDER BY kind`,
    source,
  );
  const [lastRun] = runs(ledger, source, 1);
  const sum = (member: 'grouped' | 'failed'): number => ended.reduce((total, run) => total + run[member], 0);
  return {
    source,
    published: number(
      'SELECT count(*) AS n FROM (SELECT DISTINCT set_name, key FROM publication_record WHERE source = ?)',
      source,
    ),
    quarantined: number(
      "SELECT count(*) AS n FROM record WHERE source = ? AND state = 'quarantined' AND publishable IS NULL",
      source,
    ),
    withdrawn: number("SELECT count(*) AS n FROM record WHERE source = ? AND state = 'withdrawn'", source),
    grouped: sum('grouped'),
    failed: sum('failed'),
    unmapped: ended.reduce(
      (total, run) =>
        total + number('SELECT count(*) AS n FROM run_field WHERE is_mapped = 0 AND run = ?', String(run.id)),
      0,
    ),
    kinds: Object.fromEntries(kinds.map(({ kind, n }) => [kind, n])),
    open: number(
      'SELECT count(DISTINCT thing) AS n FROM publication_record WHERE source = ? AND is_open = 1',
      source,
    ),
    ...(lastRun === undefined ? {} : { lastRun }),
  };
}

/** The newest pass that read the whole of a set: an aborted one says nothing of what the source holds. */
function lastEndedPass(ledger: Database, source: string, set: string): RunRow | undefined {
  return ledger.get<RunRow>(
    "SELECT * FROM run WHERE source = ? AND set_name = ? AND state IN ('done', 'held', 'discarded') ORDER BY id DESC LIMIT 1",
    source,
    set,
  );
}
