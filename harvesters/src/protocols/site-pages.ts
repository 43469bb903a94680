import { ParseError } from '../parse/parse-error.ts';
import { isSitemap, parseSitemap, type Sitemap } from '../parse/sitemap.ts';
import { HarvestError } from './harvest-error.ts';
import { expectFormat } from './read-source.ts';
import type { WebPage, WebPages } from './web-pages.ts';

/** A page of a site that may hold records. */
export interface SitePage {
  readonly url: string;
  /** When the sitemap says that it was changed, as it says it. */
  readonly lastmod?: string;
  /** The page itself where it was read already. */
  readonly page?: WebPage;
}

interface Site {
  readonly pages: WebPages;
  readonly isAsked: (url: string) => boolean;
  readonly maxPages: number;
}

/** An index of indexes is not allowed; one level more than that is patience enough. */
const maxLevels = 3;

/**
 * The pages of a site, each once: those that sitemaps name, and addresses that are no sitemap themselves. Rejects with
 * HarvestError or FetchError when a sitemap cannot be read, because pages would be missing without anybody knowing.
 */
export async function* sitePages(addresses: readonly string[], site: Site): AsyncIterable<SitePage> {
  const seen = new Set<string>();
  for (const url of addresses) yield* pagesAt(url, { ...site, seen, isOnlyPage: addresses.length === 1 });
}

interface Walk extends Site {
  readonly seen: Set<string>;
  /** Whether nothing else would be read, so that a failure here is one of the whole pass. */
  readonly isOnlyPage: boolean;
}

async function* pagesAt(url: string, walk: Walk): AsyncIterable<SitePage> {
  if (walk.seen.has(url)) return;
  walk.seen.add(url);
  if (!walk.isOnlyPage && !looksLikeSitemap(url)) {
    yield { url };
    return;
  }
  const page = await walk.pages.list(url);
  if (isSitemap(page.text)) yield* namedBy(page, { walk, level: 1 });
  else if (page.text.trim() === '')
    throw new HarvestError(
      'not-the-expected-format',
      `${page.name} is empty where a sitemap or a page was expected.`,
    );
  else yield { url, page };
}

function looksLikeSitemap(url: string): boolean {
  return /\.xml(?:\.gz)?(?:$|[?#])/i.test(url);
}

async function* namedBy(
  page: WebPage,
  { walk, level }: { walk: Walk; level: number },
): AsyncIterable<SitePage> {
  const { kind, entries: named } = sitemapOf(page);
  const entries = named.filter(({ loc }) => kind === 'index' || walk.isAsked(loc));
  if (kind === 'pages' && entries.length > walk.maxPages) {
    throw new HarvestError(
      'too-many-pages',
      `${page.name} names ${String(entries.length)} pages, more than the ${String(walk.maxPages)} that one pass may ask for: narrow “match”, or name a part of the sitemap.`,
    );
  }
  for (const { loc, lastmod } of entries) {
    if (walk.seen.has(loc)) continue;
    walk.seen.add(loc);
    if (kind === 'pages') yield { url: loc, ...(lastmod === undefined ? {} : { lastmod }) };
    else if (level >= maxLevels)
      throw new HarvestError(
        'not-the-expected-format',
        `${page.name}: its sitemaps lead to sitemaps without end.`,
      );
    else yield* namedBy(await walk.pages.linked(loc), { walk, level: level + 1 });
  }
}

function sitemapOf(page: WebPage): Sitemap {
  return expectFormat(page.name, () => {
    const sitemap = parseSitemap(page.text);
    const wrong = sitemap.entries.find(({ loc }) => !/^https?:\/\//.test(loc));
    if (wrong !== undefined)
      throw new ParseError(`“${wrong.loc}” is not a whole address, as sitemaps must give.`);
    return sitemap;
  });
}
