import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { client, lang }, params }) => {
  const source = await client.source(params.slug, lang);
  if (source === undefined) error(404, 'unknown');
  return { source, lang };
};
