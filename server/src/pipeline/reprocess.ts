import type { Json } from '@carrefour/harvesters';
import { AppError } from '../domain/app-error.ts';
import type { ClaimWrite } from '../domain/claim.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { splitRecord, writeClaim, type ClaimRules } from './claim-writer.ts';

const batchSize = 50;
const leaseSeconds = 120;

export interface ReprocessSummary {
  readonly source: string;
  readonly set: string;
  readonly read: number;
  readonly changed: number;
  readonly quarantined: number;
}

/**
 * Maps and checks the stored payloads of one set again, without fetching: after a change of mapping, crosswalk, shapes
 * or rights. Only records whose fingerprint differs get a new claim, and only things whose graph or doc differs change.
 */
export async function reprocess(
  rules: ClaimRules & { readonly signal: AbortSignal; readonly onProgress?: (read: number) => void },
  { ledger }: { ledger: Ledger },
): Promise<ReprocessSummary> {
  const { source, set, signal, onProgress } = rules;
  const lease = await ledger.acquireLease(`harvest ${source.id}/${set.name}`, leaseSeconds);
  if (lease === undefined) {
    throw new AppError(
      'conflict',
      `“${source.id}/${set.name}” is being harvested by another process; try again later.`,
    );
  }
  const summary = { source: source.id, set: set.name, read: 0, changed: 0, quarantined: 0 };
  let claims: ClaimWrite[] = [];
  const flush = async (): Promise<void> => {
    await ledger.renewLease(lease, leaseSeconds);
    if (claims.length > 0) await ledger.commit({ lease, claims });
    claims = [];
    onProgress?.(summary.read);
  };
  try {
    const fingerprints = new Map<string, string>();
    for await (const known of ledger.knownRecords(source.id, set.name)) {
      fingerprints.set(known.key, known.fingerprint);
    }
    for await (const { record, locator, payload } of ledger.payloads(source.id, set.name)) {
      signal.throwIfAborted();
      summary.read += 1;
      const sent = { key: record.key, locator, payload: JSON.parse(payload) as { [name: string]: Json } };
      const split = splitRecord(rules, sent);
      if (fingerprints.get(record.key) !== split.fingerprint) {
        const { claim } = await writeClaim(rules, split);
        summary.changed += 1;
        if (claim.outcome === 'quarantined') summary.quarantined += 1;
        claims.push(claim);
      }
      if (claims.length >= batchSize || summary.read % 500 === 0) await flush();
    }
    await flush();
    return summary;
  } finally {
    await ledger.releaseLease(lease);
  }
}
