import { canonicalSearch, searchPath } from '#lib/search-url.ts';
import { findAsked } from './find-values.ts';
import { outputsOf } from './outputs.ts';
import { understood } from './understood.ts';
import type { PageServerLoad } from './$types';

/** Parameters that narrow a search; beyond one of them a page of results is for people, not for indexes. */
const notFilters = new Set(['sort', 'page', 'per', 'view']);

export const load: PageServerLoad = async ({ locals, url }) => {
  const parameters = canonicalSearch(url.searchParams);
  const filters = [...parameters].filter(([name]) => !notFilters.has(name));
  const { client, lang } = locals;
  const [page, searched] = await Promise.all([
    client.search(parameters, lang),
    findAsked(url.searchParams, { client, search: parameters.toString(), lang }),
  ]);
  return {
    page,
    searched,
    search: parameters.toString(),
    outputs: outputsOf(parameters, {
      lang,
      origin: url.origin,
      page,
      today: new Date().toISOString(),
    }),
    understood: understood(parameters, { page, lang: locals.lang }),
    view: viewOf(parameters.get('view')),
    canonicalPath: searchPath(parameters),
    isIndexed: filters.length <= 1 && page.page === 1 && page.total > 0 && Object.keys(searched).length === 0,
  };
};

function viewOf(asked: string | null): 'liste' | 'carte' | 'tableau' {
  return asked === 'carte' || asked === 'tableau' ? asked : 'liste';
}
