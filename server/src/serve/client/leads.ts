import { ancestors } from '@carrefour/ontology';
import {
  isLeadFacet,
  leadFacets,
  type Alternative,
  type Lead,
  type LeadFacet,
  type LeadFilter,
} from '../../domain/lead.ts';
import type { FacetName, SearchQuery } from '../../domain/search-query.ts';
import { solutionScheme, type Suggestion } from '../../enrich/suggestions.ts';
import type { SearchResult } from '../../search/search-index.ts';
import type { LedgerReader, SearchReader } from '../reading.ts';
import { pagePath, titleOf } from './hits.ts';

/** Schemes of which the meaning of a sentence is asked. */
export const leadSchemes: readonly string[] = [...leadFacets, solutionScheme];

/** From this score on a lead is offered: it is more likely right than wrong. */
const offeredFrom = 0.5;
/** A concept that leaves nobody out leads nowhere. */
const leavesNobodyOut = { scheme: 'audience', code: 'ALL' } as const;
const most: Readonly<Record<string, number>> = { theme: 2, audience: 2, sdg: 1, [solutionScheme]: 2 };
const mostLeads = 5;
/** With fewer results, or where words are missing, concepts alone are counted in the place of the words. */
const fewResults = 10;
const mostAlternatives = 3;

interface Context {
  readonly query: SearchQuery;
  readonly result: SearchResult;
  readonly search: Pick<SearchReader, 'search'>;
  readonly ledger: Pick<LedgerReader, 'docs'>;
  readonly labelOf: (facet: FacetName, value: string) => string;
}

interface Reading {
  readonly facet: LeadFacet;
  readonly value: string;
  readonly score: number;
}

/**
 * What a sentence may mean, as links beside its results. A facet that the reader has chosen from is not second-guessed,
 * and no lead is a dead end: each narrows the results and leaves some, each alternative has some.
 */
export async function leadsOf(
  suggestions: readonly Suggestion[],
  context: Context,
): Promise<{ readonly leads: readonly Lead[]; readonly alternatives: readonly Alternative[] }> {
  if (suggestions.length === 0) return { leads: [], alternatives: [] };
  const { query } = context;
  const readings = confident(suggestions)
    .flatMap(({ scheme, code, score }) =>
      isLeadFacet(scheme) ? [{ facet: scheme, value: code, score }] : [],
    )
    .filter(({ facet }) => query[facet].length === 0);
  const solutions = confident(suggestions).filter(({ scheme }) => scheme === solutionScheme);
  const leads = [...filterLeads(readings, context), ...(await pageLeads(solutions, context))];
  return {
    leads: leads.sort((a, b) => b.score - a.score).slice(0, mostLeads),
    alternatives: await alternatives(readings, context),
  };
}

/** The surest of each scheme; a concept gives way to a narrower one that is sure enough. */
function confident(suggestions: readonly Suggestion[]): Suggestion[] {
  const sure = suggestions.filter(
    ({ scheme, code, score, evidence }) =>
      score >= offeredFrom &&
      evidence.length > 0 &&
      !(scheme === leavesNobodyOut.scheme && code === leavesNobodyOut.code),
  );
  const isBroader = ({ scheme, code }: Suggestion): boolean =>
    sure.some((other) => other.scheme === scheme && ancestors(scheme, other.code).includes(code));
  const kept = sure.filter((one) => !isBroader(one));
  return leadSchemes.flatMap((scheme) =>
    kept.filter((one) => one.scheme === scheme).slice(0, most[scheme] ?? 0),
  );
}

function filterLeads(readings: readonly Reading[], { result, labelOf }: Context): Lead[] {
  return readings.flatMap(({ facet, value, score }): Lead[] => {
    const count = countOf(result, facet, value);
    if (count === 0 || count === result.total) return [];
    return [{ to: 'filter', parameter: facet, value, label: labelOf(facet, value), score, count }];
  });
}

async function pageLeads(
  solutions: readonly Suggestion[],
  { ledger, query }: Pick<Context, 'ledger' | 'query'>,
): Promise<Lead[]> {
  const docs = await ledger.docs(solutions.map(({ code }) => code));
  return docs.flatMap((doc): Lead[] => {
    const score = solutions.find(({ code }) => code === doc.id)?.score ?? 0;
    const label = titleOf(doc, query.lang).text;
    return doc.kind === 'solution' ? [{ to: 'page', id: doc.id, path: pagePath(doc), label, score }] : [];
  });
}

/** The other filters with what the words may mean in their place, where the words find little and it finds more. */
async function alternatives(readings: readonly Reading[], context: Context): Promise<Alternative[]> {
  const { result, search, labelOf } = context;
  if (readings.length === 0 || (!result.isRelaxed && result.total >= fewResults)) return [];
  const query: SearchQuery = { ...context.query, q: '', page: 1, per: 1 };
  const alone = await search.search(query);
  const filterOf = ({ facet, value }: Reading): LeadFilter => ({
    parameter: facet,
    value,
    label: labelOf(facet, value),
  });
  const single = readings.flatMap((reading) => {
    const { facet, value } = reading;
    const count = countOf(alone, facet, value);
    return count > countOf(result, facet, value) ? [{ filters: [filterOf(reading)], count }] : [];
  });
  const [theme, audience] = (['theme', 'audience'] as const).map((facet) =>
    readings.find((reading) => reading.facet === facet),
  );
  const both: Alternative[] = [];
  if (theme !== undefined && audience !== undefined) {
    const { total } = await search.search({ ...query, theme: [theme.value], audience: [audience.value] });
    if (total > 0) both.push({ filters: [filterOf(theme), filterOf(audience)], count: total });
  }
  return [...both, ...single].slice(0, mostAlternatives);
}

function countOf({ facets }: SearchResult, facet: LeadFacet, value: string): number {
  return facets[facet].find((counted) => counted.value === value)?.count ?? 0;
}
