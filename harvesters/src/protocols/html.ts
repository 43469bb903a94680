import { z } from 'zod';
import { HarvestError } from './harvest-error.ts';
import { ParseError } from '../parse/parse-error.ts';
import { chooseNodes, typesIn, type DataNode } from '../parse/structured-data.ts';
import type { Protocol, ProtocolContext, RawRecord } from '../protocol.ts';
import { dataOf, syntaxes } from './page-data.ts';
import { sitePages, type SitePage } from './site-pages.ts';
import { sourceAddress } from './source-address.ts';
import { PageFailures, WebPages, type WebPage } from './web-pages.ts';

const matchMend = 'Write a list of texts, such as [/projets/].';

const options = z.strictObject({
  /** A sitemap, an index of sitemaps, a page, or a list of any. */
  url: z
    .union(
      [
        sourceAddress,
        z.array(sourceAddress).min(1, 'Write at least one address.').max(10_000, 'Write a sitemap instead.'),
      ],
      {
        error:
          'Write the address of a sitemap or page, or a list of them, that begin with https://, http:// or file:.',
      },
    )
    .transform((given): readonly string[] => (typeof given === 'string' ? [given] : given)),
  /** Texts of which a page's address holds one. */
  match: z.array(z.string().min(1, matchMend), matchMend).min(1, matchMend).optional(),
  types: z
    .array(z.string().regex(/^[A-Za-z]\w*$/, 'Write the last word of a type, such as Event.'))
    .default([]),
  /** In the order of trust: the first one that speaks of a type asked for is read. */
  syntaxes: z
    .array(z.enum(syntaxes, { error: `Write some of: ${syntaxes.join(', ')}.` }))
    .min(1, `Write some of: ${syntaxes.join(', ')}.`)
    .default([...syntaxes]),
  /** Whether a page without any such thing is a failure. */
  others: z.enum(['fail', 'skip'], { error: 'Write fail or skip.' }).default('fail'),
  charset: z.string('Write the name of a charset, such as windows-1252.').optional(),
});

type Options = z.output<typeof options>;

/**
 * Pages that carry data for machines (JSON-LD, microdata, RDFa), found by a sitemap or named one by one. A record is a
 * thing that a page describes, with `_url` (its page) and `_lastmod` (what the sitemap says). A pass in which no page
 * describes anything ends as unreadable.
 */
export const html: Protocol<Options> = {
  options,
  async *list(given, context) {
    const [first = ''] = given.url;
    const pages = new WebPages(context, { first, charset: given.charset });
    const pass: Pass = { given, context, pages, failures: new PageFailures(), found: 0 };
    const match = given.match ?? [];
    const isAsked = (url: string) => match.length === 0 || match.some((text) => url.includes(text));
    for await (const page of sitePages(given.url, { pages, isAsked, maxPages: context.maxPages }))
      yield* recordsOf(page, pass);
    pass.failures.assertSomeRead();
    if (pass.found === 0) throw nothingFound(given);
  },
};

interface Pass {
  readonly given: Options;
  readonly context: ProtocolContext;
  readonly pages: WebPages;
  readonly failures: PageFailures;
  /** Records so far. */
  found: number;
}

async function* recordsOf({ url, lastmod, page }: SitePage, pass: Pass): AsyncIterable<RawRecord> {
  pass.context.signal.throwIfAborted();
  let read: Awaited<ReturnType<typeof thingsOn>>;
  try {
    read = await thingsOn(page ?? (await pass.pages.linked(url)), pass.given);
    if (read.things.length > 0 || pass.given.others === 'skip') pass.failures.succeeded();
    else throw new ParseError(read.why);
  } catch (error) {
    yield { outcome: 'failed', locator: url, reason: pass.failures.failed(error) };
    return;
  }
  for (const { locator, reason } of read.broken)
    yield { outcome: 'failed', locator: `${url} ${locator}`, reason };
  for (const [index, thing] of read.things.entries()) {
    pass.context.signal.throwIfAborted();
    pass.found += 1;
    const locator = read.things.length === 1 ? url : `${url} thing ${String(index + 1)}`;
    const when = lastmod === undefined ? {} : { _lastmod: lastmod };
    yield { outcome: 'record', locator, payload: { ...thing, _url: url, ...when } };
  }
}

/** The things asked for in the first syntax that has some, and why there are none. */
async function thingsOn(
  page: WebPage,
  { types, syntaxes: trusted }: Options,
): Promise<{ things: DataNode[]; broken: readonly { locator: string; reason: string }[]; why: string }> {
  const others = new Set<string>();
  const broken: { locator: string; reason: string }[] = [];
  for (const syntax of trusted) {
    const data = await dataOf(page, syntax);
    broken.push(...data.broken);
    const things = chooseNodes(data.nodes, types);
    if (things.length > 0) return { things, broken, why: '' };
    for (const type of typesIn(data.nodes)) others.add(type);
  }
  const [first] = broken;
  if (first !== undefined) return { things: [], broken: [], why: `${first.locator}: ${first.reason}` };
  const asked = types.length === 0 ? 'nothing that has a type' : `no ${types.join(' or ')}`;
  const instead = others.size === 0 ? '' : ` (there are: ${[...others].slice(0, 10).join(', ')})`;
  const why = `This page describes ${asked} in ${trusted.join(', ')}${instead}: narrow “match”, or see whether it is a sign-in or error page.`;
  return { things: [], broken: [], why };
}

function nothingFound({ types }: Options): HarvestError {
  const asked = types.length === 0 ? 'anything' : types.join(' or ');
  return new HarvestError(
    'not-the-expected-format',
    `No page describes ${asked}. Open one in a browser: see whether the site has changed, or whether “match” and “types” leave everything out.`,
  );
}
