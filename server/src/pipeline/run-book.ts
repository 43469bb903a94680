import { withoutPersons } from '@carrefour/harvesters';
import { sayingOf, type ClaimWrite } from '../domain/claim.ts';
import { contentHash } from '../domain/content-hash.ts';
import { recordIri, recordName, type RecordRef } from '../domain/record-ref.ts';
import {
  driftOf,
  heldSetting,
  type Failure,
  type FieldDrift,
  type FieldUse,
  type RunCounts,
} from '../domain/run.ts';
import type { KnownRecord, Lease, Ledger, PersonEntry } from '../ledger/ledger.ts';
import { absencesOf, type Absences, type PassNotes } from './absences.ts';
import type { ClaimRules, SplitRecord, WrittenClaim } from './claim-writer.ts';
import { FieldCounts } from './field-counts.ts';
import { formerRecord, moveDecisions, type Move } from './moves.ts';

/** Failures told one by one; more are counted. */
const maxFailures = 1000;

interface RunBookOptions extends ClaimRules {
  readonly lease: Lease;
  readonly isDryRun?: boolean;
}

interface RunBookDeps {
  readonly ledger: Ledger;
  readonly now: () => string;
}

/** How a run ended. */
export interface RunOutcome {
  /** The run's number; absent in a dry run. */
  readonly run?: number;
  /** Why it is held for an operator, if it is. */
  readonly held?: string;
  readonly drift: readonly FieldDrift[];
}

const nothingAbsent: Absences = { missing: 0, withdrawn: [], kept: [] };

/** Keeps the account of one run of one set, and writes its claims batch by batch. */
export class RunBook {
  readonly failures: Failure[] = [];
  readonly #deps: RunBookDeps;
  readonly #options: RunBookOptions;
  readonly #known: ReadonlyMap<string, KnownRecord>;
  readonly #run: number | undefined;
  readonly #seenKeys = new Set<string>();
  readonly #deletedKeys = new Set<string>();
  /** Former keys by the key that stands in their place. */
  readonly #movedKeys = new Map<string, string>();
  readonly #fields = new FieldCounts();
  readonly #counts = { read: 0, added: 0, changed: 0, unchanged: 0, grouped: 0, quarantined: 0, failed: 0 };
  #missing = 0;
  #withdrawn = 0;
  #newlyQuarantined = 0;
  #claims: ClaimWrite[] = [];
  #seen: RecordRef[] = [];
  #persons: PersonEntry[] = [];

  private constructor(
    deps: RunBookDeps,
    options: RunBookOptions,
    start: { known: ReadonlyMap<string, KnownRecord>; run: number | undefined },
  ) {
    this.#deps = deps;
    this.#options = options;
    this.#known = start.known;
    this.#run = start.run;
  }

  /** Starts the run in the ledger (not in a dry run) and reads what is known of the set. */
  static async open(deps: RunBookDeps, options: RunBookOptions): Promise<RunBook> {
    const { source, set, lease, isDryRun } = options;
    const run = isDryRun === true ? undefined : await deps.ledger.startRun(source.id, set.name, { lease });
    const known = new Map<string, KnownRecord>();
    for await (const record of deps.ledger.knownRecords(source.id, set.name)) known.set(record.key, record);
    return new RunBook(deps, options, { known, run });
  }

