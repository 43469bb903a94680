import { JsonText } from '#lib/json-text.ts';
import { canonicalSearch, searchPath } from '#lib/search-url.ts';
import { activeFilters } from './active-filters.ts';
import { facetLegends } from './facet-words.ts';
import { findAsked } from './find-values.ts';
import { outputsOf } from './outputs.ts';
import { understood } from './understood.ts';
import { yearPlot } from './year-bars.ts';
import type { PageServerLoad } from './$types';

/** Parameters that narrow a search; beyond one of them a page of results is for people, not for indexes. */
const notFilters = new Set(['sort', 'page', 'per', 'view']);

export const load: PageServerLoad = async ({ locals, url }) => {
  const parameters = canonicalSearch(url.searchParams);
  const narrowing = [...parameters].filter(([name]) => !notFilters.has(name));
  const { client, lang } = locals;
  const [page, searched] = await Promise.all([
    client.search(parameters, lang),
    findAsked(url.searchParams, { client, search: parameters.toString(), lang }),
  ]);
  return {
    answer: new JsonText(page),
    searched,
    years: yearPlot(parameters, { page, lang }),
    filters: activeFilters(parameters, page),
    legends: facetLegends(),
    search: parameters.toString(),
    outputs: outputsOf(parameters, {
      lang,
      origin: url.origin,
      page,
      today: new Date().toISOString(),
    }),
    understood: understood(parameters, { page, lang }),
    view: viewOf(parameters.get('view')),
    canonicalPath: searchPath(parameters),
    isIndexed:
      narrowing.length <= 1 && page.page === 1 && page.total > 0 && Object.keys(searched).length === 0,
  };
};

function viewOf(asked: string | null): 'liste' | 'carte' | 'tableau' {
  return asked === 'carte' || asked === 'tableau' ? asked : 'liste';
}
