import type { SearchQuery } from '../../domain/search-query.ts';
import type { ThingDoc } from '../../domain/thing-doc.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import type { CompletionLabel } from '../search-index.ts';

/** What the thread is asked; `apply` is the only one that changes the index. */
export type MemoryRequest =
  | { readonly type: 'apply'; readonly docs: readonly ThingDoc[]; readonly gone: readonly ThingId[] }
  | { readonly type: 'search'; readonly query: SearchQuery }
  | { readonly type: 'clusters'; readonly query: SearchQuery; readonly zoom: number }
  | { readonly type: 'complete'; readonly text: string; readonly lang: 'fr' | 'en'; readonly limit: number }
  | { readonly type: 'highlight'; readonly q: string; readonly texts: readonly string[] };

export interface MemorySettings {
  readonly labels: readonly CompletionLabel[];
}

export interface MemoryAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: string;
}
