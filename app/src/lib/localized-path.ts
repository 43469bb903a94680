import { getLocale, type Locale } from '#lib/paraglide/runtime.js';

const englishPrefix = '/en';

/**
 * A path of ours in another language, or in the language of the page: English is under `/en`, French has no prefix, as
 * `paraglide.options.ts` says. Paraglide's own functions match patterns of addresses: on a page with a thousand links that
 * takes longer than the search.
 */
export function localizeHref(href: string, { locale = getLocale() }: { locale?: Locale } = {}): string {
  const path = deLocalizeHref(href);
  if (locale !== 'en') return path;
  return /^\/(?:[?#]|$)/.test(path) ? englishPrefix + path.slice(1) : englishPrefix + path;
}

/** A path of ours without what says its language. */
export function deLocalizeHref(href: string): string {
  if (!/^\/en(?:[/?#]|$)/.test(href)) return href;
  const path = href.slice(englishPrefix.length);
  return path.startsWith('/') ? path : `/${path}`;
}
