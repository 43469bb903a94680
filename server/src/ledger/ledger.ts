import type { Claim, ClaimWrite } from '../domain/claim.ts';
import type { KeptAnswer } from '../domain/geocoding.ts';
import type { ClusterMember, Decision, DecisionWrite } from '../domain/decision.ts';
import type { Change, Derived, Publication, Resolution } from '../domain/publication.ts';
import type { AskedSearch, SearchCount } from '../domain/asked-search.ts';
import type { Kind } from '../domain/kinds.ts';
import type { Agreement, Audience } from '../domain/rights.ts';
import type { RecordRef } from '../domain/record-ref.ts';
import type { Failure, FieldUse, Run, RunCounts } from '../domain/run.ts';
import type { ThingDoc } from '../domain/thing-doc.ts';
import type { SourceQuality } from '../domain/source-quality.ts';
import type { KeptValidation } from '../domain/validation.ts';
import type { ThingId } from '../domain/thing-id.ts';

/** A lease that this process holds; a commit that names it is refused once someone else holds it. */
export interface Lease {
  readonly name: string;
  readonly token: string;
}

/** A thing awaiting derivation. `generation` grows each time it is marked: settling an older one leaves the row. */
export interface DirtyThing {
  readonly thing: ThingId;
  readonly generation: number;
  readonly cause: string;
}

/** What the ledger knows of one record without its payload. */
export interface KnownRecord {
  readonly key: string;
  readonly fingerprint: string;
  /** `failed` and `grouped` records have no claim: they are counted by their run. */
  readonly state: 'publishable' | 'quarantined' | 'withdrawn';
  /** True while one of its versions, the newest or an older one, feeds publications. */
  readonly isPublished: boolean;
  /** What its newest version says, as `sayingOf` writes it. */
  readonly saying: string;
  /** Complete passes in a row that did not see it, and since when (ISO 8601). */
  readonly missedPasses: number;
  readonly missingSince?: string;
}

/** A quarantined record, with what its sender should mend. */
export interface QuarantinedRecord {
  readonly record: RecordRef;
  readonly locator: string;
  readonly report: ClaimWrite['report'];
}

/** The end of a run of one set. */
export interface RunEnd {
  readonly run: number;
  /** A held run is ended a second time, `done` or `discarded`, once an operator decided. */
  readonly state: 'done' | 'held' | 'aborted' | 'discarded';
  readonly cause?: string;
  readonly counts: RunCounts;
  readonly failures: readonly Failure[];
  readonly fields: readonly FieldUse[];
}

/**
 * One unit of work, written in one transaction in this order. Writing a claim whose graph, outcome, rights or things
 * differ from the record's last one marks dirty, in the same transaction: its things, those of the replaced version,
 * every thing that links to one of these, and the canonical things of all of them.
 */
export interface LedgerBatch {
  readonly lease?: Lease;
  readonly claims?: readonly ClaimWrite[];
  /** Records seen again unchanged in `run`: no claim is written, their missed passes are forgotten. */
  readonly seen?: { readonly run: number; readonly records: readonly RecordRef[] };
  /** Records that their source deleted or that stayed away too long: their things are marked dirty. */
  readonly withdrawn?: readonly { readonly record: RecordRef; readonly reason: string }[];
  readonly decisions?: readonly DecisionWrite[];
  /** Ids of decisions to take back; their things are marked dirty. */
  readonly undone?: readonly { readonly decision: number; readonly actor: string; readonly reason: string }[];
  /** Replaces the cluster rows of these members; each member and canonical is marked dirty. */
  readonly clusters?: readonly ClusterMember[];
  /** Answers of a geocoder; each takes the place of the one that it gave before to the same address. */
  readonly answers?: readonly AnswerWrite[];
  readonly dirty?: readonly { readonly thing: ThingId; readonly cause: string }[];
  /**
   * What derivation found. A publication whose graph and doc equal the stored one writes no change; the dirty row is
   * settled in any case unless the thing was marked again since `generation`.
   */
  readonly derived?: readonly {
    readonly result: Derived;
    readonly generation: number;
    readonly cause: string;
  }[];
}

/** An answer of a geocoder to keep. */
export interface AnswerWrite extends KeptAnswer {
  /** For which things it was asked: when one of them is erased, the answer goes with it. */
  readonly things: readonly ThingId[];
}

/** Per source, what `status` counts. Things are counted by the sources of their publication's doc. */
export interface SourceCounts {
  readonly source: string;
  readonly published: number;
  readonly quarantined: number;
  readonly grouped: number;
  readonly failed: number;
  readonly withdrawn: number;
  /** Distinct unmapped fields of the last run of each set. */
  readonly unmapped: number;
  readonly kinds: Readonly<Record<string, number>>;
  /** Things of this source with open statements from it. */
  readonly open: number;
  readonly lastRun?: Run;
}

/**
 * The only truth: claims, decisions, publications and the change log. A commit is whole or nothing, and durable when
 * its promise resolves; its number (`seq`) is the highest change written so far. Whoever has seen seq N never later
 * sees a new row ≤ N. Calls are safe from several processes on one data folder. Rejects with AppError `conflict` when
 * the batch's lease is no longer held, `unavailable` when the files cannot be read or written.
 */
export interface Ledger {
  commit(batch: LedgerBatch): Promise<number>;

