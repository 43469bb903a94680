import { ParseError } from '../parse/parse-error.ts';
import type { Json, Protocol, ProtocolContext, RawRecord } from '../protocol.ts';
import { HarvestError } from './harvest-error.ts';
import { htmlListOptions, type HtmlListOptions } from './html-list-options.ts';
import { nextPage, type Page } from './json-paging.ts';
import { absolute, placesIn, valuesAt, type Place } from './page-selector.ts';
import { PageFailures, WebPages, type WebPage } from './web-pages.ts';

type Fields = { readonly [name: string]: Json };
type Link = NonNullable<HtmlListOptions['follow']>;

/**
 * List pages of a site (HTML or JSON) → items → the page about each, where there is one. A record is an item's fields,
 * with `_page` (the list page) and `_url` (the page about it). A list page that the pass begins with and that shows no
 * item ends the pass: a changed page, a sign-in page and an empty list look alike.
 */
export const htmlList: Protocol<HtmlListOptions> = {
  options: htmlListOptions,
  async *list(options, context) {
    const [first = ''] = options.url;
    const pages = new WebPages(context, { first, charset: options.charset });
    const pass: Pass = { options, pages, context, failures: new PageFailures(), seen: new Set() };
    for (const url of pages.isLocal ? [first] : options.url) yield* recordsFrom(withoutFragment(url), pass);
    pass.failures.assertSomeRead();
  },
};

interface Pass {
  readonly options: HtmlListOptions;
  readonly pages: WebPages;
  readonly context: ProtocolContext;
  readonly failures: PageFailures;
  /** List pages that were read. */
  readonly seen: Set<string>;
}

async function* recordsFrom(start: string, pass: Pass): AsyncIterable<RawRecord> {
  const chain = new Set<string>();
  let next: Page | undefined = { url: start, index: 0 };
  while (next !== undefined) {
    const { url } = next;
    if (chain.has(url))
      throw new HarvestError('endless-paging', `${url} comes a second time: its pages lead in a circle.`);
    if (pass.seen.has(url)) return;
    chain.add(url);
    pass.seen.add(url);
    const page = await pass.pages.list(url);
    const items = expectItems(page, { pass, isStart: url === start });
    for (const [index, item] of items.entries()) {
      pass.context.signal.throwIfAborted();
      yield await recordOf(item, { locator: `${page.name} item ${String(index + 1)}`, pass });
    }
    next = pass.pages.isLocal ? undefined : following(page, { at: next, count: items.length, pass });
  }
}

function expectItems(page: WebPage, { pass, isStart }: { pass: Pass; isStart: boolean }): Place[] {
  const items = explained(page, () => placesIn(page, pass.options.items));
  if (items.length > 0 || !isStart) return items;
  throw new HarvestError(
    'not-the-expected-format',
    `${page.name}: “items” finds nothing on this page. Open it in a browser: see whether its form has changed, whether it is a sign-in or error page, or whether the list is empty.`,
  );
}

function following(
  page: WebPage,
  { at, count, pass }: { at: Page; count: number; pass: Pass },
): Page | undefined {
  const { next, paging } = pass.options;
  if (next !== undefined) {
    const url = explained(page, () => linkAt({ page }, next));
    return url === undefined || url === at.url ? undefined : { url, index: at.index + 1 };
  }
  if (paging === undefined) return undefined;
  const root = pass.options.items.json === undefined ? undefined : page.json;
  return nextPage(at, paging, { root, headers: page.headers, count });
}

async function recordOf(item: Place, { locator, pass }: { locator: string; pass: Pass }): Promise<RawRecord> {
  const { options, pages, failures } = pass;
  try {
    const target = options.follow === undefined ? undefined : linkAt(item, options.follow);
    if (options.follow !== undefined && target === undefined)
      throw new ParseError('“follow” finds no link in this item: narrow “items” to those that have one.');
    const page = target === undefined ? undefined : await pages.linked(target);
    const fields = fieldsOf(item, { page, fields: options.fields });
    if (Object.keys(fields).length === 0)
      throw new ParseError(
        'None of the fields is found in this item: see whether the page has changed its form.',
      );
    failures.succeeded();
    const about = target === undefined ? {} : { _url: target };
    return { outcome: 'record', locator, payload: { ...fields, _page: item.page.url, ...about } };
  } catch (error) {
    return { outcome: 'failed', locator, reason: failures.failed(error) };
  }
}

/**
 * A field without `in` is looked for in the item, then on the page about it; an XPath that begins with `/` sees no item,
 * so it is read on the page about it where there is one.
 */
function fieldsOf(
  item: Place,
  { page, fields }: { page: WebPage | undefined; fields: HtmlListOptions['fields'] },
): Fields {
  const found = Object.entries(fields).flatMap(([name, { all, in: where, ...selector }]) => {
    const isOfPage = where === 'page' || (where === undefined && selector.xpath?.isFromRoot === true);
    const places: Place[] =
      page === undefined || where === 'item' ? [item] : isOfPage ? [{ page }] : [item, { page }];
    for (const place of places) {
      const values = valuesAt(place, selector);
      const [first] = values;
      if (first !== undefined) return [[name, all ? values : first] as const];
    }
    return [];
  });
  return Object.fromEntries(found);
}

/** The address that a link leads to; undefined when there is none, or it leads out of the web. */
function linkAt(place: Place, { address, ...selector }: Link): string | undefined {
  const [found] = valuesAt(place, selector);
  if (typeof found !== 'string' && typeof found !== 'number') return undefined;
  const url =
    address === undefined
      ? absolute(String(found), place.page)
      : address.replace('{}', () => encodeURIComponent(String(found)));
  return url !== undefined && /^(?:https?|file):/.test(url) ? url : undefined;
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/, '');
}

function explained<Value>(page: WebPage, work: () => Value): Value {
  try {
    return work();
  } catch (cause) {
    if (!(cause instanceof ParseError)) throw cause;
    throw new HarvestError('not-the-expected-format', `${page.name}: ${cause.message}`, { cause });
  }
}
