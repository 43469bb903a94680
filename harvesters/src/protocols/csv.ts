import { z } from 'zod';
import { parseCsv } from '../parse/csv.ts';
import type { Protocol } from '../protocol.ts';
import { expectFormat, readSourceText } from './read-source.ts';
import { sourceAddress } from './source-address.ts';

const options = z.strictObject({
  url: sourceAddress,
  delimiter: z.string().length(1, 'Write one character, such as ";" or ",".').optional(),
  charset: z.string().optional(),
});

/** A table with the names of its columns in the first row; every record is one row, by column. */
export const csv: Protocol<z.output<typeof options>> = {
  options,
  async *list({ url, delimiter, charset }, context) {
    const { name, text } = await readSourceText(url, context, { charset });
    const rows = expectFormat(name, () => parseCsv(text, delimiter === undefined ? {} : { delimiter }));
    for (const row of rows) {
      context.signal.throwIfAborted();
      const locator = `${name} line ${String(row.line)}`;
      if ('reason' in row) yield { outcome: 'failed', locator, reason: row.reason };
      else yield { outcome: 'record', locator, payload: row.cells };
    }
  },
};
