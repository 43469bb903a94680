import type { Ledger } from '../ledger/ledger.ts';
import type { SearchIndex } from '../search/search-index.ts';

/** The part of the ledger that the edge reads; it writes nothing. */
export type LedgerReader = Pick<
  Ledger,
  'resolve' | 'publication' | 'docs' | 'claim' | 'counts' | 'sourceQuality' | 'seq'
>;

/** The part of the search index that the edge asks; its life is the composition root's. */
export type SearchReader = Pick<
  SearchIndex,
  | 'search'
  | 'explain'
  | 'removals'
  | 'similar'
  | 'clusters'
  | 'complete'
  | 'highlight'
  | 'appliedSeq'
  | 'isReady'
>;
