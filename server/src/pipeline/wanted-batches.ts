import type { Publication } from '../domain/publication.ts';
import type { ThingId } from '../domain/thing-id.ts';
import type { Ledger } from '../ledger/ledger.ts';
import { wantedAddresses, type AddressReading, type WantedAddress } from './wanted-addresses.ts';

/** An answer that placed nothing is asked for again after so many days: references grow. */
const daysUntilAskedAgain = 90;
const millisecondsADay = 86_400_000;

/** What is looked through for addresses to ask. */
export interface AddressSearch extends AddressReading {
  readonly ledger: Pick<Ledger, 'publications' | 'addressAnswers'>;
  readonly now: () => string;
}

/** Addresses to ask together, each with all who have it, and things that an answer of before places. */
export interface WantedBatch {
  readonly wanted: Map<string, WantedAddress[]>;
  readonly placed: Set<ThingId>;
}

/** Looks through all that is published, once. */
export interface WantedSearch {
  readonly batches: AsyncIterable<WantedBatch>;
  /** True once there were more addresses to ask than the limit. */
  readonly isCut: () => boolean;
}

/**
 * Finds the addresses of published things that are worth asking, each once, in batches; those that were answered lately are
 * left out. Answers that are written meanwhile are taken into account.
 */
export function searchWanted(
  search: AddressSearch,
  { batchSize, limit }: { batchSize: number; limit: number },
): WantedSearch {
  let isCut = false;
  async function* batches(): AsyncGenerator<WantedBatch> {
    const asked = new Set<string>();
    let batch = emptyBatch();
    for await (const publication of search.ledger.publications()) {
      for (const one of await notAnswered(publication, { search, placed: batch.placed })) {
        const others = batch.wanted.get(one.key);
        others?.push(one);
        if (others !== undefined || asked.has(one.key)) continue;
        if (batch.wanted.size === batchSize) {
          yield batch;
          batch = emptyBatch();
        }
        isCut = asked.size >= limit;
        if (isCut) break;
        asked.add(one.key);
        batch.wanted.set(one.key, [one]);
      }
      if (isCut) break;
    }
    if (batch.wanted.size + batch.placed.size > 0) yield batch;
  }
  return { batches: batches(), isCut: () => isCut };
}

function emptyBatch(): WantedBatch {
  return { wanted: new Map(), placed: new Set() };
}

/** The addresses of a publication that nobody answered lately; where an answer places it already, it goes to `placed`. */
async function notAnswered(
  publication: Publication,
  { search, placed }: { search: AddressSearch; placed: Set<ThingId> },
): Promise<WantedAddress[]> {
  const wanted = wantedAddresses(publication, search);
  if (wanted.length === 0) return [];
  const kept = await search.ledger.addressAnswers(wanted.map(({ key }) => key));
  const askedAgainBefore = Date.parse(search.now()) - daysUntilAskedAgain * millisecondsADay;
  return wanted.filter(({ key, thing, isSettledBy }) => {
    const answers = kept.filter(({ address }) => address === key).map(({ answer }) => answer);
    const isPlaced = answers.some((answer) => answer.outcome === 'found' && isSettledBy(answer));
    if (isPlaced) placed.add(thing);
    return !isPlaced && answers.every(({ at }) => Date.parse(at) < askedAgainBefore);
  });
}
