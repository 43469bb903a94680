import type { Change } from './domain/publication.ts';
import type { Kind } from './domain/kinds.ts';
import type { Alternative, Lead } from './domain/lead.ts';
import type { FacetName, SearchQuery } from './domain/search-query.ts';
import type { SourceQuality } from './domain/source-quality.ts';
import type { DocSource, LanguageText, ThingDoc } from './domain/thing-doc.ts';
import type { ThemeConcept, ThemesPage } from './domain/theme-page.ts';
import type { KeptValidation, ValidationRequest } from './domain/validation.ts';
import type { ConceptReference, VocabularyAnswer } from './domain/vocabulary-page.ts';
import type { Cluster, Completion, Highlight, YearCount } from './search/search-index.ts';

export type * from './domain/kinds.ts';
export type * from './domain/lead.ts';
export type * from './domain/search-query.ts';
export type * from './domain/source-quality.ts';
export type * from './domain/theme-page.ts';
export type * from './domain/thing-doc.ts';
export type * from './domain/validation.ts';
export type * from './domain/vocabulary-page.ts';
export type { Cluster, Completion, Highlight } from './search/search-index.ts';

/** A result of a search: what a list shows of a thing. */
export interface Hit {
  readonly id: string;
  readonly iri: string;
  readonly kind: Kind;
  /** Path of the page, without language prefix: `/fiche/{id}-{slug}`. */
  readonly path: string;
  /** The title in the reader's language, or the one there is; `lang` says which. */
  readonly title: string;
  readonly lang: string;
  readonly titleHighlight: Highlight;
  /** An extract around the words found, or the beginning of the summary; empty when there is no text. */
  readonly extract: Highlight;
  readonly extractLang: string;
  readonly concepts: ThingDoc['concepts'];
  /** The themes in words of the reader's language. */
  readonly themes: readonly string[];
  readonly places: ThingDoc['places'];
  /** The narrowest territory of each place that has no town, in words of the reader's language. */
  readonly territories: Readonly<Record<string, string>>;
  readonly carrier?: { readonly id: string; readonly title: string };
  readonly sources: readonly { readonly id: string; readonly name: string }[];
  readonly year?: number;
  readonly isOpen: boolean;
}

/** A facet value with its words in the reader's language. */
export interface FacetValue {
  readonly value: string;
  readonly label: string;
  readonly count: number;
  readonly parent?: string;
  readonly isSelected: boolean;
}

/** A value of a facet beside others of other branches: `within` names the value above it, a commune's département. */
export interface FacetMatch extends FacetValue {
  readonly within?: string;
}

/** Values of one facet; at most 50 of `total`. */
export interface FacetPage {
  readonly parameter: string;
  readonly total: number;
  readonly values: readonly FacetMatch[];
  readonly unknownValues: SearchPage['unknownValues'];
}

export interface SearchPage {
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly facets: Readonly<Record<FacetName, readonly FacetValue[]>>;
  /** How many began in each year, earliest first, whatever years were asked for; those that say none are in none. */
  readonly years: readonly YearCount[];
  /** What was searched instead, because nothing holds the words that were typed. */
  readonly corrected?: string;
  /** Words that would likely find more. */
  readonly suggested?: string;
  /** True when nothing holds all the words, and what holds most of them is given. */
  readonly isRelaxed: boolean;
  /** For a sentence, the surest first; at most five. */
  readonly leads: readonly Lead[];
  /** For a sentence whose words find little; at most three. */
  readonly alternatives: readonly Alternative[];
  /** (thing, place) pairs with coordinates, and matching things without any. */
  readonly places: number;
  readonly withoutPlace: number;
  readonly page: number;
  readonly per: number;
  /** Values that were asked for and do not exist: they were left out of the filter. */
  readonly unknownValues: readonly { readonly parameter: string; readonly value: string }[];
  /** When nothing was found: how many there would be without each filter. */
  readonly relaxations: readonly {
    readonly parameter: string;
    readonly value: string;
    readonly label: string;
    readonly count: number;
  }[];
}

export interface ClusterPage {
  /** `radius`, in metres: the one place of the cluster is known by its territory only, and is drawn as an area. */
  readonly clusters: readonly (Cluster & {
    readonly title?: string;
    readonly path?: string;
    readonly radius?: number;
  })[];
  readonly things: number;
  readonly places: number;
  readonly withoutPlace: number;
}

/** A word with its code: a concept, a territory, a source. */
export interface Label {
  readonly value: string;
  readonly label: string;
}

/** A thing's page: its doc with the words of its codes, in the reader's language. */
export interface ThingPage {
  readonly outcome: 'published';
  readonly iri: string;
  readonly path: string;
  readonly doc: ThingDoc;
  readonly labels: {
    readonly concepts: Readonly<Record<string, readonly Label[]>>;
    readonly territories: Readonly<Record<string, string>>;
    /** Of inferred concepts, by `{scheme}/{code}`. */
    readonly inferred: Readonly<Record<string, string>>;
    readonly countries: Readonly<Record<string, string>>;
  };
  /** Things that name this one (what an organization carries), newest first; at most 50. */
  readonly linkedFrom: readonly Hit[];
  readonly linkedFromTotal: number;
  /** Things for which this solution is proposed, newest first; at most 50. */
  readonly proposedFrom: readonly Hit[];
  readonly proposedFromTotal: number;
  /** Paths of the pages that the doc's links lead to, by id. */
  readonly linkPaths: Readonly<Record<string, string>>;
}

/** Why an entry is near another, with the words of the reader's language. */
export type SimilarReason =
  | { readonly because: 'theme' | 'audience' | 'territory'; readonly value: string; readonly label: string }
  /** Words that tell what the other is about, as they stand there. */
  | { readonly because: 'words'; readonly words: readonly string[] };

