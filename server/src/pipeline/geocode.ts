import type { AnswerWrite, Lease, Ledger } from '../ledger/ledger.ts';
import type { Geocoder } from '../enrich/geocoder.ts';
import { searchWanted, type AddressSearch, type WantedBatch } from './wanted-batches.ts';

/** Why things are derived again, in the words of the change log. */
const cause = 'its address was looked up';

export interface GeocodeDeps extends AddressSearch {
  readonly ledger: Ledger;
  readonly geocoder: Geocoder;
}

export interface GeocodeOptions {
  readonly lease: Lease;
  /** The most addresses to ask. */
  readonly limit: number;
  readonly signal: AbortSignal;
  readonly onProgress: (asked: number) => void;
}

/** What came of asking. */
export interface GeocodeSummary {
  readonly asked: number;
  readonly found: number;
  readonly unknown: number;
  /** Addresses that the service could not work on; they are asked again the next time. */
  readonly failed: number;
  /** Things that are derived again, because an answer says more of where they are. */
  readonly things: number;
  /** False where the limit, or a service that could work on nothing, ended it: more is left to ask. */
  readonly isComplete: boolean;
}

/**
 * Asks where the addresses of published things are that lead to no point or to several communes, and marks dirty what an
 * answer places better. Answers are kept with what they mark, batch by batch: nothing is asked twice, and being cut short
 * loses one batch at most. Rejects with AppError `unavailable` when the service cannot be asked, `conflict` when the
 * lease is lost.
 */
export async function geocode(deps: GeocodeDeps, options: GeocodeOptions): Promise<GeocodeSummary> {
  const { batchSize } = deps.geocoder;
  const { batches, isCut } = searchWanted(deps, { batchSize, limit: options.limit });
  const sum = { asked: 0, found: 0, unknown: 0, failed: 0, things: 0 };
  for await (const batch of batches) {
    options.signal.throwIfAborted();
    const answers = await answersTo(batch, { ...deps, ...options });
    const things = placedBy(answers, batch);
    const dirty = [...things].map((thing) => ({ thing, cause }));
    await deps.ledger.commit({ lease: options.lease, answers, dirty });
    sum.asked += batch.wanted.size;
    sum.found += answers.filter(({ answer }) => answer.outcome === 'found').length;
    sum.unknown += answers.filter(({ answer }) => answer.outcome === 'unknown').length;
    sum.failed += batch.wanted.size - answers.length;
    sum.things += things.size;
    options.onProgress(sum.asked);
    if (batch.wanted.size > 0 && answers.length === 0) return { ...sum, isComplete: false };
  }
  return { ...sum, isComplete: !isCut() };
}

/** How many addresses {@link geocode} would ask, without asking any. */
export async function countWanted(
  search: AddressSearch,
  { signal, onProgress, limit }: Pick<GeocodeOptions, 'signal' | 'onProgress' | 'limit'>,
): Promise<number> {
  let count = 0;
  for await (const { wanted } of searchWanted(search, { batchSize: 1000, limit }).batches) {
    signal.throwIfAborted();
    count += wanted.size;
    onProgress(count);
  }
  return count;
}

async function answersTo(
  { wanted }: WantedBatch,
  { geocoder, signal }: Pick<GeocodeDeps, 'geocoder'> & Pick<GeocodeOptions, 'signal'>,
): Promise<AnswerWrite[]> {
  const askers = [...wanted];
  const queries = askers.flatMap(([, [first]]) => first?.query ?? []);
  const answers = await geocoder.ask(queries, signal);
  return askers.flatMap(([address, those], index) => {
    const answer = answers[index];
    if (answer === undefined || answer.outcome === 'failed') return [];
    return [{ address, geocoder: geocoder.name, answer, things: those.flatMap(({ members }) => members) }];
  });
}

function placedBy(answers: readonly AnswerWrite[], { wanted, placed }: WantedBatch): Set<string> {
  const things = new Set(placed);
  for (const { address, answer } of answers) {
    if (answer.outcome !== 'found') continue;
    for (const { thing, isSettledBy } of wanted.get(address) ?? [])
      if (isSettledBy(answer)) things.add(thing);
  }
  return things;
}
