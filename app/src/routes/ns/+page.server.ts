import { alternateLinks } from '#lib/data-syntaxes.ts';
import { loadVocabulary } from '#lib/vocabulary/load.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const found = await loadVocabulary({ client: locals.client, path: '/ns', kind: 'ontology' });
  locals.links = alternateLinks(found);
  return { ontology: found };
};
