import type { CarrefourClient, FacetMatch, Lang } from '@carrefour/server/contract';
import { counted } from '#lib/counted.ts';
import { createHttpClient } from '#lib/http-client.ts';
import * as m from '#lib/paraglide/messages.js';
import { facetParameters } from '#lib/search-url.ts';

/** What is looked for among the values of a facet, under the filters of a search. */
export interface Question {
  /** The parameter that carries the facet. */
  readonly name: string;
  readonly text: string;
  readonly search: string;
  readonly lang: Lang;
}

/** The values that a text finds, and how many in words; without values where the server did not answer. */
export interface FoundValues {
  readonly text: string;
  readonly said: string;
  readonly values?: readonly FacetMatch[];
}

async function find(client: CarrefourClient, { name, text, search, lang }: Question): Promise<FoundValues> {
  const parameters = new URLSearchParams([...new URLSearchParams(search), ['text', text]]);
  const page = await client.facet(name, parameters, lang);
  if (page === undefined || page.total === 0) return { text, said: m.facet_no_match(), values: [] };
  const said = counted(m.facet_found, page.total, lang);
  const { length } = page.values;
  return {
    text,
    said: page.total > length ? `${said} ${m.facet_first({ count: length })}` : said,
    values: page.values,
  };
}

/** Asks from the browser. This module is loaded when someone first types: no page waits for it. */
export function askValues(question: Question): Promise<FoundValues> {
  const client = createHttpClient({ base: '', fetch: (...request) => fetch(...request) });
  return find(client, question).catch(() => ({ text: question.text, said: m.facet_failed() }));
}

/** Answers the fields `in_{facet}` of the form of filters, by facet: they come from readers without a script. */
export async function findAsked(
  parameters: URLSearchParams,
  { client, search, lang }: { client: CarrefourClient; search: string; lang: Lang },
): Promise<Readonly<Record<string, FoundValues>>> {
  const answers = facetParameters.map(async ([, name]): Promise<readonly [string, FoundValues][]> => {
    const text = parameters.get(`in_${name}`)?.trim() ?? '';
    return text === '' ? [] : [[name, await find(client, { name, text, search, lang })]];
  });
  return Object.fromEntries((await Promise.all(answers)).flat());
}
