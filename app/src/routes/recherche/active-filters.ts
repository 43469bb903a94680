import type { SearchPage } from '@carrefour/server/contract';
import * as m from '#lib/paraglide/messages.js';
import { facetParameters, searchPath, without } from '#lib/search-url.ts';

/** One filter that narrows the results, with the search that goes on without it. */
export interface ActiveFilter {
  readonly name: string;
  readonly value: string;
  readonly label: string;
  readonly path: string;
}

/** What narrows a search, in the order of its address; put into words on the server, as all that no script needs to hold. */
export function activeFilters(
  parameters: URLSearchParams,
  { facets }: Pick<SearchPage, 'facets'>,
): ActiveFilter[] {
  const found: ActiveFilter[] = [];
  for (const [name, value] of parameters) {
    const label = labelOf(name, value, facets);
    if (label !== undefined)
      found.push({ name, value, label, path: searchPath(without(parameters, name, value)) });
  }
  return found;
}

function labelOf(name: string, value: string, facets: SearchPage['facets']): string | undefined {
  const facet = facetParameters.find(([, parameter]) => parameter === name)?.[0];
  if (facet !== undefined) return facets[facet].find((one) => one.value === value)?.label;
  return others[name]?.(value);
}

const others: Readonly<Record<string, (value: string) => string>> = {
  q: (value) => m.filter_words({ words: value }),
  bbox: () => m.filter_box(),
  near: () => m.filter_near(),
  year_min: (year) => m.filter_year_min({ year }),
  year_max: (year) => m.filter_year_max({ year }),
  place_role: (role) =>
    role === 'seat' ? m.role_seat() : role === 'serves' ? m.role_serves() : m.role_implemented(),
};
