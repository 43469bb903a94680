import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { FetchError } from './fetch-error.ts';

const maxFiles = 100_000;
const maxDepth = 8;

/**
 * The files of a folder and of those within it, as paths relative to it with `/`, sorted. Links are left out, so that
 * nothing outside the folder is read. Rejects with FetchError `too-large` or `network`.
 */
export async function filesOf(folder: string): Promise<string[]> {
  const files: string[] = [];
  const walk = async (within: string, depth: number): Promise<void> => {
    for (const entry of await entriesOf(path.join(folder, within))) {
      const inner = within === '' ? entry.name : `${within}/${entry.name}`;
      if (entry.isFile()) files.push(inner);
      else if (entry.isDirectory() && depth < maxDepth) await walk(inner, depth + 1);
      if (files.length > maxFiles) {
        const message = `${folder} holds more than ${String(maxFiles)} files: name a folder within it.`;
        throw new FetchError('too-large', message, { url: folder });
      }
    }
  };
  await walk('', 0);
  return files.sort();
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (cause) {
    const message = `${folder} cannot be read: check that the folder exists and is readable.`;
    throw new FetchError('network', message, { url: folder, cause });
  }
}
