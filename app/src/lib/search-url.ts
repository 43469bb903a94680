/** Parameters of a search in their canonical order. */
const order = [
  'q',
  'kind',
  'theme',
  'territory',
  'audience',
  'method',
  'stage',
  'actor',
  'programme',
  'sdg',
  'source',
  'content_lang',
  'licence',
  'evidence',
  'seeks',
  'year_min',
  'year_max',
  'quality',
  'rights',
  'near',
  'radius',
  'place_role',
  'sort',
  'page',
  'per',
  'view',
  'bbox',
];
const defaults: Readonly<Record<string, string>> = { sort: 'relevance', page: '1', per: '20' };

/** The canonical query of a search: known names in order, no defaults, no empties, each value once. */
export function canonicalSearch(parameters: URLSearchParams): URLSearchParams {
  const canonical = new URLSearchParams();
  for (const name of order) {
    const values = [...new Set(parameters.getAll(name).map((value) => value.trim()))].sort();
    for (const value of values) if (value !== '' && value !== defaults[name]) canonical.append(name, value);
  }
  return canonical;
}

/** The address of a search, without language prefix. */
export function searchPath(parameters: URLSearchParams): string {
  const query = canonicalSearch(parameters).toString();
  return query === '' ? '/recherche' : `/recherche?${query}`;
}

/** The same search without one value (every value where it is undefined), from its first page. */
export function without(parameters: URLSearchParams, name: string, value?: string): URLSearchParams {
  const kept = new URLSearchParams();
  for (const [key, one] of parameters) {
    const isRemoved = key === name && (value === undefined || value === '' || one === value);
    if (!isRemoved && key !== 'page') kept.append(key, one);
  }
  return kept;
}

/** The same search with one parameter set to a value. */
export function withValue(parameters: URLSearchParams, name: string, value: string): URLSearchParams {
  const changed = name === 'page' ? new URLSearchParams(parameters) : without(parameters, 'page');
  changed.set(name, value);
  return changed;
}

/** Facets in the order of the page, with the parameter that carries each. */
export const facetParameters = [
  ['kind', 'kind'],
  ['theme', 'theme'],
  ['territory', 'territory'],
  ['audience', 'audience'],
  ['stage', 'stage'],
  ['method', 'method'],
  ['actor', 'actor'],
  ['programme', 'programme'],
  ['sdg', 'sdg'],
  ['source', 'source'],
  ['contentLang', 'content_lang'],
  ['licence', 'licence'],
  ['evidence', 'evidence'],
  ['seeks', 'seeks'],
  ['quality', 'quality'],
  ['rights', 'rights'],
] as const;
