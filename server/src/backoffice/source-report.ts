import type { Json } from '@carrefour/harvesters';
import type { CheckResult } from '../domain/claim.ts';
import { recordIri } from '../domain/record-ref.ts';
import type { Failure, FieldUse } from '../domain/run.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { ClaimRules } from '../pipeline/claim-writer.ts';

/** What a partner has to know about one of its sets, as it was last read. */
export interface SetReport {
  readonly set: string;
  /** Records that could not be read, with where they stand and why. */
  readonly failures: readonly Failure[];
  /** Records that were read and cannot be published as they are, each with what to write where. */
  readonly quarantined: readonly {
    readonly key: string;
    readonly locator: string;
    readonly reasons: readonly Pick<CheckResult, 'path' | 'value' | 'message'>[];
  }[];
  /** Every field of the last pass, most frequent first. */
  readonly fields: readonly FieldUse[];
  /** Labels that the crosswalk does not list, most frequent first. */
  readonly unmappedLabels: readonly LabelUse[];
}

interface LabelUse {
  readonly scheme: string;
  readonly label: string;
  /** Records that use it. */
  readonly count: number;
}

const maxQuarantined = 10_000;

/** Tells what one set gave, what is wrong with it, and what its mapping leaves aside. */
export async function reportOf(
  { source, set, mapping }: Pick<ClaimRules, 'source' | 'set' | 'mapping'>,
  ledger: Ledger,
): Promise<SetReport> {
  const [{ failures, fields }, quarantined] = await Promise.all([
    ledger.runReport(source.id, set.name),
    ledger.quarantined({ source: source.id, limit: maxQuarantined }),
  ]);
  return {
    set: set.name,
    failures,
    quarantined: quarantined
      .filter(({ record }) => record.set === set.name)
      .map(({ record, locator, report }) => ({
        key: record.key,
        locator,
        reasons: report
          .filter(({ severity }) => severity === 'violation')
          .map(({ path, value, message }) => ({
            ...(path === undefined ? {} : { path }),
            ...(value === undefined ? {} : { value }),
            message,
          })),
      })),
    fields,
    unmappedLabels: await unmappedLabels({ source, set, mapping }, ledger),
  };
}

async function unmappedLabels(
  { source, set, mapping }: Pick<ClaimRules, 'source' | 'set' | 'mapping'>,
  ledger: Ledger,
): Promise<LabelUse[]> {
  const uses = new Map<string, LabelUse>();
  for await (const { record, payload } of ledger.payloads(source.id, set.name)) {
    const mapped = mapping.map(JSON.parse(payload) as { [name: string]: Json }, {
      base: recordIri(record),
      language: source.language,
    });
    for (const { scheme, label } of mapped.unmappedLabels) {
      const name = `${scheme} ${label}`;
      uses.set(name, { scheme, label, count: (uses.get(name)?.count ?? 0) + 1 });
    }
  }
  return [...uses.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1));
}
