import type { Places } from '../server/src/enrich/places.ts';
import { foldPlaceName } from '../server/src/enrich/fold-place-name.ts';
import type { Territories } from '../server/src/enrich/reference/territories.ts';
import type { PlaceCase } from './places-cases.ts';

export interface Answer {
  readonly territory: string | undefined;
  readonly candidates: readonly string[];
}

/** `wider`: something larger than a commune was answered, and nothing was left open. */
export type Outcome = 'right' | 'wrong' | 'ambiguous' | 'wider' | 'unjudged';

/** At commune level: right is the expected city, today's commune of it, or the expected postcode. */
export function judge({ city, postcode }: PlaceCase, answer: Answer | undefined, places: Places): Outcome {
  if (answer === undefined || answer.candidates.length > 0)
    return answer === undefined ? 'wider' : 'ambiguous';
  const commune = places.territories().get(answer.territory ?? '');
  if (commune?.level !== 'commune') return 'wider';
  if (city === '' && postcode === '') return 'unjudged';
  const folded = foldPlaceName(city);
  const isCity =
    city !== '' &&
    (foldPlaceName(commune.name) === folded ||
      places
        .territories()
        .communesEverNamed(folded)
        .some((each) => each.commune.code === commune.code));
  const isServed = postcode !== '' && commune.postcodes.includes(postcode);
  return isCity || isServed ? 'right' : 'wrong';
}

/** How many of each outcome. */
export function countsOf(outcomes: readonly Outcome[]): Readonly<Record<Outcome, number>> {
  const counts = { right: 0, wrong: 0, ambiguous: 0, wider: 0, unjudged: 0 };
  for (const outcome of outcomes) counts[outcome] += 1;
  return counts;
}

/** What anyone would write first: the postcode's largest commune, else the longest last words that are a commune's name. */
export function baseline(territories: Territories): (query: string) => Answer {
  return (query) => {
    const postcode = /(?<!\d)\d{5}(?!\d)/.exec(query)?.[0] ?? '';
    const [served] = territories.communesOfPostcode(postcode);
    if (served !== undefined) return { territory: served.id, candidates: [] };
    const words = foldPlaceName(query).split(' ');
    for (let start = 0; start < words.length; start += 1) {
      const [named] = territories.communesNamed(words.slice(start).join(' '));
      if (named !== undefined) return { territory: named.commune.id, candidates: [] };
    }
    return { territory: undefined, candidates: [] };
  };
}