  startRun(source: string, set: string, options: { lease: Lease }): Promise<number>;
  /**
   * Ends a run. In state `done`, records of the set that the run neither claimed nor saw have missed one more pass
   * when `isComplete`.
   */
  endRun(end: RunEnd, options: { lease: Lease; isComplete: boolean }): Promise<void>;
  runs(filter: { source?: string; limit: number }): Promise<Run[]>;
  /** Failures and fields of a set's newest ended run. */
  runReport(source: string, set: string): Promise<{ failures: Failure[]; fields: FieldUse[] }>;
  /** Fields of a set's newest pass that read the whole of it; none before the first one. */
  lastFields(source: string, set: string): Promise<FieldUse[]>;

  knownRecords(source: string, set: string): AsyncIterable<KnownRecord>;
  /** The newest payload of each record that is not withdrawn, for reprocessing. */
  payloads(
    source: string,
    set: string,
  ): AsyncIterable<{ record: RecordRef; locator: string; payload: string }>;
  quarantined(filter: { source?: string; limit: number }): Promise<QuarantinedRecord[]>;
  /** The newest publishable claim of each record that describes one of these things, by record name. */
  claimsOf(things: readonly ThingId[]): Promise<Claim[]>;
  /** Things that a publishable claim under this agreement describes, in the order of their ids. */
  thingsUnder(agreement: Agreement): Promise<ThingId[]>;
  /** The newest publishable claim of one record. */
  claim(record: RecordRef): Promise<Claim | undefined>;

  /** All members of the clusters that these things belong to; a thing alone is absent. */
  clusters(things: readonly ThingId[]): Promise<ClusterMember[]>;
  decisions(filter: { things?: readonly ThingId[] }): Promise<Decision[]>;
  /** What geocoders answered to these addresses (`addressKey`), whichever they are, by address and geocoder. */
  addressAnswers(addresses: readonly string[]): Promise<KeptAnswer[]>;
  dirty(limit: number): Promise<DirtyThing[]>;

  resolve(thing: ThingId): Promise<Resolution>;
  /** The newest publication, or the one at `seq`; undefined once withdrawn, redirected or erased. */
  publication(thing: ThingId, seq?: number): Promise<Publication | undefined>;
  /** Current docs in the order asked; those no longer published are absent. */
  docs(things: readonly ThingId[]): Promise<ThingDoc[]>;
  /** Current docs of one kind in the order of their ids: for kinds of which there are few. */
  docsOfKind(kind: Kind): Promise<ThingDoc[]>;
  /** Every current publication in the order of thing ids, as it stands while it is read page by page. */
  publications(): AsyncIterable<Publication>;
  /** Rows with seq > `after`, oldest first. */
  changes(after: number, limit: number): Promise<Change[]>;
  seq(): Promise<number>;
  counts(): Promise<{ sources: SourceCounts[]; things: number; open: number; seq: number }>;
  /**
   * How good the current publications of each source are that have statements for this audience, in the order of ids.
   * The sums are kept with every commit: asking reads no publication.
   */
  sourceQuality(audience: Audience): Promise<SourceQuality[]>;

  /** The newest seq that a view says it has applied (kept in `state`). */
  checkpoint(view: string): Promise<number>;
  setCheckpoint(view: string, seq: number): Promise<void>;
  checkpoints(): Promise<{ view: string; seq: number }[]>;
  setting(name: string): Promise<string | undefined>;
  setSetting(name: string, value: string): Promise<void>;

  /**
   * Takes a lease for `seconds`, or undefined while another live owner holds it. A lease whose owner process is dead
   * on this host, or whose time is over, is taken at once.
   */
  acquireLease(name: string, seconds: number): Promise<Lease | undefined>;
  /** False when it was lost. */
  renewLease(lease: Lease, seconds: number): Promise<boolean>;
  releaseLease(lease: Lease): Promise<void>;

  /** Keeps the report of a validation (in `state`) until its time is over, and drops those whose time is. */
  keepValidation(kept: KeptValidation): Promise<void>;
  validation(id: string): Promise<KeptValidation | undefined>;

  /** Adds to how often texts were searched by day (in `state`), and forgets days that are 180 days old. */
  countSearches(counts: readonly SearchCount[]): Promise<void>;
  /** The texts that were searched from a day on (ISO 8601; all of them for an empty one), the most asked first. */
  askedSearches(since: string): Promise<AskedSearch[]>;

  /** Keeps what the splitting step took out of a record; written before the record's claim. */
  keepPersons(entries: readonly PersonEntry[]): Promise<void>;
  /** True for values and records whose return an erasure forbids, in the order asked. */
  areErased(values: readonly string[]): Promise<boolean[]>;
  /**
   * Removes all that a record said, or all that records said of a thing, from every file, payload versions, old
   * publications and persons included, rewrites the files so that no byte remains, keeps keyed hashes that stop the
   * return, and writes an `erase` change. Other things of the same records are marked dirty. Answers to the addresses of
   * what is erased go too, and the things that have them as well are marked dirty.
   */
  erase(
    target: { thing: ThingId } | { record: RecordRef },
    options: { actor: string; reason: string },
  ): Promise<void>;

  backup(file: string): Promise<void>;
  close(): Promise<void>;
}

/** A piece of personal data, apart from its record. */
export interface PersonEntry {
  readonly record: RecordRef;
  /** Path of the field within the payload. */
  readonly field: string;
  readonly kind: 'name' | 'mail' | 'phone';
  readonly value: string;
}
