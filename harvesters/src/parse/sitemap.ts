import { ParseError } from './parse-error.ts';
import { elementsOf, parseXml, textOf } from './xml.ts';

/** An address of a sitemap, and when it says that its page was changed. */
export interface SitemapEntry {
  readonly loc: string;
  readonly lastmod: string | undefined;
}

/** A sitemap names pages; an index names further sitemaps. */
export interface Sitemap {
  readonly kind: 'pages' | 'index';
  readonly entries: readonly SitemapEntry[];
}

/** True for text that says of itself that it is a sitemap. */
export function isSitemap(text: string): boolean {
  return /^\s*(?:<\?[^>]*\?>\s*|<!--[^>]*-->\s*){0,5}<(?:\w+:)?(?:urlset|sitemapindex)\b/.test(text);
}

/** Reads a sitemap (sitemaps.org 0.9), whatever namespace it claims. Throws ParseError for what is none. */
export function parseSitemap(text: string): Sitemap {
  const root = parseXml(text);
  const isIndex = root.local === 'sitemapindex';
  if (!isIndex && root.local !== 'urlset')
    throw new ParseError(`This is XML, but not a sitemap: it begins with <${root.name}>.`);
  const entries = elementsOf(root, isIndex ? 'sitemap' : 'url').map((entry) => {
    const [lastmod] = elementsOf(entry, 'lastmod');
    return {
      loc: elementsOf(entry, 'loc').map(textOf).join('').trim(),
      lastmod: lastmod === undefined ? undefined : textOf(lastmod).trim(),
    };
  });
  return { kind: isIndex ? 'index' : 'pages', entries: entries.filter(({ loc }) => loc !== '') };
}
