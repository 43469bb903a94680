import path from 'node:path';
import { readBounded, readInside } from '../fetch/local-file.ts';
import { ParseError } from '../parse/parse-error.ts';
import { charsetOf, decodeText } from '../parse/text.ts';
import type { ProtocolContext } from '../protocol.ts';
import { HarvestError } from './harvest-error.ts';

/** A text of a source with the name that locators use. */
export interface SourceText {
  readonly name: string;
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
  const { name, bytes, received } = await readBytes(url, context, headers);
  const declared = charset ?? charsetOf(received['content-type']);
  return { name, text: decodeText(bytes, declared).text, headers: received };
}

async function readBytes(
  url: string,
  { file, folder, fetch, signal }: Pick<ProtocolContext, 'file' | 'folder' | 'fetch' | 'signal'>,
  headers: Readonly<Record<string, string>>,
): Promise<{ name: string; bytes: Uint8Array; received: Readonly<Record<string, string>> }> {
  signal.throwIfAborted();
  if (file !== undefined) return { name: path.basename(file), bytes: await readBounded(file), received: {} };
  if (url.startsWith('file:')) {
    const found = await readInside(folder, url);
    return { name: path.basename(found.file), bytes: found.bytes, received: {} };
  }
  const { bytes, headers: received } = await fetch(url, { headers, signal });
  return { name: url, bytes, received };
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
