import type { ClaimWrite } from '../domain/claim.ts';
import { recordIri, recordName, type RecordRef } from '../domain/record-ref.ts';
import { heldSetting, type Failure, type FieldUse, type RunCounts } from '../domain/run.ts';
import type { KnownRecord, Lease, Ledger, PersonEntry } from '../ledger/ledger.ts';
import type { ClaimRules, SplitRecord, WrittenClaim } from './claim-writer.ts';
import { isDue, stormCause } from './storm-guard.ts';

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

/** Keeps the account of one run of one set, and writes its claims batch by batch. */
export class RunBook {
  readonly failures: Failure[] = [];
  readonly #deps: RunBookDeps;
  readonly #options: RunBookOptions;
  readonly #known: ReadonlyMap<string, KnownRecord>;
  readonly #run: number | undefined;
  readonly #seenKeys = new Set<string>();
  readonly #deletedKeys = new Set<string>();
  readonly #fields = new Map<string, { count: number; isMapped: boolean }>();
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
    if (this.failures.length < maxFailures)
      this.failures.push({ locator: failure.locator, reason: failure.reason });
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
    this.#countFields(mapped);
  }

  claim(split: SplitRecord, written: WrittenClaim): void {
    const before = this.#known.get(split.record.key);
    this.#counts.read += 1;
    this.#counts[before === undefined || before.state === 'withdrawn' ? 'added' : 'changed'] += 1;
    if (written.claim.outcome === 'quarantined') {
      this.#counts.quarantined += 1;
      if (before?.state === 'publishable') this.#newlyQuarantined += 1;
    }
    this.#seenKeys.add(split.record.key);
    this.#claims.push(written.claim);
    this.#persons.push(...split.persons);
    this.#countFields(written);
  }

  #countFields({ fields, unmapped }: { fields: readonly string[]; unmapped: readonly string[] }): void {
    const without = new Set(unmapped);
    for (const field of new Set(fields)) {
      const use = this.#fields.get(field) ?? { count: 0, isMapped: !without.has(field) };
      this.#fields.set(field, { count: use.count + 1, isMapped: use.isMapped && !without.has(field) });
    }
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

  /**
   * Ends the run: withdraws what is due, or holds the run for an operator.
   * @returns Why it is held, if it is.
   */
  async close({ aborted }: { aborted?: string | undefined }): Promise<string | undefined> {
    const isComplete = aborted === undefined && this.#options.set.complete;
    const due = aborted === undefined ? this.#withdrawals(isComplete) : [];
    const published = [...this.#known.values()].filter(({ state }) => state === 'publishable').length;
    const held = stormCause({ published, withdrawn: due.length, quarantined: this.#newlyQuarantined });
    if (held === undefined) this.#withdrawn = due.length;
    if (this.#run === undefined) return held;
    const { lease } = this.#options;
    if (held === undefined && due.length > 0) await this.#deps.ledger.commit({ lease, withdrawn: due });
    if (held !== undefined) {
      await this.#deps.ledger.setSetting(heldSetting(this.#run), JSON.stringify({ withdrawn: due }));
    }
    const cause = aborted ?? held;
    await this.#deps.ledger.endRun(
      {
        run: this.#run,
        state: aborted !== undefined ? 'aborted' : held !== undefined ? 'held' : 'done',
        ...(cause === undefined ? {} : { cause }),
        counts: this.counts(),
        failures: this.failures,
        fields: this.#fieldUses(),
      },
      { lease, isComplete },
    );
    return held;
  }

  #withdrawals(isComplete: boolean): { record: RecordRef; reason: string }[] {
    const { source, set } = this.#options;
    const now = this.#deps.now();
    const due: { record: RecordRef; reason: string }[] = [];
    for (const known of this.#known.values()) {
      if (known.state === 'withdrawn') continue;
      const record = { source: source.id, set: set.name, key: known.key };
      if (this.#deletedKeys.has(known.key)) due.push({ record, reason: 'deleted by its source' });
      else if (isComplete && !this.#seenKeys.has(known.key)) {
        this.#missing += 1;
        if (isDue(known, now)) due.push({ record, reason: 'no longer at its source' });
      }
    }
    return due;
  }

  #fieldUses(): FieldUse[] {
    return [...this.#fields]
      .map(([field, use]) => ({ field, ...use }))
      .sort((a, b) => b.count - a.count || (a.field < b.field ? -1 : 1));
  }
}
