import type { PageServerLoad } from './$types';

/** A search that is to be shown in SPARQL comes as its own query string, in `recherche`. */
export const load: PageServerLoad = async ({ locals, url }) => {
  const search = url.searchParams.get('recherche');
  if (search === null) return { search: undefined };
  const { query } = await locals.client.sparql(new URLSearchParams(search), locals.lang);
  return { search: query };
};
