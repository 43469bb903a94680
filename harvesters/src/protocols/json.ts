import { z } from 'zod';
import { parseJson } from '../parse/json.ts';
import type { Protocol, ProtocolContext } from '../protocol.ts';
import { nextPage, paging, type Page } from './json-paging.ts';
import { jsonRecords, recordPlaces } from './json-records.ts';
import { PageChain } from './page-chain.ts';
import { expectFormat, readSourceText } from './read-source.ts';
import { sourceAddress } from './source-address.ts';

const options = z.strictObject({
  url: sourceAddress,
  ...recordPlaces,
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
      const records = jsonRecords(root, name, given);
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
