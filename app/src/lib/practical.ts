import type { Label, ThingDoc, ThingPage } from '@carrefour/server/contract';
import * as m from './paraglide/messages.js';

type Link = ThingDoc['links'][number];

/** What stands beside the text of an entry, each part empty where nothing is known. */
export interface Practical {
  readonly roles: readonly {
    readonly role: string;
    readonly title: string;
    readonly links: readonly Link[];
  }[];
  readonly concepts: readonly {
    readonly name: string;
    readonly title: string;
    readonly values: readonly Label[];
  }[];
  /** The web site of the thing, where it is an address that a browser may follow. */
  readonly site: string | undefined;
  readonly hasContact: boolean;
  readonly isEmpty: boolean;
}

const roleWords: Readonly<Record<string, () => string>> = {
  carrier: m.role_carrier,
  partner: m.role_partner,
  funder: m.role_funder,
  programme: m.role_programme,
  implements: m.role_solution,
};

const conceptWords = [
  ['theme', m.facet_theme],
  ['audience', m.facet_audience],
  ['method', m.facet_method],
  ['actor', m.facet_actor],
] as const;

/** Roles, concepts and contact of an entry, in words of the page's language. */
export function practicalOf({ doc, labels }: Pick<ThingPage, 'doc' | 'labels'>): Practical {
  const roles = [...Map.groupBy(doc.links, ({ role }) => role)].map(([role, links]) => ({
    role,
    title: (roleWords[role] ?? m.role_other)(),
    links,
  }));
  const concepts = conceptWords.flatMap(([name, word]) => {
    const values = labels.concepts[name] ?? [];
    return values.length === 0 ? [] : [{ name, title: word(), values }];
  });
  const site = doc.url !== undefined && /^https?:\/\//.test(doc.url) ? doc.url : undefined;
  const hasContact = site !== undefined || doc.email !== undefined || doc.phone !== undefined;
  const isEmpty = roles.length + concepts.length + doc.keywords.length === 0 && !hasContact;
  return { roles, concepts, site, hasContact, isEmpty };
}
