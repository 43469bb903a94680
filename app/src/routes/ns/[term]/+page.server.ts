import { alternateLinks } from '#lib/data-syntaxes.ts';
import { loadVocabulary } from '#lib/vocabulary/load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const found = await loadVocabulary({ client: locals.client, path: `/ns/${params.term}`, kind: 'term' });
  locals.links = alternateLinks(found);
  return { term: found };
};
