import type { Lang, Lead, SearchPage } from '@carrefour/server/contract';
import { counted } from '#lib/counted.ts';
import { kindWord } from '#lib/kind-words.ts';
import * as m from '#lib/paraglide/messages.js';
import { localizeHref } from '#lib/localized-path.ts';
import { searchPath, withValue, without } from '#lib/search-url.ts';

interface Context {
  readonly page: Pick<SearchPage, 'leads' | 'alternatives' | 'corrected' | 'suggested' | 'isRelaxed'>;
  readonly lang: Lang;
}

/** How words were understood, and links to what else they may mean, under what those have in common. */
export interface Understood {
  readonly notes: readonly string[];
  readonly groups: readonly {
    readonly heading: string;
    readonly links: readonly { readonly href: string; readonly text: string; readonly note?: string }[];
  }[];
}

/** Put together on the server, so that no script has to hold its words. */
export function understood(parameters: URLSearchParams, { page, lang }: Context): Understood {
  const { corrected, suggested, isRelaxed } = page;
  const linkOf = (lead: Lead) =>
    lead.to === 'page'
      ? { href: localizeHref(lead.path), text: lead.label, note: kindWord.solution() }
      : {
          href: localizeHref(searchPath(withValue(parameters, lead.parameter, lead.value))),
          text: lead.label,
          note: counted(m.entries, lead.count, lang),
        };
  const groups = [
    {
      heading: m.suggested(),
      links:
        suggested === undefined
          ? []
          : [{ href: localizeHref(searchPath(withValue(parameters, 'q', suggested))), text: suggested }],
    },
    { heading: m.leads(), links: page.leads.map(linkOf) },
    {
      heading: m.leads_instead(),
      links: page.alternatives.map(({ filters, count }) => ({
        href: localizeHref(
          searchPath(
            filters.reduce(
              (next, { parameter, value }) => withValue(next, parameter, value),
              without(parameters, 'q'),
            ),
          ),
        ),
        text: filters.map(({ label }) => label).join(' + '),
        note: counted(m.entries, count, lang),
      })),
    },
  ];
  return {
    notes: [
      ...(corrected === undefined
        ? []
        : [m.corrected({ asked: parameters.get('q') ?? '', used: corrected })]),
      ...(isRelaxed ? [m.relaxed()] : []),
    ],
    groups: groups.filter(({ links }) => links.length > 0),
  };
}