  counts(): RunCounts {
    return { ...this.#counts, missing: this.#missing, withdrawn: this.#withdrawn };
  }

  fail(failure: Failure): void {
    this.#counts.read += 1;
    this.#counts.failed += 1;
    this.notice(failure);
  }

  /**
   * Something odd that is no record: told with the failures, counted as nothing. What is quoted of a record that cannot
   * be read may hold a person's address: it is kept no more than in a payload.
   */
  notice({ locator, reason }: Failure): void {
    if (this.failures.length < maxFailures)
      this.failures.push({ locator: withoutPersons(locator), reason: withoutPersons(reason) });
  }

  group(): void {
    this.#counts.read += 1;
    this.#counts.grouped += 1;
  }

  delete(key: string): void {
    this.#deletedKeys.add(key.normalize('NFC'));
  }

  async isErased(record: RecordRef): Promise<boolean> {
    const [isErased] = await this.#deps.ledger.areErased([recordName(record)]);
    return isErased === true;
  }

  isUnchanged({ record, fingerprint }: SplitRecord): boolean {
    const known = this.#known.get(record.key);
    return known !== undefined && known.state !== 'withdrawn' && known.fingerprint === fingerprint;
  }

  /** A record as it was: only its fields are counted again. */
  see(split: SplitRecord, mapping: ClaimRules['mapping']): void {
    this.#counts.read += 1;
    this.#counts.unchanged += 1;
    if (this.#known.get(split.record.key)?.state === 'quarantined') this.#counts.quarantined += 1;
    this.#seenKeys.add(split.record.key);
    this.#seen.push(split.record);
    const mapped = mapping.map(split.payload, {
      base: recordIri(split.record),
      language: this.#options.source.language,
    });
    this.#fields.add(mapped);
  }

  /** A record that is new, or whose payload or rules are. */
  claim(split: SplitRecord, written: WrittenClaim): void {
    const before = this.#known.get(split.record.key);
    this.#counts.read += 1;
    if (before === undefined || before.state === 'withdrawn') this.#counts.added += 1;
    else this.#counts[saysTheSame(before, written.claim) ? 'unchanged' : 'changed'] += 1;
    if (written.claim.outcome === 'quarantined') {
      this.#counts.quarantined += 1;
      if (before?.state === 'publishable') this.#newlyQuarantined += 1;
    }
    this.#seenKeys.add(split.record.key);
    this.#claims.push(written.claim);
    this.#persons.push(...split.persons);
    this.#fields.add(written);
  }

  /** A record whose source says under which keys it sent it before: once the pass is over, their ids lead to it. */
  move(record: RecordRef, formerKeys: readonly string[]): void {
    for (const key of formerKeys) this.#movedKeys.set(formerRecord(record, key).key, record.key);
  }

  /** Writes what has gathered: persons first, so that no claim stands whose persons are lost. */
  async write(): Promise<void> {
    if (this.#run !== undefined) {
      if (this.#persons.length > 0) await this.#deps.ledger.keepPersons(this.#persons);
      if (this.#claims.length > 0 || this.#seen.length > 0) {
        await this.#deps.ledger.commit({
          lease: this.#options.lease,
          claims: this.#claims,
          seen: { run: this.#run, records: this.#seen },
        });
      }
    }
    this.#claims = [];
    this.#seen = [];
    this.#persons = [];
  }

  /** Ends the run: withdraws what is due, or holds the run for an operator. */
  async close({ aborted }: { aborted?: string | undefined }): Promise<RunOutcome> {
    const isComplete = aborted === undefined && this.#options.set.complete;
    const { missing, held, withdrawn, kept } =
      aborted === undefined ? absencesOf(this.#notes(isComplete)) : nothingAbsent;
    this.#missing = missing;
    this.#withdrawn = withdrawn.length;
    const fields = this.#fields.uses();
    const drift = aborted === undefined ? await this.#drift(fields) : [];
    if (this.#run === undefined) return { drift, ...(held === undefined ? {} : { held }) };
    const { lease } = this.#options;
    const { ledger } = this.#deps;
    const decisions = aborted === undefined ? await moveDecisions(this.#moves(), ledger) : [];
    if (withdrawn.length + decisions.length > 0) await ledger.commit({ lease, withdrawn, decisions });
    if (held !== undefined) {
      await ledger.setSetting(heldSetting(this.#run), JSON.stringify({ withdrawn: kept }));
    }
    const cause = aborted ?? held;
    await ledger.endRun(
      {
        run: this.#run,
        state: aborted !== undefined ? 'aborted' : held !== undefined ? 'held' : 'done',
        ...(cause === undefined ? {} : { cause }),
        counts: this.counts(),
        failures: this.failures,
        fields,
      },
      { lease, isComplete },
    );
    return { run: this.#run, drift, ...(held === undefined ? {} : { held }) };
  }

  #notes(isComplete: boolean): PassNotes {
    const { source, set } = this.#options;
    return {
      source: source.id,
      set: set.name,
      known: this.#known.values(),
      seenKeys: this.#seenKeys,
      deletedKeys: this.#deletedKeys,
      movedKeys: this.#movedKeys,
      quarantined: this.#newlyQuarantined,
      isComplete,
      now: this.#deps.now(),
    };
  }

  /** Former keys that are still records of their own did not move. */
  #moves(): Move[] {
    const { source, set } = this.#options;
    return [...this.#movedKeys]
      .filter(([former]) => !this.#seenKeys.has(former))
      .map(([former, key]) => ({ record: { source: source.id, set: set.name, key }, former }));
  }

  async #drift(fields: readonly FieldUse[]): Promise<FieldDrift[]> {
    const { source, set } = this.#options;
    return driftOf(await this.#deps.ledger.lastFields(source.id, set.name), fields);
  }
}

/** A payload can change where nothing that is mapped does: the record then counts as unchanged. */
function saysTheSame(before: KnownRecord, claim: ClaimWrite): boolean {
  return before.saying === sayingOf(contentHash(claim.graph), claim);
}
