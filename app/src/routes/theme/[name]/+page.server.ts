import { error, redirect } from '@sveltejs/kit';
import { alternateLinks } from '#lib/data-syntaxes.ts';
import { localizeHref } from '#lib/localized-path.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
  const answer = await locals.client.theme(params.name, locals.lang);
  if (answer.outcome === 'unknown') {
    const words = params.name.replace(/^[A-Z]+(-[A-Z]+)*-?/, '').replaceAll('-', ' ');
    error(404, 'unknown', { words, closest: answer.closest, closestOf: 'themes' });
  }
  if (url.pathname !== localizeHref(answer.path)) redirect(301, localizeHref(answer.path) + url.search);
  locals.links = alternateLinks({ path: answer.conceptPath, iri: answer.iri });
  return { theme: answer };
};