export interface SimilarHit {
  readonly hit: Hit;
  /** At least one, the strongest kind first: words, theme, territory, audience. */
  readonly reasons: readonly SimilarReason[];
}

/** What an id leads to, with the entries like it; `similar` holds at most six. */
export type SimilarAnswer =
  | { readonly outcome: 'published'; readonly similar: readonly SimilarHit[] }
  | Exclude<ThingAnswer, ThingPage>;

export type ThingAnswer =
  | ThingPage
  | { readonly outcome: 'merged'; readonly into: string; readonly path: string }
  | { readonly outcome: 'withdrawn' | 'erased'; readonly at: string; readonly reason: string }
  | { readonly outcome: 'unknown' };

/** A validation that was kept, with the words of the codes of each thing previewed, in the reader's language. */
export interface ValidationPage extends KeptValidation {
  /** Path of its page, without language prefix: `/valider/{id}`. */
  readonly path: string;
  readonly labels: readonly ThingPage['labels'][];
}

/** A source, as the public sees it. */
export interface SourceSummary {
  readonly id: string;
  readonly name: LanguageText;
  readonly homepage: string;
  readonly licence: string;
  readonly agreement: DocSource['agreement'];
  readonly isExample: boolean;
  readonly read: number;
  readonly published: number;
  readonly open: number;
  readonly quarantined: number;
  /** Records that were joined to another of the same source, and those that could not be read. */
  readonly grouped: number;
  readonly failed: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly lastHarvest?: string;
}

/** The page of a source: what became of its records, and how good the entries are that it feeds. */
export interface SourcePage extends SourceSummary {
  readonly iri: string;
  /** Path of the page, without language prefix: `/source/{slug}`. */
  readonly path: string;
  /** Absent while no entry of it has a score. */
  readonly quality?: SourceQuality;
}

/** Where entries are, and how many. */
export interface PlaceCount extends Label {
  readonly count: number;
}

/** A theme's page: the concept, and what the platform has about it, narrower themes included. */
export interface ThemePage extends ThemeConcept {
  readonly outcome: 'known';
  readonly total: number;
  readonly kinds: Readonly<Record<string, number>>;
  /** Most entries first; French départements, and countries. */
  readonly departements: readonly PlaceCount[];
  readonly countries: readonly PlaceCount[];
  /** Ways of answering, at most 12 of `solutionsTotal`. */
  readonly solutions: readonly Hit[];
  readonly solutionsTotal: number;
  /** The newest innovations, or entries of other kinds where there are none; at most 6. */
  readonly latest: readonly Hit[];
}

export type ThemeAnswer =
  | ThemePage
  /** With the few themes that may be meant, the likeliest first. */
  | { readonly outcome: 'unknown'; readonly closest: readonly Pick<ConceptReference, 'path' | 'label'>[] };

/** What the home page shows. */
export interface Home {
  readonly total: number;
  readonly kinds: Readonly<Record<string, number>>;
  readonly themes: readonly FacetValue[];
  /** Regions and départements of France with counts, and countries. */
  readonly territories: readonly FacetValue[];
  readonly latest: readonly Hit[];
  readonly sources: readonly SourceSummary[];
  readonly lastHarvest?: string;
}

/**
 * The one way from pages to data. An in-process client serves the pages rendered on the server, an HTTP client the
 * browser and split deployments; one suite runs both. Expected outcomes are values; failures of the environment reject
 * with an error whose `code` and `message` come from `application/problem+json`.
 */
export interface CarrefourClient {
  home(lang: Lang): Promise<Home>;
  /** Parameters as in the URL of `/recherche` and of `/api/v1/things`. */
  search(parameters: URLSearchParams, lang: Lang): Promise<SearchPage>;
  /**
   * The values of the facet that a parameter carries which `text` names, best first, or which stand below the value
   * `parent` (both among the parameters), counted under the other filters. Undefined for a parameter that is no facet.
   */
  facet(parameter: string, parameters: URLSearchParams, lang: Lang): Promise<FacetPage | undefined>;
  /** The same search in SPARQL over the open data, for `/sparql`. */
  sparql(parameters: URLSearchParams, lang: Lang): Promise<{ readonly query: string }>;
  /** `bbox` (west,south,east,north) and `z` (Leaflet zoom) among the parameters. */
  clusters(parameters: URLSearchParams, lang: Lang): Promise<ClusterPage>;
  complete(text: string, lang: Lang): Promise<readonly Completion[]>;
  thing(id: string, lang: Lang): Promise<ThingAnswer>;
  /** Entries like a thing: themes, territory or texts near its own; never one that its page leads to already. */
  similar(id: string, lang: Lang): Promise<SimilarAnswer>;
  /** All themes, in both languages. */
  themes(): Promise<ThemesPage>;
  /** A theme by the last part of its page's address: its code, with or without words after it. */
  theme(name: string, lang: Lang): Promise<ThemeAnswer>;
  sources(lang: Lang): Promise<readonly SourceSummary[]>;
  /** Undefined for a source that is not among {@link sources}. */
  source(id: string, lang: Lang): Promise<SourcePage | undefined>;
  /** Checks a text, or what an address answers, and keeps the report for 30 days. */
  validate(request: ValidationRequest, lang: Lang): Promise<ValidationPage>;
  /** A report that was kept; undefined when there is none by this id, or its time is over. */
  validation(id: string, lang: Lang): Promise<ValidationPage | undefined>;
  /** What stands at a path of the vocabulary: `/ns`, `/ns/{term}`, `/concept/{scheme}`, `/concept/{scheme}/{code}`. */
  vocabulary(path: string): Promise<VocabularyAnswer>;
}

export type Lang = 'fr' | 'en';

export type { Change, SearchQuery };
