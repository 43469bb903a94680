import type { DecisionWrite } from '../domain/decision.ts';
import type { RecordRef } from '../domain/record-ref.ts';
import { thingId } from '../domain/thing-id.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** A record with a key under which its source sent it before. */
export interface Move {
  readonly record: RecordRef;
  readonly former: string;
}

/** The record as it was named before. */
export function formerRecord({ source, set }: RecordRef, key: string): RecordRef {
  return { source, set, key: key.normalize('NFC') };
}

/**
 * The decisions that make a moved record's things one with those of its former keys, so that an id that was ever
 * published still leads to its thing, and one of a key that never was harvested does too. What was decided once is left
 * alone: an operator who takes it back is not overruled by the next harvest.
 */
export async function moveDecisions(
  moves: readonly Move[],
  ledger: Pick<Ledger, 'claim' | 'decisions'>,
): Promise<DecisionWrite[]> {
  const wanted: DecisionWrite[] = [];
  for (const move of moves) wanted.push(...(await mergesOf(move, ledger)));
  if (wanted.length === 0) return [];
  const known = await ledger.decisions({ things: wanted.flatMap(({ things }) => things) });
  const decided = new Set(known.filter(({ kind }) => kind === 'merge').map(({ things }) => pairOf(things)));
  return wanted.filter(({ things }) => !decided.has(pairOf(things)));
}

/** A record that describes nothing publishable yet has nothing to be one with. */
async function mergesOf({ record, former }: Move, ledger: Pick<Ledger, 'claim'>): Promise<DecisionWrite[]> {
  const claim = await ledger.claim(record);
  const before = formerRecord(record, former);
  return (claim?.things ?? [])
    .filter(({ thing, local }) => thing === thingId(record, local))
    .map(({ thing, local }) => ({
      kind: 'merge',
      things: [thingId(before, local), thing],
      actor: `source ${record.source}`,
      reason: `“${before.key}” is now “${record.key}” at its source`,
    }));
}

function pairOf(things: readonly string[]): string {
  return things.toSorted().join(' ');
}
