import type { Lang } from '../../contract.ts';
import { openRow } from '../../backoffice/open-row.ts';
import type { Publication } from '../../domain/publication.ts';
import { escapeXml } from '../xml-text.ts';
import type { OutputFacts } from './output-facts.ts';

const namespaces = { atom: 'http://www.w3.org/2005/Atom', search: 'http://a9.com/-/spec/opensearch/1.1/' };

const words: Readonly<Record<Lang, { title: string; given: (given: number, total: number) => string }>> = {
  fr: {
    title: 'Carrefour : résultats d’une recherche',
    given: (given, total) => `Les ${String(given)} premières fiches sur ${String(total)} fiches ouvertes.`,
  },
  en: {
    title: 'Carrefour: results of a search',
    given: (given, total) => `The first ${String(given)} of ${String(total)} open entries.`,
  },
};

/** An Atom feed (RFC 4287) of things; it holds few, so that its newest date can stand at its head. */
export async function* atomFeed(
  publications: AsyncIterable<Publication>,
  { page, self, base, lang, total, given }: OutputFacts,
): AsyncIterable<string> {
  const entries: Publication[] = [];
  for await (const publication of publications) entries.push(publication);
  const updated = entries.map(({ at }) => at).reduce((newest, at) => (at > newest ? at : newest), '');
  const { title, given: saying } = words[lang];
  yield [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<feed xmlns="${namespaces.atom}" xmlns:search="${namespaces.search}" xml:lang="${lang}">`,
    `<id>${escapeXml(self)}</id>`,
    `<title>${title}</title>`,
    `<subtitle>${saying(given, total)}</subtitle>`,
    `<updated>${updated === '' ? new Date(0).toISOString() : updated}</updated>`,
    `<author><name>Carrefour</name><uri>${escapeXml(base)}</uri></author>`,
    `<link rel="self" type="application/atom+xml" href="${escapeXml(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    `<search:totalResults>${String(total)}</search:totalResults>`,
    '',
  ].join('\n');
  for (const publication of entries) yield entryOf(publication);
  yield '</feed>\n';
}

function entryOf(publication: Publication): string {
  const { cells } = openRow(publication);
  const themes = cells.themes.split(' ').filter((code) => code !== '');
  return [
    '<entry>',
    `<id>${escapeXml(cells.iri)}</id>`,
    `<title>${escapeXml(cells.title)}</title>`,
    `<updated>${publication.at}</updated>`,
    `<link rel="alternate" href="${escapeXml(cells.iri)}"/>`,
    ...themes.map((code) => `<category term="${escapeXml(code)}"/>`),
    `<summary>${escapeXml(cells.summary)}</summary>`,
    '</entry>',
    '',
  ].join('\n');
}
