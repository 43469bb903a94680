import type { Checker } from '@carrefour/shapes';
import type { ElectionRules } from '../elect/publication.ts';
import type { Address, AddressAnswer, FoundAddress, KeptAnswer } from '../domain/geocoding.ts';
import { docPlaceOf } from '../enrich/doc-place.ts';
import { addressKey, addressOf } from '../enrich/geocoder.ts';
import type { Infer } from '../enrich/inference.ts';
import type { Places } from '../enrich/places.ts';
import type { Ledger } from '../ledger/ledger.ts';

/** What elections know of a source. */
interface ElectedSource {
  readonly name: Readonly<Record<string, string>>;
  readonly country?: string;
}

/** The rules of elections, from the shapes, the places, the answers of geocoders and the sources that are known. */
export function electionRules({
  checker,
  places,
  sources,
  rehearsal,
  infer,
  answersTo = noAnswers,
}: {
  checker: Checker;
  places: Places;
  sources: ReadonlyMap<string, ElectedSource>;
  rehearsal: boolean;
  infer: Infer;
  answersTo?: AnswersTo;
}): ElectionRules {
  return {
    checker,
    rehearsal,
    infer,
    sourceName: (id) => sources.get(id)?.name['fr'] ?? id,
    async locate(elected) {
      const answers = await answersTo(elected.flatMap((place) => addressOf(place) ?? []));
      return {
        answered: [...answers.keys()],
        located: ({ source, ...place }, context) => {
          const answer = answerTo(place, answers);
          return docPlaceOf(place, { defaultCountry: sources.get(source)?.country, context, answer }, places);
        },
      };
    },
  };
}

function answerTo(
  place: Parameters<typeof addressOf>[0],
  answers: ReadonlyMap<string, AddressAnswer>,
): FoundAddress | undefined {
  const address = addressOf(place);
  const answer = address === undefined ? undefined : answers.get(addressKey(address));
  return answer?.outcome === 'found' ? answer : undefined;
}

/** What geocoders answered to these addresses, by their keys. */
export type AnswersTo = (addresses: readonly Address[]) => Promise<ReadonlyMap<string, AddressAnswer>>;

/** For previews, which ask and remember nothing. */
const noAnswers: AnswersTo = () => Promise.resolve(new Map());

/** The answers that a ledger keeps; of several to one address, the newest that found it stands. */
export function keptAnswers(ledger: Pick<Ledger, 'addressAnswers'>): AnswersTo {
  return async (addresses) => {
    if (addresses.length === 0) return new Map();
    const kept = await ledger.addressAnswers([...new Set(addresses.map(addressKey))]);
    const rank = ({ answer }: KeptAnswer): string => `${String(answer.outcome === 'found')} ${answer.at}`;
    const inOrder = kept.toSorted((a, b) => (rank(a) < rank(b) ? -1 : 1));
    return new Map(inOrder.map(({ address, answer }) => [address, answer]));
  };
}
