import type { ThingDoc } from '../../src/domain/thing-doc.ts';
import type { ThingId } from '../../src/domain/thing-id.ts';
import type { ScoreExplanation, SimilarThing, YearCount } from '../../src/search/search-index.ts';

/** What the fixture's index says of the thing that is like its garage. */
export function likeGarage(id: ThingId): SimilarThing {
  return { id, words: ['prix'], theme: 'EMP', territory: 'departement-23', audiences: [] };
}

/** What the fixture's index says of its garage's score for “garage”. */
export const explanation: ScoreExplanation = {
  score: 2.2,
  words: [
    {
      text: 'garage',
      holders: 1,
      rarity: 1.1,
      weight: 6,
      score: 2.2,
      fields: [{ field: 'name', by: 'garage', weight: 6, score: 2.2 }],
    },
  ],
  share: 1,
  lift: { completeness: 0.05, recency: 0.1 },
  byScore: 1,
  shown: 1,
};

/** How many of some docs began in each year. */
export function yearsOf(docs: readonly ThingDoc[]): YearCount[] {
  const years = docs.flatMap(({ startDate }) =>
    startDate === undefined ? [] : [Number(startDate.slice(0, 4))],
  );
  return [...Map.groupBy(years, (year) => year)].map(([year, all]) => ({ year, count: all.length }));
}

/** A record of a source of the fixture. */
export const source = (name: string, agreement: 'open' | 'display'): ThingDoc['sources'][number] => ({
  source: name,
  sourceName: `Exemple ${name}`,
  set: 'projets',
  key: '1',
  licence: 'https://creativecommons.org/licenses/by/4.0/',
  agreement,
  harvestedAt: '2026-02-03T00:00:00Z',
});
