import type { RecordRef } from '../domain/record-ref.ts';
import type { KnownRecord } from '../ledger/ledger.ts';
import { isDue, stormCause, type Losses } from './storm-guard.ts';

/** A record to take out of every derivation, and why. */
export interface Withdrawal {
  readonly record: RecordRef;
  readonly reason: string;
}

/** What one pass over a set noticed. */
export interface PassNotes {
  readonly source: string;
  readonly set: string;
  /** What the ledger knew of the set when the pass began. */
  readonly known: Iterable<KnownRecord>;
  readonly seenKeys: ReadonlySet<string>;
  readonly deletedKeys: ReadonlySet<string>;
  /** Keys that records of this pass had before, with those that they have now. */
  readonly movedKeys: ReadonlyMap<string, string>;
  /** Published records whose new version cannot be published. */
  readonly quarantined: number;
  /** False when the pass did not show all records: absence says nothing. */
  readonly isComplete: boolean;
  /** ISO 8601. */
  readonly now: string;
}

/** What becomes of the records that a pass did not bring. */
export interface Absences {
  readonly missing: number;
  /** Why an operator has to decide; then `withdrawn` holds moved records only and `kept` holds what an approval withdraws. */
  readonly held?: string;
  readonly withdrawn: readonly Withdrawal[];
  readonly kept: readonly Withdrawal[];
}

/**
 * Decides on the records that a pass did not bring: those that came under another key or that their source deleted go at
 * once (a moved one is no loss: its thing is still described), those that stayed away
 * for long enough go too, and nothing goes when it is too much at once for the storm guard.
 */
export function absencesOf(notes: PassNotes): Absences {
  const { source, set, now } = notes;
  const due: Withdrawal[] = [];
  const all: Withdrawal[] = [];
  const moved: Withdrawal[] = [];
  let missing = 0;
  const losses = { published: 0, missing: 0, deleted: 0, quarantined: notes.quarantined };
  for (const known of notes.known) {
    if (known.state === 'withdrawn') continue;
    if (known.isPublished) losses.published += 1;
    const fate = fateOf(known, notes);
    if (fate === undefined) continue;
    if (fate === 'moved') {
      const reason = `now under the key “${notes.movedKeys.get(known.key) ?? ''}”`;
      moved.push({ record: { source, set, key: known.key }, reason });
      continue;
    }
    if (fate === 'missing') missing += 1;
    if (known.isPublished) losses[fate] += 1;
    const reason = fate === 'deleted' ? 'deleted by its source' : 'no longer at its source';
    const withdrawal = { record: { source, set, key: known.key }, reason };
    all.push(withdrawal);
    if (fate === 'deleted' || isDue(known, now)) due.push(withdrawal);
  }
  const held = stormCause(losses satisfies Losses);
  return held === undefined
    ? { missing, withdrawn: [...moved, ...due], kept: [] }
    : { missing, held, withdrawn: moved, kept: all };
}

function fateOf({ key }: KnownRecord, notes: PassNotes): 'deleted' | 'moved' | 'missing' | undefined {
  if (notes.movedKeys.has(key) && !notes.seenKeys.has(key)) return 'moved';
  if (notes.seenKeys.has(key)) return undefined;
  if (notes.deletedKeys.has(key)) return 'deleted';
  return notes.isComplete ? 'missing' : undefined;
}
