import { z } from 'zod';
import { ParseError } from '../parse/parse-error.ts';
import { parseYaml } from '../parse/yaml.ts';
import type { Protocol } from '../protocol.ts';
import { jsonRecords, recordPlaces } from './json-records.ts';
import { expectFormat, readSourceText } from './read-source.ts';
import { sourceAddress } from './source-address.ts';

const options = z.strictObject({ url: sourceAddress, ...recordPlaces, charset: z.string().optional() });

/** One YAML file; every record is one object of its list, or one entry of its map (`entries: true`). */
export const yaml: Protocol<z.output<typeof options>> = {
  options,
  async *list(given, context) {
    const { name, text } = await readSourceText(given.url, context, { charset: given.charset });
    const root = expectFormat(name, () => parse(text));
    for (const record of jsonRecords(root, name, given)) {
      context.signal.throwIfAborted();
      yield record;
    }
  },
};

/** Almost any text is a YAML scalar: a web page is told before it is taken for one. */
function parse(text: string): ReturnType<typeof parseYaml> {
  if (text.trim() === '') throw new ParseError('This is empty where YAML was expected.');
  if (text.trimStart().startsWith('<')) {
    throw new ParseError('This is a web page where YAML was expected: it may be a sign-in or error page.');
  }
  return parseYaml(text);
}
