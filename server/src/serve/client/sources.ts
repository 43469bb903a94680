import type { SourcePage, SourceSummary } from '../../contract.ts';
import { withBase } from '../../domain/base.ts';
import type { Agreement } from '../../domain/rights.ts';
import { sourceIri } from '../../domain/source-iri.ts';
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
        grouped,
        failed,
        kinds,
        ...(lastHarvest === undefined ? {} : { lastHarvest }),
      },
    ];
  });
}

/** Path of a source's page, without language prefix. */
export function sourcePath(id: string): string {
  return `/source/${encodeURIComponent(id)}`;
}

/** One of the sources that {@link sourceSummaries} tells of, with the quality of the entries that are shown. */
export async function sourcePage(
  id: string,
  { ledger, sources, base }: { ledger: LedgerReader; sources: readonly SourceInfo[]; base: string },
): Promise<SourcePage | undefined> {
  const [summaries, qualities] = await Promise.all([
    sourceSummaries(ledger, sources),
    ledger.sourceQuality('shown'),
  ]);
  const summary = summaries.find((one) => one.id === id);
  if (summary === undefined) return undefined;
  const quality = qualities.find(({ source }) => source === id);
  return {
    ...summary,
    iri: withBase(sourceIri(id), base),
    path: sourcePath(id),
    ...(quality === undefined ? {} : { quality }),
  };
}

/** The newest of the sources' last harvests, ISO 8601. */
export function newestHarvest(sources: readonly SourceSummary[]): string | undefined {
  return sources
    .flatMap(({ lastHarvest }) => (lastHarvest === undefined ? [] : [lastHarvest]))
    .sort()
    .at(-1);
}
