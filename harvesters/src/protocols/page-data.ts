import { compileCss } from '../parse/css-selector.ts';
import { jsonLdIn, nodesOf } from '../parse/json-ld.ts';
import { microdataOf } from '../parse/microdata.ts';
import { rdfaOf } from '../parse/rdfa.ts';
import type { DataNode, DataValue } from '../parse/structured-data.ts';
import { baseOf } from './page-selector.ts';
import type { WebPage } from './web-pages.ts';

/** The ways in which pages carry data for machines. */
export const syntaxes = ['json-ld', 'microdata', 'rdfa'] as const;

interface PageData {
  readonly nodes: readonly DataNode[];
  /** Scripts that cannot be read. */
  readonly broken: readonly { readonly locator: string; readonly reason: string }[];
}

const withLanguage = compileCss('html[lang]');

/** What a page says in one syntax. A page that is JSON itself is a JSON-LD document. Rejects with ParseError. */
export async function dataOf(page: WebPage, syntax: (typeof syntaxes)[number]): Promise<PageData> {
  if (/^\s*[[{]/.test(page.text)) {
    return { nodes: syntax === 'json-ld' ? nodesOf(page.json as DataValue) : [], broken: [] };
  }
  if (syntax === 'microdata') return { nodes: microdataOf(page.document, baseOf(page)), broken: [] };
  if (syntax === 'rdfa') {
    const language = withLanguage(page.document)[0]?.attributeValues.get('lang') ?? '';
    return { nodes: await rdfaOf(page.text, { base: page.url, language }), broken: [] };
  }
  const { nodes, broken } = jsonLdIn(page.document);
  return {
    nodes,
    broken: broken.map(({ number, reason }) => ({ locator: `JSON-LD script ${String(number)}`, reason })),
  };
}
