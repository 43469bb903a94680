import path from 'node:path';
import { readBounded, readInside } from '../fetch/local-file.ts';
import { ParseError } from '../parse/parse-error.ts';
import { gunzipped } from '../parse/gunzip.ts';
import { charsetInMarkup, charsetOf, decodeText } from '../parse/text.ts';
import type { ProtocolContext } from '../protocol.ts';
import { HarvestError } from './harvest-error.ts';

/** A text of a source with the name that locators use. */
export interface SourceText {
  readonly name: string;
  /** The address that answered, after redirects; the one asked for where a file was read. */
  readonly url: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Reads a source's text from the local copy, from its folder (`file:`), or from the outside. Rejects with FetchError,
 * or with the reason of the signal once the pass is told to stop.
 */
export async function readSourceText(
  url: string,
  context: Pick<ProtocolContext, 'file' | 'folder' | 'fetch' | 'signal'>,
  {
    charset,
    headers = {},
  }: { charset?: string | undefined; headers?: Readonly<Record<string, string>> } = {},
): Promise<SourceText> {
  const { bytes: sent, ...read } = await readSourceBytes(url, context, headers);
  const bytes = expectFormat(read.name, () => gunzipped(sent));
  const declared = charset ?? charsetOf(read.headers['content-type']) ?? charsetInMarkup(bytes);
  return { ...read, text: decodeText(bytes, declared).text };
}

/** Bytes of a source with the name that locators use. */
export interface SourceBytes extends Omit<SourceText, 'text'> {
  readonly bytes: Uint8Array;
}

/** As `readSourceText`, before the text is decoded. */
export async function readSourceBytes(
  url: string,
  { file, folder, fetch, signal }: Pick<ProtocolContext, 'file' | 'folder' | 'fetch' | 'signal'>,
  headers: Readonly<Record<string, string>> = {},
): Promise<SourceBytes> {
  signal.throwIfAborted();
  if (file !== undefined)
    return { name: path.basename(file), url, bytes: await readBounded(file), headers: {} };
  if (url.startsWith('file:')) {
    const found = await readInside(folder, url);
    return { name: path.basename(found.file), url, bytes: found.bytes, headers: {} };
  }
  const answer = await fetch(url, { headers, signal });
  return { name: url, url: answer.url, bytes: answer.bytes, headers: answer.headers };
}

/** Turns a text that does not parse into the failure of the whole pass, with the name of what was read. */
export function expectFormat<Value>(name: string, parse: () => Value): Value {
  try {
    return parse();
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    throw new HarvestError('not-the-expected-format', `${name}: ${error.message}`, { cause: error });
  }
}
