import type { Lang, SearchPage } from '@carrefour/server/contract';
import { counted } from '#lib/counted.ts';
import { formatDate, formatNumber } from '#lib/format.ts';
import * as m from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/localized-path.ts';
import { searchPath, without } from '#lib/search-url.ts';

/** Ways to take the results of a search away, in words. */
export interface Outputs {
  readonly label: string;
  readonly links: readonly { readonly text: string; readonly href: string; readonly rel?: string }[];
  /** How many of the results feed and files hold. */
  readonly open: string;
  readonly cite: string;
  /** Address of the feed. */
  readonly feed: string;
}

interface OutputContext {
  readonly lang: Lang;
  readonly origin: string;
  readonly page: SearchPage;
  /** ISO 8601. */
  readonly today: string;
}

const files = [
  ['CSV', 'csv'],
  ['GeoJSON', 'geojson'],
  ['JSON-LD', 'jsonld'],
  ['Turtle', 'ttl'],
] as const;

/** Put together on the server, so that no script has to hold its words. */
export function outputsOf(
  parameters: URLSearchParams,
  { lang, origin, page, today }: OutputContext,
): Outputs {
  const shown = without(without(parameters, 'page'), 'per');
  const path = localizeHref(searchPath(without(shown, 'view')));
  const [start = '', query = ''] = path.split('?', 2);
  const suffix = query === '' ? '' : `?${query}`;
  const feed = `${start}.atom${suffix}`;
  const permalink = localizeHref(searchPath(shown));
  const rights = page.facets.rights.filter(
    ({ isSelected }, _, all) => isSelected || !all.some((one) => one.isSelected),
  );
  const open = rights.find(({ value }) => value === 'open')?.count ?? 0;
  const q = parameters.get('q') ?? '';
  const count = page.total === 0 ? m.entries_none() : counted(m.entries, page.total, lang);
  return {
    label: m.outputs_label(),
    links: [
      { text: m.outputs_link(), href: permalink },
      { text: m.outputs_feed(), href: feed },
      ...files.map(([text, ending]) => ({ text, href: `${start}.${ending}${suffix}`, rel: 'nofollow' })),
      {
        text: m.results_sparql(),
        href: `${localizeHref('/sparql')}?${new URLSearchParams({ recherche: query }).toString()}`,
        rel: 'nofollow',
      },
    ],
    open: m.outputs_open({ shown: formatNumber(open, lang), total: formatNumber(page.total, lang) }),
    cite: m.outputs_cite({
      cite: m.outputs_cite_text({
        what: q === '' ? count : `${m.results_for({ words: q })}, ${count}`,
        date: formatDate(today, lang),
        url: origin + permalink,
      }),
    }),
    feed,
  };
}
