import { listRecords, withoutPersons, type Fetch, type ListedRecord } from '@carrefour/harvesters';
import { AppError } from '../domain/app-error.ts';
import type { Failure, FieldDrift } from '../domain/run.ts';
import type { Lease, Ledger } from '../ledger/ledger.ts';
import { writeClaim, splitRecord, type ClaimRules } from './claim-writer.ts';
import { RunBook } from './run-book.ts';

/** Claims written in one transaction: some milliseconds of database work. */
const batchSize = 50;
const leaseSeconds = 120;

export interface IngestDeps {
  readonly ledger: Ledger;
  readonly fetch: Fetch;
  /** ISO 8601. */
  readonly now: () => string;
}

export interface IngestOptions extends ClaimRules {
  /** A local copy to read instead of the URL, and which variant of it. */
  readonly from?: string;
  readonly variant?: string;
  /** Reads, maps and checks, and writes nothing. */
  readonly isDryRun?: boolean;
  readonly signal: AbortSignal;
  /** Requests that one pass may take. */
  readonly maxPages: number;
  readonly onProgress?: (read: number) => void;
}

/** What one run of one set did. */
export interface RunSummary {
  readonly source: string;
  readonly set: string;
  /** The run's number, by which an operator decides on it; absent in a dry run. */
  readonly run?: number;
  readonly counts: ReturnType<RunBook['counts']>;
  /** Why the run is held for an operator, or was aborted; absent when it is done. */
  readonly held?: string;
  readonly aborted?: string;
  readonly failures: readonly Failure[];
  /** Fields that the source began or ceased to send since the pass before. */
  readonly drift: readonly FieldDrift[];
  readonly seconds: number;
}

/**
 * One pass over one set: fetch → parse → split → map → check → claim, record by record. A bad record is counted and
 * reported and never ends the run; a source that cannot be read aborts it, and nothing is withdrawn.
 * Rejects with AppError `conflict` while another process harvests the same set.
 */
export async function ingest(deps: IngestDeps, options: IngestOptions): Promise<RunSummary> {
  const { source, set } = options;
  const name = `harvest ${source.id}/${set.name}`;
  const lease = await deps.ledger.acquireLease(name, leaseSeconds);
  if (lease === undefined) {
    throw new AppError(
      'conflict',
      `“${source.id}/${set.name}” is being harvested by another process; try again later.`,
    );
  }
  try {
    return await runPass(deps, { ...options, lease });
  } finally {
    await deps.ledger.releaseLease(lease);
  }
}

type Pass = IngestOptions & { readonly lease: Lease };

async function runPass(deps: IngestDeps, pass: Pass): Promise<RunSummary> {
  const started = performance.now();
  const book = await RunBook.open(deps, pass);
  let aborted: string | undefined;
  try {
    for await (const batch of batches(listed(deps, pass))) {
      await ingestBatch(batch, { deps, pass, book });
      pass.onProgress?.(book.counts().read);
    }
  } catch (error) {
    if (pass.signal.aborted || !(error instanceof Error) || !isSourceFailure(error)) {
      await book.close({ aborted: withoutPersons(error instanceof Error ? error.message : String(error)) });
      throw error;
    }
    aborted = withoutPersons(error.message);
  }
  const ended = await book.close({ aborted });
  return {
    source: pass.source.id,
    set: pass.set.name,
    counts: book.counts(),
    ...(aborted === undefined ? {} : { aborted }),
    ...ended,
    failures: book.failures,
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

/** The source could not be read as a whole: its own failure, told in the run's report. */
function isSourceFailure(error: Error): boolean {
  return error.name === 'HarvestError' || error.name === 'FetchError';
}

function listed(
  { fetch }: IngestDeps,
  { source, set, from, variant, signal, maxPages }: Pass,
): AsyncIterable<ListedRecord> {
  return listRecords({
    source,
    set,
    fetch,
    signal,
    maxPages,
    ...(from === undefined ? {} : { from }),
    ...(variant === undefined ? {} : { variant }),
  });
}

async function ingestBatch(
  batch: readonly ListedRecord[],
  { deps: { ledger }, pass, book }: { deps: IngestDeps; pass: Pass; book: RunBook },
): Promise<void> {
  for (const one of batch) {
    pass.signal.throwIfAborted();
    if (one.outcome === 'failed') book.fail(one);
    else if (one.outcome === 'grouped') book.group();
    else if (one.outcome === 'noticed') book.notice(one);
    else if (one.outcome === 'deleted') book.delete(one.key);
    else {
      const split = splitRecord(pass, one);
      if (await book.isErased(split.record)) book.fail({ locator: one.locator, reason: erasedReason });
      else if (book.isUnchanged(split)) book.see(split, pass.mapping);
      else book.claim(split, await writeClaim(pass, split));
      book.move(split.record, one.formerKeys);
    }
  }
  if (pass.isDryRun !== true) await ledger.renewLease(pass.lease, leaseSeconds);
  await book.write();
}

const erasedReason =
  'This record was erased on request and is kept out; ask the operators if it should be published again.';

async function* batches(records: AsyncIterable<ListedRecord>): AsyncIterable<ListedRecord[]> {
  let batch: ListedRecord[] = [];
  for await (const record of records) {
    batch.push(record);
    if (batch.length < batchSize) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
