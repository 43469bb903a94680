import { readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { FetchError } from './fetch-error.ts';

const maxBytes = 500_000_000;

/**
 * Reads a `file:` address relative to a source folder, and nothing outside it, whatever links say.
 * Rejects with FetchError `address-refused`, `too-large` or `network`.
 */
export async function readInside(
  folder: string,
  address: string,
): Promise<{ file: string; bytes: Uint8Array }> {
  const file = await findInside(folder, address);
  return { file, bytes: await readBounded(file) };
}

/**
 * The real path of a `file:` address (a file or a folder) relative to a source folder, and nothing outside it, whatever
 * links say. Rejects with FetchError `address-refused` or `network`.
 */
export async function findInside(folder: string, address: string): Promise<string> {
  const named = address.startsWith('file:///')
    ? fileURLToPath(address)
    : path.resolve(folder, decodeURIComponent(address.replace(/^file:/, '')));
  const root = await realpath(folder);
  const file = await realpath(named).catch((cause: unknown) => {
    throw new FetchError('network', `${address}: there is no such file or folder in the source folder.`, {
      url: address,
      cause,
    });
  });
  if (!file.startsWith(root + path.sep)) {
    throw new FetchError(
      'address-refused',
      `${address} lies outside the source folder: copy the file into it.`,
      { url: address },
    );
  }
  return file;
}

/** Reads a whole file of at most 500 MB. Rejects with FetchError `too-large` or `network`. */
export async function readBounded(file: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(file);
    if (size > maxBytes)
      throw new FetchError('too-large', `${file} is larger than 500 MB: cut it into parts.`, { url: file });
    return await readFile(file);
  } catch (cause) {
    if (cause instanceof FetchError) throw cause;
    throw new FetchError('network', `${file} cannot be read: check that it exists and is readable.`, {
      url: file,
      cause,
    });
  }
}
