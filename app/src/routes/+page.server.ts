import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ home: await locals.client.home(locals.lang) });
