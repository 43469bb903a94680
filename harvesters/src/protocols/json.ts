import { JSONPathEnvironment } from 'json-p3';
import { z } from 'zod';
import { parseJson } from '../parse/json.ts';
import type { Protocol, ProtocolContext, RawRecord } from '../protocol.ts';
import { HarvestError } from './harvest-error.ts';
import { isObject, type JsonObject } from './json-object.ts';
import { nextPage, paging, type Page } from './json-paging.ts';
import { PageChain } from './page-chain.ts';
import { expectFormat, readSourceText } from './read-source.ts';
import { sourceAddress } from './source-address.ts';

const environment = new JSONPathEnvironment();
const jsonPath = z.string().refine(
  (path) => {
    try {
      environment.compile(path);
      return true;
    } catch {
      return false;
    }
  },
  { error: 'Write a JSONPath (RFC 9535), such as $.results[*].' },
);

const options = z.strictObject({
  url: sourceAddress,
  /** Where the records are; by default the elements of the array, or the one object, that the text holds. */
  items: jsonPath.optional(),
  /** The records are the values of an object; each gets its name as `_key`. */
  entries: z.boolean().default(false),
  headers: z.record(z.string(), z.string()).optional(),
  charset: z.string().optional(),
  paging: paging.optional(),
});

type Options = z.output<typeof options>;

/** JSON from a file or an API, page by page; every record is one object. */
export const json: Protocol<Options> = {
  options,
  async *list(given, context) {
    const chain = new PageChain(context.maxPages);
    let page: Page | undefined = { url: given.url, index: 0 };
    while (page !== undefined) {
      context.signal.throwIfAborted();
      chain.enter(page.url);
      const { name, text, headers } = await readSourceText(page.url, context, {
        charset: given.charset,
        headers: given.headers ?? {},
      });
      const root = expectFormat(name, () =>
        parseJson(text, context.unwrap === undefined ? {} : { unwrap: context.unwrap }),
      );
      const records = recordsOf(root, name, given);
      for (const record of records) {
        context.signal.throwIfAborted();
        yield record;
      }
      page = following({ page, given, context }, { root, headers, count: records.length });
    }
  },
};

/** A file, be it a local copy or one of the source's folder, has no next page. */
function following(
  { page, given, context }: { page: Page; given: Options; context: ProtocolContext },
  answer: { root: unknown; headers: Readonly<Record<string, string>>; count: number },
): Page | undefined {
  const isFile = context.file !== undefined || page.url.startsWith('file:');
  if (given.paging === undefined || isFile) return undefined;
  return nextPage(page, given.paging, answer);
}

function recordsOf(root: unknown, name: string, { items, entries }: Options): RawRecord[] {
  const path = items ?? (Array.isArray(root) ? '$[*]' : '$');
  const nodes = [...environment.query(path, root as never)].map((node) => ({
    value: node.value,
    path: node.getPath({ form: 'pretty' }),
  }));
  if (nodes.length === 0 && !isObject(root) && !Array.isArray(root)) {
    throw new HarvestError('not-the-expected-format', `${name} holds neither an object nor a list.`);
  }
  if (!entries) return nodes.map(({ value, path: at }) => recordOf(value, `${name} ${at}`));
  return nodes.flatMap(({ value, path: at }) => {
    if (!isObject(value))
      throw new HarvestError('not-the-expected-format', `${name} ${at} is not an object of records.`);
    return Object.entries(value).map(([key, entry]) =>
      recordOf(isObject(entry) ? { ...entry, _key: key } : entry, `${name} ${at}[${JSON.stringify(key)}]`),
    );
  });
}

function recordOf(value: unknown, locator: string): RawRecord {
  if (isObject(value)) return { outcome: 'record', locator, payload: value as JsonObject };
  return {
    outcome: 'failed',
    locator,
    reason: 'This is not an object with fields: a record cannot be read from it.',
  };
}
