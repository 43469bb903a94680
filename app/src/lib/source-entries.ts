import type { SourceSummary } from '@carrefour/server/contract';

/** How many entries of all kinds a source has: what a search for its entries finds. */
export function entriesOf({ kinds: counts }: Pick<SourceSummary, 'kinds'>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}
