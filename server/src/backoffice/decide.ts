import { AppError } from '../domain/app-error.ts';
import type { Decision } from '../domain/decision.ts';
import type { ThingId } from '../domain/thing-id.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** Who decides, and why: kept with the decision for ever. */
export interface Decider {
  readonly actor: string;
  readonly reason: string;
}

/**
 * Decides that things are one. Takes effect at the next derivation, and at every one after it.
 * Rejects with AppError `not-found` for an id that names nothing, `wrong-request` when there is nothing to merge.
 */
export async function merge(
  ledger: Ledger,
  { things, actor, reason }: Decider & { things: readonly ThingId[] },
): Promise<Decision> {
  const distinct = [...new Set(things)];
  if (distinct.length < 2) {
    throw new AppError('wrong-request', 'A merge needs two different ids: carrefour merge ID ID.');
  }
  for (const thing of distinct) await assertKnown(ledger, thing);
  return decide(ledger, { kind: 'merge', things: distinct, actor, reason });
}

/**
 * Decides whether an innovation implements a solution; what is decided later holds. Rejects with AppError `not-found` for an
 * id that names nothing, `wrong-request` where the second is not a published solution.
 */
export async function decideSolution(
  ledger: Ledger,
  { thing, solution, isOne, actor, reason }: Decider & { thing: ThingId; solution: ThingId; isOne: boolean },
): Promise<Decision> {
  await assertKnown(ledger, thing);
  await assertKnown(ledger, solution);
  const [doc] = await ledger.docs([solution]);
  if (doc?.kind !== 'solution') {
    throw new AppError('wrong-request', `“${solution}” is no published solution: name the innovation first.`);
  }
  const kind = isOne ? 'implements' : 'not-implements';
  return decide(ledger, { kind, things: [thing, solution], actor, reason });
}

/** Takes a decision back. Rejects with AppError `not-found` when there is none, `conflict` when it is undone already. */
export async function undo(
  ledger: Ledger,
  { decision, actor, reason }: Decider & { decision: number },
): Promise<Decision> {
  const found = (await ledger.decisions({})).find(({ id }) => id === decision);
  if (found === undefined) throw new AppError('not-found', `There is no decision ${String(decision)}.`);
  if (found.undoneAt !== undefined) {
    throw new AppError(
      'conflict',
      `Decision ${String(decision)} was already taken back on ${found.undoneAt}.`,
    );
  }
  await ledger.commit({
    undone: [{ decision, actor, reason }],
    dirty: marks(found.things, `undo ${String(decision)}`),
  });
  return found;
}

async function decide(
  ledger: Ledger,
  decision: Pick<Decision, 'kind' | 'things' | 'actor' | 'reason'>,
): Promise<Decision> {
  await ledger.commit({ decisions: [decision], dirty: marks(decision.things, `decision: ${decision.kind}`) });
  const written = (await ledger.decisions({ things: decision.things }))
    .filter(({ kind }) => kind === decision.kind)
    .sort((a, b) => b.id - a.id)[0];
  if (written === undefined)
    throw new AppError('internal', 'The decision that was just written cannot be read back.');
  return written;
}

function marks(things: readonly ThingId[], cause: string): { thing: ThingId; cause: string }[] {
  return things.map((thing) => ({ thing, cause }));
}

async function assertKnown(ledger: Ledger, thing: ThingId): Promise<void> {
  const { state } = await ledger.resolve(thing);
  if (state === 'unknown') {
    throw new AppError(
      'not-found',
      `Nothing has the id “${thing}”. An id is the 12 characters in a page's address.`,
    );
  }
  if (state === 'erased') throw new AppError('gone', `“${thing}” was erased on request.`);
}
