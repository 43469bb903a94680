import { JSONPathEnvironment } from 'json-p3';
import { z } from 'zod';

const environment = new JSONPathEnvironment();
const parameter = z.string('Name the parameter of the address.').min(1);
const size = z.int().min(1).max(10_000);

/** How an API is asked for its next page. */
export const paging = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('page'), parameter, start: z.int().default(1) }),
  z.strictObject({ by: z.literal('offset'), parameter, size }),
  z.strictObject({ by: z.literal('cursor'), parameter, cursor: z.string() }),
  z.strictObject({ by: z.literal('next'), next: z.string() }),
  z.strictObject({ by: z.literal('link') }),
]);

type Paging = z.output<typeof paging>;

export interface Page {
  readonly url: string;
  /** From 0. */
  readonly index: number;
}

interface Answer {
  readonly root: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly count: number;
}

/**
 * The page after one, or undefined at the end: an empty page ends numbered pages, a missing cursor or link the others.
 */
export function nextPage(page: Page, rule: Paging, answer: Answer): Page | undefined {
  const url = nextUrl(page, rule, answer);
  return url === undefined ? undefined : { url, index: page.index + 1 };
}

function nextUrl(page: Page, rule: Paging, { root, headers, count }: Answer): string | undefined {
  switch (rule.by) {
    case 'page':
      return count === 0
        ? undefined
        : withParameter(page.url, rule.parameter, String(rule.start + page.index + 1));
    case 'offset':
      return count === 0
        ? undefined
        : withParameter(page.url, rule.parameter, String((page.index + 1) * rule.size));
    case 'cursor': {
      const cursor = textAt(rule.cursor, root);
      return cursor === undefined ? undefined : withParameter(page.url, rule.parameter, cursor);
    }
    case 'next': {
      const next = textAt(rule.next, root);
      return next === undefined ? undefined : new URL(next, page.url).href;
    }
    case 'link':
      return linkNext(headers['link'], page.url);
  }
}

function withParameter(address: string, name: string, value: string): string {
  const url = new URL(address);
  url.searchParams.set(name, value);
  return url.href;
}

function textAt(path: string, root: unknown): string | undefined {
  const [node] = environment.query(path, root as never).values();
  return typeof node === 'string' || typeof node === 'number' ? String(node) || undefined : undefined;
}

/** The target of `rel="next"` in a Link header (RFC 8288). */
function linkNext(header: string | undefined, base: string): string | undefined {
  for (const [, target, parameters] of (header ?? '').matchAll(/<([^>]*)>([^,]*)/g)) {
    if (/;\s*rel\s*=\s*"?[^";]*\bnext\b/i.test(parameters ?? '')) return new URL(target ?? '', base).href;
  }
  return undefined;
}
