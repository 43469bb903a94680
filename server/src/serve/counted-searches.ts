import type { Request } from 'express';
import type { SearchLog } from '../backoffice/search-log.ts';
import type { CarrefourClient, SearchPage } from '../contract.ts';
import { canonicalParameters } from './search-parameters.ts';

/** Programs that say so; what says nothing of itself is none that a person reads with. */
const programs =
  /bot|crawl|spider|slurp|preview|monitor|archiver|scrap|headless|curl|wget|python|java\/|go-http|okhttp|axios|node|undici|libwww|http-?client/i;

/** True where a browser asks for what a person looks at. */
export function isByPerson({ headers }: Pick<Request, 'headers'>): boolean {
  const agent = headers['user-agent'] ?? '';
  const isAhead = /prefetch/i.test(String(headers['sec-purpose'] ?? headers['purpose'] ?? ''));
  return agent.startsWith('Mozilla/') && !programs.test(agent) && !isAhead;
}

/** With fewer results than this, a need has no answer here. */
const few = 3;
const notFilters = new Set(['q', 'sort', 'per', 'view', 'lang']);

/** A client for people: each first page of words that it finds is counted. Of who asks, nothing is handed on. */
export function countingClient(client: CarrefourClient, log: Pick<SearchLog, 'note'>): CarrefourClient {
  return {
    ...client,
    async search(parameters, lang) {
      const page = await client.search(parameters, lang);
      if (page.page === 1) log.note({ q: parameters.get('q') ?? '', isPoor: isPoor(parameters, page) });
      return page;
    },
  };
}

/** Too little holds all the words. Where filters narrow, that says nothing of the words. */
function isPoor(parameters: URLSearchParams, { total, isRelaxed, corrected }: SearchPage): boolean {
  const isNarrowed = [...canonicalParameters(parameters).keys()].some((name) => !notFilters.has(name));
  return !isNarrowed && (total < few || isRelaxed || corrected !== undefined);
}
