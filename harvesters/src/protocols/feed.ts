import { z } from 'zod';
import { parseFeed, type Feed, type FeedEntry, type FeedValue } from '../parse/feed.ts';
import type { Protocol, RawRecord } from '../protocol.ts';
import { PageChain } from './page-chain.ts';
import { expectFormat, readSourceText } from './read-source.ts';
import { sourceAddress } from './source-address.ts';

const options = z.strictObject({
  url: sourceAddress,
  /** `first` leaves the pages alone that a feed calls its next ones. */
  pages: z.enum(['all', 'first'], { error: 'Write all or first.' }).default('all'),
  headers: z.record(z.string(), z.string()).optional(),
  charset: z.string('Write the name of a charset, such as windows-1252.').optional(),
});

/**
 * RSS 0.9 to 2.0, RSS 1.0 and Atom, page by page (RFC 5005). A record is an item with every field it has, and `_id`,
 * `_link` and `_date`, which read alike in all formats, and what the feed says of itself as `_feed`. Entries that the feed
 * says it deleted (RFC 6721) are known by their `_id`.
 */
export const feed: Protocol<z.output<typeof options>> = {
  options,
  async *list({ url, pages, headers, charset }, context) {
    const chain = new PageChain(context.maxPages);
    let next: string | undefined = url;
    while (next !== undefined) {
      chain.enter(next);
      const read = await readSourceText(next, context, { charset, headers: headers ?? {} });
      const found = expectFormat(read.name, () => parseFeed(read.text));
      const base = baseOf(found, read.url);
      for (const entry of found.entries) {
        context.signal.throwIfAborted();
        yield recordOf(entry, { found, base, name: read.name });
      }
      for (const { line, ref } of found.deleted) {
        yield {
          outcome: 'deleted',
          locator: `${read.name} line ${String(line)}`,
          payload: { id: ref, guid: ref, _id: ref },
        };
      }
      const isLast = pages === 'first' || context.file !== undefined || url.startsWith('file:');
      next = isLast ? undefined : followingOf(found, next, base);
    }
  },
};

function baseOf({ base }: Feed, url: string): string {
  return base !== undefined && URL.canParse(base, url) ? new URL(base, url).href : url;
}

/** A feed that names itself as its next page is at its end. */
function followingOf({ next }: Feed, current: string, base: string): string | undefined {
  const url = next === undefined ? undefined : whole(next, base);
  return url === current ? undefined : url;
}

function recordOf(
  { fields, line }: FeedEntry,
  { found, base, name }: { found: Feed; base: string; name: string },
): RawRecord {
  const locator = `${name} line ${String(line)}`;
  const link = linkOf(fields['link'], base) ?? permalinkOf(fields, base);
  const id = firstText(fields['guid'], fields['id'], fields['rdf:about']) ?? link;
  const date = dateOf(fields);
  if (
    id === undefined &&
    firstText(fields['title'], fields['description'], fields['summary']) === undefined
  ) {
    const reason = 'This entry has neither id, link, title nor description: nothing can be told of it.';
    return { outcome: 'failed', locator, reason };
  }
  const payload = {
    ...fields,
    ...(id === undefined ? {} : { _id: id }),
    ...(link === undefined ? {} : { _link: link }),
    ...(date === undefined ? {} : { _date: date }),
    _feed: aboutOf(found, base),
  };
  return { outcome: 'record', locator, payload };
}

function aboutOf({ about }: Feed, base: string): { readonly [name: string]: string } {
  const said = {
    title: firstText(about['title']),
    link: linkOf(about['link'], base),
    language: firstText(about['language'], about['dc:language'], about['xml:lang']),
  };
  return Object.fromEntries(
    Object.entries(said).flatMap(([name, text]) => (text === undefined ? [] : [[name, text]])),
  );
}

/** RSS writes its link as text; Atom writes several with a role each, of which the one without role is the entry's. */
function linkOf(value: FeedValue | undefined, base: string): string | undefined {
  for (const one of Array.isArray(value) ? (value as readonly FeedValue[]) : [value]) {
    if (typeof one === 'string') return whole(one, base);
    if (typeof one !== 'object' || one === null || Array.isArray(one)) continue;
    const { rel = 'alternate', href } = one as { readonly [name: string]: FeedValue };
    if (rel === 'alternate' && typeof href === 'string') return whole(href, base);
  }
  return undefined;
}

/** A guid is the item's address unless it says that it is not (RSS 2.0). */
function permalinkOf(fields: FeedEntry['fields'], base: string): string | undefined {
  const { guid } = fields;
  if (typeof guid !== 'string' || fields['guid@isPermaLink'] === 'false') return undefined;
  return /^https?:/.test(guid) ? whole(guid, base) : undefined;
}

/** When it was published, else when it was changed, as an ISO 8601 instant. */
function dateOf(fields: FeedEntry['fields']): string | undefined {
  const text = firstText(
    fields['published'],
    fields['pubDate'],
    fields['dc:date'],
    fields['issued'],
    fields['updated'],
    fields['modified'],
  );
  const time = Date.parse(text ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function firstText(...values: readonly (FeedValue | undefined)[]): string | undefined {
  for (const value of values) {
    const one = Array.isArray(value) ? (value as readonly FeedValue[])[0] : value;
    if (typeof one === 'string' && one !== '') return one;
  }
  return undefined;
}

function whole(link: string, base: string): string | undefined {
  return URL.canParse(link, base) ? new URL(link, base).href : undefined;
}
