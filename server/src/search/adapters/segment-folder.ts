import type { Ledger, Lease } from '../../ledger/ledger.ts';
import type { Mark } from '../segments/segment-files.ts';
import type { Generation } from './generation.ts';

type Reader = Pick<Ledger, 'acquireLease' | 'renewLease' | 'releaseLease' | 'changes' | 'seq'>;

const leaseName = 'search-index';
const leaseSeconds = 30;
const renewMilliseconds = 10_000;

/** When what has changed is stored: after so many changes, or so long after the last time. */
export interface SaveRhythm {
  readonly changes: number;
  readonly milliseconds: number;
}

/**
 * The folder in which an index is kept from start to start. Who holds its lease writes it; others read it, and keep
 * what they learn to themselves.
 */
export class SegmentFolder {
  readonly #folder: string;
  readonly #ledger: Reader;
  readonly #vocabulary: string;
  readonly #rhythm: SaveRhythm;
  #lease: Lease | undefined;
  #renewedAt = 0;
  #savedAt = performance.now();
  #savedSeq = -1;

  constructor(
    folder: string,
    { ledger, vocabulary, rhythm }: { ledger: Reader; vocabulary: string; rhythm: SaveRhythm },
  ) {
    this.#folder = folder;
    this.#ledger = ledger;
    this.#vocabulary = vocabulary;
    this.#rhythm = rhythm;
  }

  /** Takes the lease, if nobody who lives holds it. */
  async open(): Promise<void> {
    this.#lease = await this.#ledger.acquireLease(leaseName, leaseSeconds);
    this.#renewedAt = performance.now();
  }

  /**
   * Brings a fresh generation to what is stored. False where nothing is, or it is damaged, made by another version or
   * with other words, or of another ledger: that generation is then of no use.
   */
  async loadInto(generation: Generation): Promise<boolean> {
    const mark = await generation.load(this.#folder);
    if (mark === undefined || mark.vocabulary !== this.#vocabulary) return false;
    if (mark.seq > (await this.#ledger.seq()) || mark.anchor !== (await this.#anchor(mark.seq))) return false;
    this.#savedSeq = mark.seq;
    return true;
  }

  /** Stores a generation, unless another process holds the lease. */
  async save(generation: Generation): Promise<void> {
    if (!(await this.#isHeld())) return;
    const { seq } = generation.state;
    const mark: Mark = { seq, anchor: await this.#anchor(seq), vocabulary: this.#vocabulary };
    await generation.save(this.#folder, mark);
    this.#savedSeq = seq;
    this.#savedAt = performance.now();
  }

  /** Stores a generation when enough has changed or enough time has passed; keeps the lease. */
  async saveIfDue(generation: Generation): Promise<void> {
    if (performance.now() - this.#renewedAt > renewMilliseconds) await this.#isHeld();
    const changes = generation.state.seq - this.#savedSeq;
    const isLong = performance.now() - this.#savedAt > this.#rhythm.milliseconds;
    if (changes >= this.#rhythm.changes || (changes > 0 && isLong)) await this.save(generation);
  }

  /** Stores what has changed and gives the lease back. */
  async close(generation: Generation | undefined): Promise<void> {
    if (generation !== undefined && generation.state.seq !== this.#savedSeq) await this.save(generation);
    if (this.#lease !== undefined) await this.#ledger.releaseLease(this.#lease);
    this.#lease = undefined;
  }

  async #isHeld(): Promise<boolean> {
    if (this.#lease === undefined) await this.open();
    else if (!(await this.#ledger.renewLease(this.#lease, leaseSeconds))) this.#lease = undefined;
    this.#renewedAt = performance.now();
    return this.#lease !== undefined;
  }

  /** What the ledger says of a change: another ledger says something else, or nothing. */
  async #anchor(seq: number): Promise<string> {
    if (seq === 0) return '';
    const [change] = await this.#ledger.changes(seq - 1, 1);
    return change === undefined ? '' : `${change.seq} ${change.thing} ${change.at}`;
  }
}
