import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({ page: await locals.client.themes() });
