import { describe, expect, test } from 'vitest';
import { emptyQuery, facetNames, type SearchQuery } from '../../../src/domain/search-query.ts';
import type { ThingDoc } from '../../../src/domain/thing-doc.ts';
import type { Suggestion } from '../../../src/enrich/suggestions.ts';
import type { SearchResult } from '../../../src/search/search-index.ts';
import { leadsOf } from '../../../src/serve/client/leads.ts';
import { docOf } from '../../search/search-docs.ts';

const suggested = (scheme: string, code: string, score: number): Suggestion => ({
  scheme,
  code,
  score,
  evidence: [{ because: 'learned', words: ['marche'] }],
});

/** A result by its total and the counts of some values. */
function resultOf(total: number, counts: Readonly<Record<string, Readonly<Record<string, number>>>> = {}) {
  const facets = Object.fromEntries(
    facetNames.map((facet) => [
      facet,
      Object.entries(counts[facet] ?? {}).map(([value, count]) => ({ value, count })),
    ]),
  ) as unknown as SearchResult['facets'];
  return { total, ids: [], facets, years: [], places: 0, withoutPlace: 0, isRelaxed: false, seq: 1 };
}

const transport: ThingDoc = {
  ...docOf('transport-solidaire'),
  kind: 'solution',
  title: { fr: 'Transport solidaire' },
};
const sentence: SearchQuery = { ...emptyQuery, q: 'les anciens ne peuvent plus aller au marché' };

interface Case {
  readonly result?: SearchResult;
  readonly query?: SearchQuery;
  /** What the same filters find without the words. */
  readonly alone?: SearchResult;
}

function leads(
  suggestions: readonly Suggestion[],
  { result = resultOf(40), query = sentence, alone = resultOf(100) }: Case = {},
) {
  const asked: SearchQuery[] = [];
  const found = leadsOf(suggestions, {
    query,
    result,
    labelOf: (_, value) => `«${value}»`,
    search: {
      search: (one) => {
        asked.push(one);
        return Promise.resolve(one.theme.length > 0 ? resultOf(7) : alone);
      },
    },
    ledger: { docs: (ids) => Promise.resolve([transport].filter(({ id }) => ids.includes(id))) },
  });
  return found.then((answer) => ({ ...answer, asked }));
}

describe('the leads of a sentence', () => {
  test('narrow the results to what it may mean, the surest first, or open a solution', async () => {
    const answer = await leads(
      [
        suggested('audience', 'OLD', 0.9),
        suggested('solution', transport.id, 0.7),
        suggested('theme', 'MOB', 0.5),
      ],
      { result: resultOf(40, { audience: { OLD: 12 }, theme: { MOB: 3 } }) },
    );
    expect(answer.leads).toEqual([
      { to: 'filter', parameter: 'audience', value: 'OLD', label: '«OLD»', score: 0.9, count: 12 },
      {
        to: 'page',
        id: transport.id,
        path: `/solution/${transport.id}-${transport.slug}`,
        label: 'Transport solidaire',
        score: 0.7,
      },
      { to: 'filter', parameter: 'theme', value: 'MOB', label: '«MOB»', score: 0.5, count: 3 },
    ]);
    expect(answer.alternatives).toEqual([]);
    expect(answer.asked).toEqual([]);
  });

  test('are sure enough, with a reason, and at most five', async () => {
    const counts = { theme: { MOB: 1, ALI: 1, SAN: 1 }, audience: { OLD: 1, CHI: 1 }, sdg: { 2: 1, 3: 1 } };
    const { leads: found } = await leads(
      [
        ...['MOB', 'ALI', 'SAN'].map((code) => suggested('theme', code, 0.8)),
        ...['OLD', 'CHI'].map((code) => suggested('audience', code, 0.7)),
        ...['2', '3'].map((code) => suggested('sdg', code, 0.6)),
        suggested('solution', transport.id, 0.55),
      ],
      { result: resultOf(40, counts) },
    );
    expect(found.map((lead) => (lead.to === 'filter' ? lead.value : lead.id))).toEqual([
      'MOB',
      'ALI',
      'OLD',
      'CHI',
      '2',
    ]);
    const unsure = [
      suggested('theme', 'MOB', 0.49),
      suggested('audience', 'ALL', 0.9),
      suggested('solution', transport.id, 0.49),
      { ...suggested('theme', 'ALI', 0.9), evidence: [] },
    ];
    expect((await leads(unsure, { result: resultOf(40, counts) })).leads).toEqual([]);
  });

  test('give the narrower concept where it is sure enough too', async () => {
    const { leads: found } = await leads(
      [suggested('theme', 'MOB', 0.9), suggested('theme', 'MOB-VEL', 0.6)],
      { result: resultOf(40, { theme: { MOB: 9, 'MOB-VEL': 4 } }) },
    );
    expect(found).toMatchObject([{ value: 'MOB-VEL', count: 4 }]);
  });

  test('are no dead ends, change something, and leave alone a facet that was chosen from', async () => {
    const mobility = suggested('theme', 'MOB', 0.9);
    for (const count of [0, 40])
      expect((await leads([mobility], { result: resultOf(40, { theme: { MOB: count } }) })).leads).toEqual(
        [],
      );
    const chosen = { result: resultOf(40, { theme: { MOB: 3 } }), query: { ...sentence, theme: ['ALI'] } };
    expect((await leads([mobility], chosen)).leads).toEqual([]);
  });
});

describe('what may stand in the place of the words', () => {
  const meant = [suggested('audience', 'OLD', 0.9), suggested('theme', 'MOB', 0.6)];
  const alone = resultOf(100, { theme: { MOB: 50 }, audience: { OLD: 30 } });

  test('is given where they find little, theme and audience together first', async () => {
    const few = {
      result: resultOf(3),
      alone,
      query: { ...sentence, territory: ['departement-23'], page: 2 },
    };
    const { alternatives, asked } = await leads(meant, few);
    expect(alternatives.map(({ filters, count }) => [filters.map(({ value }) => value), count])).toEqual([
      [['MOB', 'OLD'], 7],
      [['MOB'], 50],
      [['OLD'], 30],
    ]);
    for (const query of asked) expect(query).toMatchObject({ q: '', page: 1, territory: ['departement-23'] });
  });

  test('is given where words are missing, and not where they find enough', async () => {
    const relaxed = { result: { ...resultOf(40), isRelaxed: true }, alone };
    expect((await leads(meant, relaxed)).alternatives).toHaveLength(3);
    expect((await leads(meant, { result: resultOf(40), alone })).alternatives).toEqual([]);
  });

  test('always finds something, and more than it does beside the words', async () => {
    const mobility = [suggested('theme', 'MOB', 0.6)];
    expect((await leads(mobility, { result: resultOf(0) })).alternatives).toEqual([]);
    const same = { result: resultOf(3, { theme: { MOB: 2 } }), alone: resultOf(50, { theme: { MOB: 2 } }) };
    expect((await leads(mobility, same)).alternatives).toEqual([]);
  });
});
