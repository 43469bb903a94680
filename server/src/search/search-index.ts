import type { BoundingBox, FacetName, FilterName, SearchQuery } from '../domain/search-query.ts';
import type { Kind } from '../domain/kinds.ts';
import type { ThingDoc } from '../domain/thing-doc.ts';
import type { ThingId } from '../domain/thing-id.ts';

/** A value of a facet; `parent` is the value above it (a region's country, a theme's broader theme). */
export interface FacetCount {
  readonly value: string;
  readonly count: number;
  readonly parent?: string;
}

/** How many things began in a year. */
export interface YearCount {
  readonly year: number;
  readonly count: number;
}

/** Ids in the order of the page asked for, and the counts of the whole result. */
export interface SearchResult {
  readonly total: number;
  readonly ids: readonly ThingId[];
  /** Each facet counts things that match every other filter; its own selection is ignored. Chosen values stay at 0. */
  readonly facets: Readonly<Record<FacetName, readonly FacetCount[]>>;
  /** By year of beginning, earliest first, things that match every other filter: the years asked for are ignored. */
  readonly years: readonly YearCount[];
  /** Things among the matches that have no coordinates, and (thing, place) pairs that have some. */
  readonly withoutPlace: number;
  readonly places: number;
  /** The words that were searched instead, when those typed match nothing. */
  readonly corrected?: string;
  /** Words that would likely find more: one of those typed is rare and looks like a frequent one. */
  readonly suggested?: string;
  /** True when too little holds all the words: things with at least half as many of them as the best are given too. */
  readonly isRelaxed: boolean;
  /** The newest change that this answer reflects. */
  readonly seq: number;
}

/** How many things a query would find without one of its filters, all others kept. */
export interface Removal {
  readonly filter: FilterName;
  readonly count: number;
}

/** Text with the parts that match, as alternating plain and marked runs. */
export type Highlight = readonly { readonly text: string; readonly isMatch: boolean }[];

/** Things near one another on the screen. One thing: its id, title and exact place. Several: how many, and their box. */
export interface Cluster {
  readonly lat: number;
  readonly lon: number;
  /** Distinct things. */
  readonly count: number;
  readonly bbox: BoundingBox;
  /** When the cluster is one (thing, place) pair. */
  readonly thing?: ThingId;
  readonly kind?: Kind;
}

export interface ClusterResult {
  readonly clusters: readonly Cluster[];
  /** Distinct things and (thing, place) pairs within the box. */
  readonly things: number;
  readonly places: number;
  readonly withoutPlace: number;
}

/** A completion of what is being typed. */
export interface Completion {
  readonly group: 'thing' | 'concept' | 'territory' | 'organization';
  readonly text: string;
  /** The thing's id, the concept's code or the territory's `{level}-{code}`. */
  readonly value: string;
  readonly kind?: Kind;
}

/** What one field adds to a score, by one word or label that stands for what was asked. */
export interface FieldShare {
  readonly field: string;
  readonly by: string;
  /** Occurrences by the field's weight and length. */
  readonly weight: number;
  readonly score: number;
}

/** What one word of a query adds to a score. */
export interface WordShare {
  readonly text: string;
  /** How many things hold it, and how rare that makes it. */
  readonly holders: number;
  readonly rarity: number;
  readonly weight: number;
  readonly score: number;
  /** Their scores add up to the word's. */
  readonly fields: readonly FieldShare[];
}

/** What a score is made of. */
export interface ScoreExplanation {
  /** The sum of the words' scores, share and lift included. */
  readonly score: number;
  readonly words: readonly WordShare[];
  /** The share of the words that is there. */
  readonly share: number;
  /** By how much the signals lift the score, as parts of one. */
  readonly lift: { readonly completeness: number; readonly recency: number };
  /** Place among the first hundred by score, and after the diversity rule; from 1. */
  readonly byScore?: number;
  readonly shown?: number;
}

/** A thing like another, with what both share. */
export interface SimilarThing {
  readonly id: ThingId;
  /** Up to three words that tell what the other is about, as they stand there. */
  readonly words: readonly string[];
  /** The rarest theme, and the narrowest territory below the country. */
  readonly theme?: string;
  readonly territory?: string;
  readonly audiences: readonly string[];
}

/** Words for facet values that completion offers: concepts and territories by language. */
export interface CompletionLabel {
  readonly group: 'concept' | 'territory';
  readonly value: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * A view of the ledger that finds things. Works off the caller's thread; has one writer. It tails the change log from
 * its own checkpoint, at least once and idempotently, never writes to the ledger, and keeps no stored text: titles and
 * summaries of a page come from `Ledger.docs`.
 */
export interface SearchIndex {
  /** Resolves when every change up to now can be found. */
  start(): Promise<void>;
  search(query: SearchQuery): Promise<SearchResult>;
  /** What taking each filter of a query away would give, in one pass; one for every filter that it has. */
  removals(query: SearchQuery): Promise<Removal[]>;
  /** The query's matches within `query.bbox`, grouped for a Leaflet zoom on a 256 px grid; at most 150 clusters. */
  clusters(query: SearchQuery, zoom: number): Promise<ClusterResult>;
  complete(text: string, options: { lang: 'fr' | 'en'; limit: number }): Promise<Completion[]>;
  /** Marks what a query's words match in texts, by the same analysis as the index. */
  highlight(q: string, texts: readonly { text: string; lang: string }[]): Promise<Highlight[]>;
  /** Things like a doc, the most alike first; neither itself, nor what it names, nor what names it. */
  similar(doc: ThingDoc, limit: number): Promise<SimilarThing[]>;
  /** What the score of a thing for some words is made of; undefined when they do not find it. Slow: for operators. */
  explain(q: string, thing: ThingId): Promise<ScoreExplanation | undefined>;
  caughtUp(seq: number): Promise<void>;
  appliedSeq(): Promise<number>;
  rebuild(onProgress: (done: number) => void): Promise<void>;
  isReady(): boolean;
  close(): Promise<void>;
}
