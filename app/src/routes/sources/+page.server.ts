import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  sources: await locals.client.sources(locals.lang),
});
