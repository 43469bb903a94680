import { error, redirect } from '@sveltejs/kit';
import { localizeHref } from '#lib/localized-path.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { client, lang }, params, url, setHeaders }) => {
  const [id = '', ...words] = params.name.split('-');
  const answer = await client.thing(id, lang);
  switch (answer.outcome) {
    case 'unknown':
      error(404, 'unknown', { words: words.join(' ') });
      break;
    case 'merged':
      setHeaders({ 'cache-control': 'public, max-age=3600' });
      redirect(301, localizeHref(answer.path));
      break;
    case 'withdrawn':
    case 'erased':
      error(410, 'gone', { words: words.join(' '), gone: answer });
      break;
    case 'published': {
      if (`/${params.kind}/${params.name}` !== answer.path)
        redirect(301, localizeHref(answer.path) + url.search);
      const near = await client.similar(id, lang);
      return { thing: answer, near: near.outcome === 'published' ? near.similar : [] };
    }
  }
};
