import type { SynonymGroup } from '../query/synonyms.ts';
import type { SearchQuery } from '../../domain/search-query.ts';
import type { ThingDoc } from '../../domain/thing-doc.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import type { CompletionLabel } from '../search-index.ts';
import type { Mark } from '../segments/segment-files.ts';
import type { MergePlan, SegmentState } from '../segments/segment-set.ts';

/** What the writing thread is asked. Each answer is a {@link WriterState}, but for `load` and `tracesOf`. */
export type WriterRequest =
  /** Takes the stored index in; answers with its mark, or undefined where there is none that can be used. */
  | { readonly type: 'load'; readonly folder: string }
  | {
      readonly type: 'apply';
      readonly docs: readonly ThingDoc[];
      readonly gone: readonly ThingId[];
      /** The change that this brings the index to; absent while it is being built. */
      readonly seq?: number;
    }
  | { readonly type: 'replace'; readonly plan: MergePlan; readonly merged: SharedArrayBuffer }
  /** Answers with a merge that leaves nothing of these things, or undefined where nothing is left of them. */
  | { readonly type: 'tracesOf'; readonly things: readonly ThingId[] }
  | { readonly type: 'wholePlan' }
  | { readonly type: 'save'; readonly folder: string; readonly mark: Mark };

export interface WriterState {
  readonly seq: number;
  readonly segments: readonly SegmentState[];
  /** A merge that is due. */
  readonly plan?: MergePlan;
}

/** What a merging thread is asked; it answers with the merged segment. */
export type MergeRequest = MergePlan;

/** What a querying thread is asked; `view` is the only one that changes what it answers from. */
export type QueryRequest =
  | { readonly type: 'view'; readonly seq: number; readonly segments: readonly SegmentState[] }
  | { readonly type: 'search' | 'removals'; readonly query: SearchQuery }
  | { readonly type: 'explain'; readonly q: string; readonly id: ThingId }
  | { readonly type: 'similar'; readonly doc: ThingDoc; readonly limit: number }
  | { readonly type: 'clusters'; readonly query: SearchQuery; readonly zoom: number }
  | { readonly type: 'complete'; readonly text: string; readonly lang: 'fr' | 'en'; readonly limit: number }
  | {
      readonly type: 'highlight';
      readonly q: string;
      readonly texts: readonly { text: string; lang: string }[];
    };

export interface ThreadSettings {
  readonly labels: readonly CompletionLabel[];
  /** Groups of labels that mean the same. */
  readonly synonyms: readonly SynonymGroup[];
}
