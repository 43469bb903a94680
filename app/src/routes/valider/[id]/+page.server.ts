import { error } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { client, lang }, params }) => {
  const validation = await client.validation(params.id, lang);
  if (validation === undefined) error(404, 'unknown');
  return { validation, lang };
};
