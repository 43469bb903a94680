import { AppError } from '../domain/app-error.ts';
import type { ThingId } from '../domain/thing-id.ts';
import type { Lease, Ledger } from '../ledger/ledger.ts';
import { derive } from '../pipeline/derive.ts';
import type { ElectionRules } from '../elect/publication.ts';
import type { Inference } from './inference.ts';

/** The setting that remembers whether publications were derived for a rehearsal, `true` or `false`. */
const rehearsalSetting = 'rehearsal';
/** Held by whoever serves a data folder: what it shows may not change its audience meanwhile. */
const servingLease = 'serve';
const leaseSeconds = 60;

interface Derivation {
  readonly ledger: Ledger;
  readonly rules: ElectionRules;
}

/**
 * Sees to it that what has no agreement is published in a rehearsal, and only there: where the data folder was last
 * opened the other way, everything that rests on such a record is derived again before anybody reads it.
 * Rejects with AppError `wrong-configuration` while a server shows this folder the other way, `unavailable` while
 * another process derives.
 */
export async function settleRehearsal({
  ledger,
  rules,
  inference,
}: Derivation & { readonly inference: Pick<Inference, 'refresh'> }): Promise<void> {
  const asked = String(rules.rehearsal);
  if ((await ledger.setting(rehearsalSetting)) === asked) return;
  const things = await ledger.thingsUnder('none');
  await withLease(ledger, { name: servingLease, refusal: isServed(rules) }, () =>
    withLease(ledger, { name: 'derive', refusal: isDeriving }, async (lease) => {
      await markAll(ledger, things);
      await ledger.setSetting(rehearsalSetting, asked);
      if (things.length === 0) return;
      await inference.refresh();
      await derive({ ledger, rules }, { lease });
    }),
  );
}

/** Rejects with AppError `wrong-configuration` when the folder was meanwhile opened the other way. */
export async function assertSettled({ ledger, rules }: Derivation): Promise<void> {
  if ((await ledger.setting(rehearsalSetting)) !== String(rules.rehearsal)) throw isServed(rules);
}

/** Tells other processes that this folder is being served, until the function that it resolves to is called. */
export async function announceServing({ ledger, rules }: Derivation): Promise<() => Promise<void>> {
  const lease = await ledger.acquireLease(servingLease, leaseSeconds);
  await assertSettled({ ledger, rules });
  if (lease === undefined) return () => Promise.resolve();
  const renewal = renewed(ledger, lease);
  return async () => {
    clearInterval(renewal);
    await ledger.releaseLease(lease);
  };
}

async function withLease(
  ledger: Ledger,
  { name, refusal }: { name: string; refusal: AppError },
  work: (lease: Lease) => Promise<void>,
): Promise<void> {
  const lease = await ledger.acquireLease(name, leaseSeconds);
  if (lease === undefined) throw refusal;
  const renewal = renewed(ledger, lease);
  try {
    await work(lease);
  } finally {
    clearInterval(renewal);
    await ledger.releaseLease(lease);
  }
}

function renewed(ledger: Ledger, lease: Lease): NodeJS.Timeout {
  return setInterval(
    () => {
      ledger.renewLease(lease, leaseSeconds).catch(() => undefined);
    },
    (leaseSeconds * 1000) / 3,
  );
}

const markedAtOnce = 100;

async function markAll(ledger: Ledger, things: readonly ThingId[]): Promise<void> {
  for (let start = 0; start < things.length; start += markedAtOnce) {
    const dirty = things.slice(start, start + markedAtOnce);
    await ledger.commit({ dirty: dirty.map((thing) => ({ thing, cause: 'a rehearsal began or ended' })) });
  }
}

function isServed({ rehearsal }: ElectionRules): AppError {
  return new AppError(
    'wrong-configuration',
    rehearsal
      ? 'This data folder is in use without CARREFOUR_REHEARSAL: its readers would see records without an agreement. Stop what uses it, or rehearse in another folder (CARREFOUR_DATA).'
      : 'This data folder is in use for a rehearsal: set CARREFOUR_REHEARSAL=true here too, stop what uses it, or take another folder (CARREFOUR_DATA).',
  );
}

const isDeriving = new AppError(
  'unavailable',
  'Another process is deriving publications of this data folder, and CARREFOUR_REHEARSAL has changed: try again when it has ended.',
);
