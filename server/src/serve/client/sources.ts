import type { SourceSummary } from '../../contract.ts';
import type { Agreement } from '../../domain/rights.ts';
import type { LanguageText } from '../../domain/thing-doc.ts';
import type { LedgerReader } from '../reading.ts';

/** A source's declaration, as far as the public sees it. */
export interface SourceInfo {
  readonly id: string;
  readonly name: LanguageText;
  readonly homepage: string;
  readonly licence: string;
  readonly agreement: Agreement;
  readonly isExample: boolean;
  readonly enabled: boolean;
}

/** Sources that are enabled or have given records, with what became of these, in the order declared. */
export async function sourceSummaries(
  ledger: LedgerReader,
  sources: readonly SourceInfo[],
): Promise<SourceSummary[]> {
  const counts = new Map((await ledger.counts()).sources.map((count) => [count.source, count]));
  return sources.flatMap(({ enabled, ...info }) => {
    const count = counts.get(info.id);
    if (count === undefined && !enabled) return [];
    const { published = 0, quarantined = 0, grouped = 0, failed = 0, open = 0, kinds = {} } = count ?? {};
    const lastHarvest = count?.lastRun?.endedAt;
    return [
      {
        ...info,
        read: published + quarantined + grouped + failed,
        published,
        open,
        quarantined,
        kinds,
        ...(lastHarvest === undefined ? {} : { lastHarvest }),
      },
    ];
  });
}

/** The newest of the sources' last harvests, ISO 8601. */
export function newestHarvest(sources: readonly SourceSummary[]): string | undefined {
  return sources
    .flatMap(({ lastHarvest }) => (lastHarvest === undefined ? [] : [lastHarvest]))
    .sort()
    .at(-1);
}
