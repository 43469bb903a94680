import type { Kind, Lang } from '@carrefour/server/contract';
import * as m from './paraglide/messages.js';

/** The kinds in the order of the pages. */
export const kinds = [
  'innovation',
  'solution',
  'organization',
  'programme',
  'resource',
  'event',
] as const satisfies readonly Kind[];

/** One word a kind, singular; the reader's language is the page's. */
export const kindWord: Readonly<Record<Kind, () => string>> = {
  innovation: m.kind_innovation,
  solution: m.kind_solution,
  organization: m.kind_organization,
  programme: m.kind_programme,
  resource: m.kind_resource,
  event: m.kind_event,
};

/** The plural, as the head of a list. */
const kindsWord: Readonly<Record<Kind, () => string>> = {
  innovation: m.kinds_innovation,
  solution: m.kinds_solution,
  organization: m.kinds_organization,
  programme: m.kinds_programme,
  resource: m.kinds_resource,
  event: m.kinds_event,
};

/** The word beside a count of its kind: `1 innovation`, `2 innovations`. */
export function kindBeside(kind: Kind, { count, lang }: { count: number; lang: Lang }): string {
  const isOne = new Intl.PluralRules(lang).select(count) === 'one';
  return isOne ? kindWord[kind]().toLocaleLowerCase(lang) : kindsWord[kind]();
}
