import { facetNames, plainFilters, type FilterName, type SearchQuery } from '../../domain/search-query.ts';
import type { Removal } from '../search-index.ts';
import { facetTest } from './facet-test.ts';
import { liveDocs } from './facet-tally.ts';
import { matchWords } from './match-words.ts';
import { docTest } from './place-filter.ts';
import type { Found } from './scan.ts';
import { withScratch } from './scratch.ts';
import { matching } from './selection.ts';
import type { Synonyms } from './synonyms.ts';
import type { View, ViewPart } from './view.ts';

/** How many things a query would find without each of its filters: one look at what its words find, one at the rest. */
export function removals(view: View, query: SearchQuery, synonyms: Synonyms): Removal[] {
  return withScratch(() => {
    const { found } = matchWords(query.q, view, synonyms);
    const tally = new RemovalTally(query);
    for (const [index, part] of view.parts.entries()) tally.count(part, found?.[index]);
    const withoutWords = (): number => {
      const all = { found: undefined, isRelaxed: false };
      return matching(view, query, all).reduce((sum, { docs }) => sum + docs.length, 0);
    };
    return filtersOf(query).map((filter) => ({
      filter,
      count: filter === 'q' ? withoutWords() : tally.without(filter),
    }));
  });
}

type WordlessFilter = Exclude<FilterName, 'q'>;
type PlainFilter = (typeof plainFilters)[number];

/** What a query has of each kind, in the order of its address. */
function filtersOf(query: SearchQuery): FilterName[] {
  return [
    ...(query.q === '' ? [] : (['q'] as const)),
    ...facetNames.filter((name) => query[name].length > 0),
    ...plainFiltersOf(query),
  ];
}

function plainFiltersOf(query: SearchQuery): PlainFilter[] {
  return plainFilters.filter((name) => query[name] !== undefined);
}

/** Counts docs that pass everything, and those that fail one filter alone. */
class RemovalTally {
  readonly #query: SearchQuery;
  readonly #plain: readonly PlainFilter[];
  readonly #besides = new Map<WordlessFilter, number>();
  #passing = 0;

  constructor(query: SearchQuery) {
    this.#query = query;
    this.#plain = plainFiltersOf(query);
  }

  count(part: ViewPart, found: Found | undefined): void {
    const passes = docTest(part, this.#query) ?? always;
    const others = this.#plain.map((name) => ({
      name,
      passes: docTest(part, { ...this.#query, [name]: undefined }) ?? always,
    }));
    const facets = facetTest(part, this.#query);
    const candidates = found?.docs ?? liveDocs(part);
    for (let at = 0; at < candidates.length; at += 1) {
      const doc = candidates[at] ?? 0;
      const missed = facets?.missing(doc) ?? 0;
      if (missed === 0) {
        if (passes(doc)) this.#passing += 1;
        else for (const other of others) if (other.passes(doc)) this.#add(other.name);
      } else if ((missed & (missed - 1)) === 0 && passes(doc)) {
        const name = facetNames[31 - Math.clz32(missed)];
        if (name !== undefined) this.#add(name);
      }
    }
    facets?.done();
  }

  without(filter: WordlessFilter): number {
    return this.#passing + (this.#besides.get(filter) ?? 0);
  }

  #add(filter: WordlessFilter): void {
    this.#besides.set(filter, (this.#besides.get(filter) ?? 0) + 1);
  }
}

const always = (): boolean => true;
