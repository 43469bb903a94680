import type { FacetValue, Lang, SearchPage } from '../../contract.ts';
import type { FacetName, SearchQuery } from '../../domain/search-query.ts';
import { levelOf } from '../../domain/territory.ts';
import type { ThingDoc } from '../../domain/thing-doc.ts';
import type { ThingId } from '../../domain/thing-id.ts';
import type { FacetCount, SearchResult } from '../../search/search-index.ts';
import type { Labels } from '../labels.ts';
import type { LedgerReader } from '../reading.ts';
import { byFacet } from '../search-parameters.ts';
import { titleOf } from './hits.ts';
import type { SourceInfo } from './sources.ts';
import { chooseText } from './text.ts';

/** The words for a facet value. */
export type Words = (facet: FacetName, value: string) => string;

/** Programmes by id: their names are in their docs. */
export type Programmes = ReadonlyMap<ThingId, ThingDoc>;

/** Words for the values of every facet, in one language. */
export function wordsOf(
  lang: Lang,
  {
    labels,
    sources,
    programmes = new Map(),
  }: {
    readonly labels: Pick<Labels, 'of'>;
    readonly sources: () => readonly Pick<SourceInfo, 'id' | 'name'>[];
    readonly programmes?: Programmes;
  },
): Words {
  const names = new Map(sources().map(({ id, name }) => [id, chooseText(name, lang)?.text ?? id]));
  return (facet, value) => {
    if (facet === 'source') return names.get(value) ?? value;
    const programme = facet === 'programme' ? programmes.get(value) : undefined;
    return programme === undefined ? labels.of(facet, value, lang) : titleOf(programme, lang).text;
  };
}

/** The programmes of some counts, the first `most` of them, and those that were chosen. */
export async function programmesOf(
  counts: readonly FacetCount[],
  { chosen, most, ledger }: { chosen: readonly ThingId[]; most: number; ledger: Pick<LedgerReader, 'docs'> },
): Promise<Programmes> {
  const shown = counts.slice(0, most).map(({ value }) => value);
  const docs = await ledger.docs([...new Set([...chosen, ...shown])]);
  return new Map(docs.map((doc) => [doc.id, doc]));
}

/** A count with its words. */
export function facetValue(
  counted: FacetCount,
  { facet, query, words }: { facet: FacetName; query: SearchQuery; words: Words },
): FacetValue {
  const chosen: readonly string[] = query[facet];
  return {
    ...counted,
    label: words(facet, counted.value),
    isSelected: chosen.includes(counted.value),
  };
}

/** The values of every facet that a page shows at once. */
export function facetValues(
  { facets }: Pick<SearchResult, 'facets'>,
  { query, words }: { query: SearchQuery; words: Words },
): SearchPage['facets'] {
  return byFacet((facet) => {
    const values =
      facet === 'territory' ? openTerritories(facets.territory, new Set(query.territory)) : facets[facet];
    return values.map((counted) => facetValue(counted, { facet, query, words }));
  });
}

/** EPCIs and communes are thousands: they are given from the département on that is chosen. */
function openTerritories(
  values: readonly FacetCount[],
  selected: ReadonlySet<string>,
): readonly FacetCount[] {
  const parents = new Map(values.map(({ value, parent }) => [value, parent]));
  const isOpen = (value: string | undefined): boolean =>
    value !== undefined && !isWide(value) && (selected.has(value) || isOpen(parents.get(value)));
  return values.filter(({ value }) => isWide(value) || levelOf(value) === 'departement' || isOpen(value));
}

function isWide(territory: string): boolean {
  const level = levelOf(territory);
  return level === 'country' || level === 'region';
}
