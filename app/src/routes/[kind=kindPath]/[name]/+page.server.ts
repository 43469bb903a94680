import { error, redirect } from '@sveltejs/kit';
import type { CarrefourClient, Hit, Lang, ThingPage } from '@carrefour/server/contract';
import { localizeHref } from '#lib/paraglide/runtime.js';
import type { PageServerLoad } from './$types';

const nearest = 3;

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
      return { thing: answer, near: await near(answer, client, lang) };
    }
  }
};

interface Near {
  /** Why these are near: the same theme in the same département, or the same theme anywhere. */
  readonly reason: 'theme-and-place' | 'theme';
  readonly hits: readonly Hit[];
}

/** A few other entries of the same theme, of the same département where there are any. */
async function near({ doc }: ThingPage, client: CarrefourClient, lang: Lang): Promise<Near | undefined> {
  const theme = doc.concepts['theme']?.[0];
  if (theme === undefined) return undefined;
  const territory = doc.places
    .flatMap(({ territories }) => territories)
    .find((one) => one.startsWith('departement-'));
  const ask = async (more: Record<string, string>) => {
    const parameters = new URLSearchParams({ kind: doc.kind, theme, per: String(nearest + 1), ...more });
    const { hits } = await client.search(parameters, lang);
    return hits.filter((hit) => hit.id !== doc.id).slice(0, nearest);
  };
  const neighbours = territory === undefined ? [] : await ask({ territory });
  if (neighbours.length > 0) return { reason: 'theme-and-place', hits: neighbours };
  const alike = await ask({});
  return alike.length === 0 ? undefined : { reason: 'theme', hits: alike };
}
