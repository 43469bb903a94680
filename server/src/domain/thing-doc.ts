import type { InferredConcept, ProposedSolution } from './inferred.ts';
import type { Kind } from './kinds.ts';
import type { PlaceConflict, PlaceEvidence, PlacePrecision } from './place-finding.ts';
import type { Agreement } from './rights.ts';
import type { TerritoryId } from './territory.ts';
import type { ThingId } from './thing-id.ts';

/** A text by language tag (BCP 47); `und` where no source says the language. */
export type LanguageText = Readonly<Record<string, string>>;

/** How a thing relates to a place: where it is done, whom it reaches, where its seat is. */
export type PlaceRole = 'implemented' | 'serves' | 'seat';

/** One place of a thing. `territories` are `{level}-{code}` from widest to narrowest: `country-FR`, `departement-23`. */
export interface DocPlace {
  readonly role: PlaceRole;
  readonly name?: string;
  readonly street?: string;
  readonly postcode?: string;
  readonly city?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** WGS 84 degrees. */
  readonly lat?: number;
  readonly lon?: number;
  /**
   * Where the coordinates are only the middle of the narrowest territory: metres that the place may be away from them. Such
   * a place is drawn as an area, never as a point.
   */
  readonly radius?: number;
  readonly precision: PlacePrecision;
  readonly territories: readonly TerritoryId[];
  /** Why these territories. */
  readonly evidence?: readonly PlaceEvidence[];
  /** Territories of which one is meant, where nothing says which. */
  readonly candidates?: readonly TerritoryId[];
  /** What the source says that contradicts the rest, and was set aside. */
  readonly conflict?: PlaceConflict;
  /** True when the place is the carrier's seat, not the thing's own. */
  readonly isInherited?: boolean;
}

/** Another thing that this one names, with the part it plays (`carrier`, `partner`, `funder`…). */
export interface DocLink {
  readonly id: ThingId;
  readonly kind: Kind;
  readonly role: string;
  readonly title: LanguageText;
}

/** One record that a thing's description comes from. */
export interface DocSource {
  readonly source: string;
  readonly sourceName: string;
  readonly set: string;
  readonly key: string;
  /** IRI or name of the licence. */
  readonly licence: string;
  readonly agreement: Agreement;
  /** The thing's own page at the partner. */
  readonly url?: string;
  /** ISO 8601: when the record was first read in this version, and when the source says that it changed it. */
  readonly harvestedAt: string;
  readonly modifiedAt?: string;
  /** True when the record's newest version was invalid and an older one is shown. */
  readonly isStale?: boolean;
}

/** A text in both languages of the project. */
export interface Bilingual {
  readonly fr: string;
  readonly en: string;
}

/** What a score looks at: concepts of the scheme `quality`. */
export type QualityDimension = 'find' | 'complete' | 'place' | 'fresh' | 'reuse';

/** Something that would make an entry better. */
export interface DocMissing {
  /** Name of the constraint in the shapes, or of the fact that counts beside them. */
  readonly constraint: string;
  readonly dimension: QualityDimension;
  /** What mending it adds to the score, at least 1. */
  readonly points: number;
  /** What to write where. */
  readonly message: Bilingual;
}

/** How good an entry is, each figure from 0 to 100. */
export interface DocQuality {
  readonly score: number;
  /** Without the dimensions that its kind is not asked about. */
  readonly dimensions: Readonly<Partial<Record<QualityDimension, number>>>;
  /** The fix worth most points first. */
  readonly missing: readonly DocMissing[];
}

/** What the page, the API and the search index read about one thing: the *shown* election, in JSON. */
export interface ThingDoc {
  readonly id: ThingId;
  readonly kind: Kind;
  readonly slug: string;
  readonly title: LanguageText;
  /** What else it is called, by language. */
  readonly otherNames?: Readonly<Record<string, readonly string[]>>;
  readonly summary?: LanguageText;
  readonly need?: LanguageText;
  readonly answer?: LanguageText;
  readonly results?: LanguageText;
  readonly conditions?: LanguageText;
  /** What it looks for: a place, volunteers, funding… in its own words. */
  readonly seeks?: LanguageText;
  /** Concept codes (SKOS notation) by facet: `theme`, `audience`, `stage`, `method`, `actor`, `scale`, `evidence`, `spreading`, `sdg`. */
  readonly concepts: Readonly<Record<string, readonly string[]>>;
  readonly keywords: readonly string[];
  readonly links: readonly DocLink[];
  /** Solutions that it seems to implement: proposals, until a person accepts or refuses them. */
  readonly proposals?: readonly ProposedSolution[];
  /** Concepts that it seems to be about, where its sources say nothing: never among `concepts`. */
  readonly inferred?: readonly InferredConcept[];
  readonly places: readonly DocPlace[];
  readonly url?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly image?: string;
  /** ISO 8601 date, year or year-month. */
  readonly startDate?: string;
  readonly endDate?: string;
  readonly dateModified?: string;
  readonly languages: readonly string[];
  /** Absent from docs derived before there were scores. */
  readonly quality?: DocQuality;
  readonly sources: readonly DocSource[];
  /** True when open statements about the thing exist, so that `/data/{id}` and the exports give it. */
  readonly isOpen: boolean;
  /** The other ids that lead here since a merge. */
  readonly mergedIds: readonly ThingId[];
}
